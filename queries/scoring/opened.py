"""The indications that a status opens: by regulator, line and setting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from her2kg.queries.lookup import lookup
from her2kg.queries.scoring.scope import Kinship
from her2kg.queries.store import Row, select, text_of, texts_of
from her2kg.queries.valid_time import held_on

__all__ = ["Opened", "opened", "wider_than"]


@dataclass(frozen=True, slots=True)
class Opened:
    """An indication whose status the tumour has.

    Attributes:
        iri: its IRI.
        drug: label of the drug.
        combination: what it is given with, in words, or empty.
        regulator: who approved it.
        date: when, as far as known, or empty.
        approval: kind of approval, e.g. ``accelerated``.
        line: line and setting.
        population: whom it is for, in words, or empty.
        asks_for: the status or variant in the words of the label.
        also_asks_for: what else must hold, which the measurement does not tell: biomarkers,
            or the narrower cancer that it is for.
        superseded_by: what replaced it, where no day is known from which it no longer held.
        verification: ``verified``, ``in part`` or ``unverified``.
        sources: titles and pages.
    """

    iri: str
    drug: str
    combination: str
    regulator: str
    date: str
    approval: str
    line: str
    population: str
    asks_for: str
    also_asks_for: tuple[str, ...]
    superseded_by: str
    verification: str
    sources: tuple[tuple[str, str], ...]


def wider_than(store: ox.Store, iris: set[str]) -> set[str]:
    """Return nodes with everything that they are kinds of."""
    found = set(iris)
    for iri in iris:
        rows = select(store, lookup("scoring-wider"), {"asked": ox.NamedNode(iri)})
        found |= {text_of(row, "wider") for row in rows}
    return found


def opened(store: ox.Store, kin: Kinship, day: date, has: set[str]) -> tuple[Opened, ...]:
    """Find the indications that a tumour's status opens.

    An indication is opened when it was in force on the day, is for the cancer (or for a wider
    one, or for one of its kinds, and then says so) and asks for a status or variant that the
    tumour has. Biomarkers and earlier treatment are not decided here: they are listed.

    Args:
        store: the graph.
        kin: the cancer and its relatives.
        day: the day of the question.
        has: IRIs of the statuses and variants that the tumour has, with all wider ones.

    Returns:
        The indications, by regulator and date.
    """
    return tuple(_opened(select(store, lookup("scoring-indications")), kin, day, has))


def _opened(rows: Iterator[Row], kin: Kinship, day: date, has: set[str]) -> Iterator[Opened]:
    here = {kin.iri, *kin.wider, *kin.widest}
    for row in rows:
        if held_on(day, text_of(row, "valid_from"), text_of(row, "valid_until")) is False:
            continue
        cancers = set(texts_of(row, "cancers"))
        narrower = sorted(kin.narrower[c] for c in cancers if c in kin.narrower)
        if not {*texts_of(row, "statuses"), *texts_of(row, "variants")} & has:
            continue
        if cancers & here:
            yield _indication(row, ())
        elif narrower:
            yield _indication(row, tuple(narrower))


def _indication(row: Row, narrower: tuple[str, ...]) -> Opened:
    pairs = (text.split("\t") for text in texts_of(row, "sources"))
    return Opened(
        iri=text_of(row, "indication"),
        drug=text_of(row, "drug"),
        combination=text_of(row, "combination"),
        regulator=text_of(row, "regulator"),
        date=text_of(row, "date"),
        approval=text_of(row, "approval"),
        line=text_of(row, "line"),
        population=text_of(row, "population"),
        asks_for=text_of(row, "wording"),
        also_asks_for=(*texts_of(row, "biomarkers"), *narrower),
        superseded_by=text_of(row, "superseded_by"),
        verification=text_of(row, "verification"),
        sources=tuple((title, page) for title, page in pairs),
    )
