"""What the alterations of the Cancer Genome Interpreter stand for, as names of variants."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Alteration", "alterations", "profile_label"]

_GENE = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_PROTEIN_CHANGE = re.compile(r"[A-Z]\d+[A-Z*]", re.ASCII)
_CODON = re.compile(r"(?P<residue>[A-Z])?\.?(?P<number>\d+)\.", re.ASCII)
_STRETCH = re.compile(r"\d+-\d+", re.ASCII)
_CONSEQUENCE = re.compile(r"(?P<kind>[a-z]+(_[a-z]+)*):(?P<place>[A-Za-z0-9.*-]+)", re.ASCII)
_ANY_PARTNER = "."


@dataclass(frozen=True, slots=True)
class Alteration:
    """A change of one gene, or of the two that are fused.

    Attributes:
        genes: the symbols.
        variants: names of the variants, in the order of the source; any one of them will do.
    """

    genes: tuple[str, ...]
    variants: tuple[str, ...]


@cache
def _names() -> Mapping[tuple[str, str, str], str]:
    """Return the name of each alteration by type, gene (empty: any) and code."""
    table = resources.files("her2kg.loaders") / "cgi_alterations.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {(row["type"], row["gene"], row["code"]): row["name"] for row in rows}


def alterations(text: str, types: str) -> tuple[Alteration, ...]:
    """Read the alterations of a biomarker; a tumour with the biomarker has all of them.

    Args:
        text: the column ``Alteration``, e.g. ``"MET:amp;ERBB2:L755S,V777L"``.
        types: the column ``Alteration type``, e.g. ``"CNA;MUT"``.

    Returns:
        One alteration for each type, each with the variants that stand for it.

    Raises:
        ValueError: the two columns do not match or an alteration has an unknown form.
    """
    parts, kinds = text.split(";"), types.split(";")
    if len(parts) != len(kinds):
        raise ValueError(f"{len(parts)} alterations stand beside {len(kinds)} types")
    return tuple(_alteration(p.strip(), k.strip()) for p, k in zip(parts, kinds, strict=True))


def _alteration(part: str, kind: str) -> Alteration:
    separator = "__" if kind == "FUS" else ":"
    gene, found, code = part.partition(separator)
    if not found or not _GENE.fullmatch(gene):
        raise ValueError(f"alteration {part!r} of type {kind!r} has the wrong form")
    if kind == "FUS" and code != _ANY_PARTNER:
        return _fusion(gene, code)
    codes = [token.strip() for token in code.split(",")]
    return Alteration((gene,), tuple(dict.fromkeys(_variant(kind, gene, c) for c in codes)))


def _fusion(gene: str, partner: str) -> Alteration:
    if not _GENE.fullmatch(partner):
        raise ValueError(f"fusion partner {partner!r} has the wrong form")
    return Alteration((gene, partner), (f"{gene}-{partner} fusion",))


def _variant(kind: str, gene: str, token: str) -> str:
    code = token.removeprefix(":").removeprefix("consequence::").removeprefix(":")
    for owner in (gene, ""):
        if name := _names().get((kind, owner, code)):
            return name.format(gene=gene)
    if kind == "MUT":
        for name in _mutations(gene, code):
            return name
    raise ValueError(f"alteration {token!r} of type {kind!r} is not known")


def _mutations(gene: str, code: str) -> Iterator[str]:
    """Yield the name of a mutation that the table does not list, where its form is known."""
    if _PROTEIN_CHANGE.fullmatch(code):
        yield f"{gene} {code}"
    elif codon := _CODON.fullmatch(code):
        yield f"{gene} {codon['residue'] or 'codon '}{codon['number']}"
    elif _STRETCH.fullmatch(code):
        yield f"{gene} mutation ({code})"
    elif consequence := _CONSEQUENCE.fullmatch(code):
        place = consequence["place"].strip(".") or "any place"
        yield f"{gene} {consequence['kind'].replace('_', ' ')} ({place})"


def profile_label(parts: tuple[Alteration, ...]) -> str:
    """Write a combination of alterations, ``"(A OR B) AND C"``."""
    several = len(parts) > 1
    choices = (" OR ".join(part.variants) for part in parts)
    return " AND ".join(
        f"({choice})" if several and len(part.variants) > 1 else choice
        for part, choice in zip(parts, choices, strict=True)
    )
