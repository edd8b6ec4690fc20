"""A check as lines of text for people."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from her2kg.checking.model import Check, Evidence, Finding, Role, Verdict

__all__ = ["COLUMNS", "LEADS", "counted", "rows", "unread"]

COLUMNS = ("sentence", "verdict", "claim and why", "what the graph says")

_EXCERPT = 120

LEADS = {
    Role.FOR: "for",
    Role.AGAINST: "against",
    Role.FORMER: "formerly",
    Role.BETTER: "more exactly",
    Role.NEARBY: "nearby",
}


def rows(check: Check) -> Iterator[Sequence[str]]:
    """Yield one row a claim, below ``COLUMNS``, with the weightiest statement of each role.

    A sentence stands beside its first claim. Pages of sources are left out, for no window has
    room for them.
    """
    for sentence in check.sentences:
        words = textwrap.shorten(sentence.text, _EXCERPT, placeholder=" \N{HORIZONTAL ELLIPSIS}")
        for finding in sentence.findings:
            first = {each.role: each for each in reversed(finding.evidence)}
            told = "\n".join(_evidence(first[role]) for role in Role if role in first)
            yield words, finding.verdict.value, _said(finding), told
            words = ""


def _said(finding: Finding) -> str:
    return f"{finding.says}\n{finding.why}"


def _evidence(each: Evidence) -> str:
    scope = f" ({each.scope})" if each.scope else ""
    places = "; ".join(source.title for source in each.sources) or each.origin
    note = f" Note: {each.note}" if each.note else ""
    return f"{LEADS[each.role]}: {each.says}{scope} [{each.checked}; {places}]{note}"


def unread(check: Check) -> list[str]:
    """Return the sentences in which no claim was read."""
    return [sentence.text for sentence in check.sentences if not sentence.findings]


def counted(verdicts: Mapping[Verdict, int], what: str) -> str:
    """Write counts in one line, e.g. ``18 claims: 2 contradicted, 16 supported``."""
    total = sum(verdicts.values())
    parts = ", ".join(f"{number} {verdict.value}" for verdict, number in verdicts.items())
    one_or_more = what.removesuffix("s") if total == 1 else what
    return f"{total} {one_or_more}: {parts}" if parts else f"no {what}"
