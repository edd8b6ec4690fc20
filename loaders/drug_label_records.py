"""What the graph takes from the label of a drug, whichever format it came in.

The words of a label are kept as they stand: no approval, cancer or status is read out of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.civic import Scope
from her2kg.loaders.clinicaltrials_criteria import mentions_her2
from her2kg.loaders.text.sentences import split_sentences
from her2kg.ontology.folding import fold
from her2kg.ontology.model import Claim, Name, Source
from her2kg.ontology.namespaces import mint

__all__ = ["LONGEST_SECTION", "Label", "Sentence", "label_records", "sentences"]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_VERSION = re.compile(r"[0-9]{1,9}", re.ASCII)
_TIME = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:\d{4,6}(?:[+-]\d{4})?)?)?)?", re.ASCII)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LEADERS = re.compile(r"[.!?\u3002\u2026]{50}")
"""Rows of dots, as in a form: no end of a sentence, and slow to search for one."""

_LONGEST_NAME = 500
LONGEST_SECTION = 30_000
"""In characters; far more than indications or boxed warnings of real labels have."""

_DATED = "dated by this version of the label, which says nothing of when the use was approved"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a label.

    Attributes:
        words: the sentence; before an item of a list, what the list begins with.
        passage: the passage that it stands in.
    """

    words: str
    passage: str


@dataclass(frozen=True, slots=True)
class Label:
    """One version of a label, in its own words; what it does not give is empty.

    Attributes:
        set_id: the identifier that all versions of the label share, a UUID.
        version: number of the version.
        effective: the day of the version as SPL writes it, ``YYYYMMDD``.
        generic_names: non-proprietary names of its products.
        brand_names: names under which they are sold.
        substances: active ingredients; a biosimilar shares that of its reference product.
        indications: the section on indications and usage.
        boxed_warning: the boxed warning, one line for each paragraph.
    """

    set_id: str
    version: str
    effective: str
    generic_names: tuple[str, ...] = ()
    brand_names: tuple[str, ...] = ()
    substances: tuple[str, ...] = ()
    indications: tuple[Sentence, ...] = ()
    boxed_warning: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All names by which the label calls its drugs."""
        return (*self.generic_names, *self.brand_names, *self.substances)


def sentences(text: str) -> list[str]:
    """Part a passage into sentences that together are the whole passage.

    Args:
        text: the passage, white space folded.
    """
    if _LEADERS.search(text):
        return [text]
    starts = [sentence.start for sentence in split_sentences(text)]
    ends = [*starts[1:], len(text)]
    parts = (text[a:b].strip() for a, b in zip([0, *starts[1:]], ends, strict=True))
    return [part for part in parts if part]


def label_records(label: Label, scope: Scope, material: Material, line: int) -> list[Record]:
    """Turn a label into records.

    It is in scope when one of its names is that of a drug that targets HER2. Which drug it
    speaks of is told by its generic name: its active ingredient may be that of another.

    Args:
        label: the label.
        scope: which drugs target HER2, and whether all labels are wanted.
        material: the file.
        line: line on which the label begins, from 1.

    Returns:
        That it was taken, the label as a source and its claims; or one Rejection or OutOfScope.
    """
    try:
        day = _checked(label)
    except ValueError as error:
        return [Rejection(material.name, line, str(error), ascii(label.set_id[:80]))]
    outside = _outside(label, scope)
    if outside:
        return [OutOfScope(material.name, line, outside)]
    if not label.names:
        reason = "the label speaks of HER2 and names no drug"
        return [Rejection(material.name, line, reason, label.set_id)]
    source = _source(label, day)
    return [Taken(material.name, line), source, *dict.fromkeys(_claims(label, source, day))]


def _outside(label: Label, scope: Scope) -> str:
    """Say why a label is out of scope, or return an empty text."""
    on_her2 = any(mentions_her2(each.words) for each in label.indications)
    if not label.names:
        return "" if on_her2 else "names no drug and does not speak of HER2"
    if not scope.covers("", label.names, ""):
        return "is not the label of a drug that targets HER2"
    if not (on_her2 or label.boxed_warning):
        return "has no boxed warning and no indication that names HER2"
    return ""


def _source(label: Label, day: str) -> Source:
    """Describe this version; the label as a whole is a source of its own."""
    curie = f"dailymed:{label.set_id}"
    return Source(
        URIRef(mint("Source", f"{curie}-v{label.version}")),
        "Label",
        f"DailyMed label {label.set_id}, version {label.version}",
        f"https://dailymed.nlm.nih.gov/dailymed/lookup.cfm?setid={label.set_id}&version={label.version}",
        curie,
        day,
    )


def _claims(label: Label, source: Source, day: str) -> Iterator[Claim]:
    for name in _drugs(label):
        for predicate, words, passage in _statements(label):
            yield Claim(
                Name("Drug", name),
                predicate,
                Literal(words),
                f"{label.set_id} version {label.version}",
                (source.iri,),
                statement=passage,
                valid_from=day,
                note=_DATED,
            )


def _drugs(label: Label) -> list[str]:
    """Name the drugs that the label is of, each once however it is spelled."""
    given = label.generic_names or label.brand_names or label.substances
    return list({fold(name): name for name in reversed(given)}.values())[::-1]


def _statements(label: Label) -> Iterator[tuple[str, str, str]]:
    """Yield property, words and passage; what stands there twice is one statement."""
    found: dict[str, dict[str, None]] = {}
    for each in label.indications:
        if mentions_her2(each.words):
            found.setdefault(each.words, {})[each.passage] = None
    for words, passages in found.items():
        yield "labelIndication", words, "\n".join(passages)
    if label.boxed_warning:
        yield "labelBoxedWarning", label.boxed_warning, label.boxed_warning


def _checked(label: Label) -> str:
    """Check what becomes identifiers, names and literals; return the day of the version.

    Raises:
        ValueError: something is missing, too long, or holds characters that are no text.
    """
    if not _UUID.fullmatch(label.set_id):
        raise ValueError(f"{label.set_id[:80]!r} is no set id of a label")
    if not _VERSION.fullmatch(label.version):
        raise ValueError(f"version {label.version[:80]!r} is no number")
    for name in label.names:
        if len(name) > _LONGEST_NAME or not re.search(r"[^\W_]", name):
            raise ValueError(f"{name[:80]!r} is no name of a drug")
    texts = [text for each in label.indications for text in (each.words, each.passage)]
    for text in (*texts, *label.names, label.boxed_warning):
        if len(text) > LONGEST_SECTION:
            raise ValueError(f"a section has {len(text)} characters")
        if _UNREADABLE.search(text):
            raise ValueError("a field holds characters that are no text")
    return _day(label.effective)


def _day(written: str) -> str:
    """Turn a time of SPL into ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises:
        ValueError: the text has another form, or there is no such day.
    """
    found = _TIME.fullmatch(written)
    if not found:
        raise ValueError(f"{written[:80]!r} is no effective time of a label")
    parts = [part for part in found.groups() if part]
    try:
        date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except ValueError:
        raise ValueError(f"there is no day {written!r}") from None
    return "-".join(parts)
