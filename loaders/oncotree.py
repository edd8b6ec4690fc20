"""OncoTree: tumour types with their codes, names and hierarchy, as its API gives them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.own_table_text import unprintable
from her2kg.ontology.model import Description

__all__ = ["OncoTreeLoader"]

_DEEPEST = 50
_CODE = re.compile(r"[\w/-]+", re.ASCII)


class OncoTreeLoader:
    """Reads the tree of tumour types; the tissue at its root is no tumour type."""

    name = "oncotree"
    version = "1"
    licence = "CC-BY-4.0"
    homepage = "https://oncotree.mskcc.org"
    title = "OncoTree"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the text begins as the tree that the API gives."""
        begin = head.removeprefix("\ufeff").lstrip()
        return begin.startswith("{") and '"TISSUE"' in begin[:200] and '"children"' in begin

    def load(self, material: Material) -> Iterator[Record]:
        """Yield a description of each tumour type; what is no such tree gives one rejection."""
        try:
            tree = json.loads(material.text.removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            yield Rejection(material.name, 1, f"this is no sound JSON ({error})")
            return
        root = tree.get("TISSUE") if isinstance(tree, dict) else None
        if not isinstance(root, dict):
            yield Rejection(material.name, 1, "the tree has no root TISSUE")
            return
        yield from _below(material, root, "", 0)


def _below(
    material: Material, node: Mapping[str, Any], parent: str, depth: int
) -> Iterator[Record]:
    children = node.get("children")
    for code, child in children.items() if isinstance(children, dict) else ():
        if fault := _fault_of(code, child):
            yield Rejection(material.name, 1, f"the type {ascii(code)[:40]} {fault}")
        elif depth >= _DEEPEST:
            yield Rejection(material.name, 1, f"the type {code} lies too deep")
        else:
            yield _description(child, parent)
            yield from _below(material, child, code, depth + 1)


def _fault_of(code: str, node: object) -> str:
    """Say why a type cannot be taken, or return an empty text."""
    name = node.get("name") if isinstance(node, dict) else None
    if not isinstance(node, dict) or not isinstance(name, str) or not name.strip():
        return "has no name"
    if node.get("code") != code or not _CODE.fullmatch(code):
        return "has another code, or one that is none"
    if mark := unprintable(name):
        return f"has a name with the character {mark}"
    return ""


def _description(node: Mapping[str, Any], parent: str) -> Description:
    references = node.get("externalReferences")
    codes = references.get("NCI", []) if isinstance(references, dict) else []
    nci = [code for code in codes if isinstance(code, str)] if isinstance(codes, list) else []
    return Description(
        "oncotree",
        "Cancer",
        node["name"],
        (f"oncotree:{node['code']}",),
        broader=(f"oncotree:{parent}",) if parent else (),
        matches=(f"NCIT:{nci[0]}",) if len(nci) == 1 else (),
    )
