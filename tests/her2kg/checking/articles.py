"""Small articles, checked."""

import pyoxigraph as ox

from her2kg.checking.check import check
from her2kg.checking.model import Check, Evidence, Finding, Role
from her2kg.loaders.base import Material

__all__ = ["check_text", "finding", "shown"]


def check_text(text: str, store: ox.Store, day: str = "") -> Check:
    """Check a text."""
    return check(Material.of_text("article.md", text), store, day)


def finding(text: str, store: ox.Store, day: str = "") -> Finding:
    """Check a text that makes one claim, and return what was found."""
    (found,) = [f for s in check_text(text, store, day).sentences for f in s.findings]
    return found


def shown(found: Finding, role: Role) -> list[Evidence]:
    """Return the evidence in a role."""
    return [each for each in found.evidence if each.role is role]
