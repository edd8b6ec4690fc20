"""The claims of the article that the reader was written on, one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.baseline import Pair, cooccurring
from benchmarks.reading.claims import certainty
from benchmarks.reading.material import same
from benchmarks.reading.names import label_of
from benchmarks.reading.scores import Case
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document
from her2kg.loaders.text.reading import Reading
from her2kg.loaders.text.sentences import split_sentences
from her2kg.ontology.folding import fold
from her2kg.ontology.model import Claim

__all__ = ["Wanted", "article_cases", "article_certainty", "wanted_claims"]

_ROW = re.compile(r"\|\s*S\d+\s*\|")
_CELL_END = re.compile(r"(?<!\\)\|")
_OPTIONAL = re.compile(r"Not counted against recall:(.*?)(?:\.\s|$)", re.DOTALL)
_WEAKENED = re.compile(r"(?:modality|frequency|condition|attributed to)=")
_SPLIT = "tune"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One claim of the article.

    Attributes:
        id: its number, ``S1``.
        subject: what it is about, in the words of the list.
        predicate: what is said, likewise.
        object: of what, likewise.
        hedged: whether the article weakens it.
        place: start and end of its quote in the article.
        counted: whether a reader has to find it.
    """

    id: str
    subject: str
    predicate: str
    object: str
    hedged: bool
    place: tuple[int, int]
    counted: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement of the reader or the baseline, by folded labels."""

    subject: str
    predicate: str
    objects: tuple[str, ...]
    place: tuple[int, int]


def wanted_claims(listed: str, text: str) -> Iterator[Wanted]:
    """Yield the claims of the table of a Markdown page.

    Args:
        listed: the page; columns id, subject, predicate, object, qualifiers and quote. Those
            that it names behind "Not counted against recall:" need not be found.
        text: the article.

    Raises:
        ValueError: a quote does not stand in the article.
    """
    optional = _OPTIONAL.search(listed)
    spared = re.findall(r"S\d+", optional[1]) if optional else []
    behind = 0
    for line in filter(_ROW.match, listed.splitlines()):
        number, *triple, qualifiers, quote = (c.strip() for c in _CELL_END.split(line)[1:7])
        start = text.find(quote, behind)
        start = start if start >= 0 else text.find(quote)
        if start < 0:
            raise ValueError(f"{number}: {quote!r} does not stand in the article")
        behind = start
        subject, predicate, obj = triple
        hedged = bool(_WEAKENED.search(qualifiers))
        place = (start, start + len(quote))
        yield Wanted(number, subject, predicate, obj, hedged, place, number not in spared)


def article_cases(article: Path, listed: Path, lexicon: Lexicon) -> list[Case]:
    """Hold the claims of the reader against the list, over the part of the article it covers.

    A claim is the listed one when it stands in its sentence and when subject, predicate and
    object are the same: by their label in the graph, or as ``same.tsv`` says where the list
    writes plain English ("makes more" is ``leadsTo``). A cancer that narrows a claim counts as
    its object too. One claim may be several of the list; a claim that is none is wrong, but one
    that need not be found is neither. The article is all "tune": the reader was written on it.
    """
    text = article.read_text(encoding="utf-8")
    wanted = list(wanted_claims(listed.read_text(encoding="utf-8"), text))
    reading = read_document(text, lexicon)
    said = [_of_claim(claim, reading, lexicon) for claim in reading.claims]
    guessed = [_of_pair(pair) for pair in cooccurring(text, lexicon)]
    spans = [(one.start, one.end) for one in split_sentences(text)]
    covered = max(end for start, end in spans for one in wanted if start <= one.place[0] < end)
    gold = frozenset(("listed", one.id) for one in wanted if one.counted)
    spared = frozenset(("listed", one.id) for one in wanted if not one.counted)
    judged = [
        frozenset(
            item
            for each in of
            if each.place[0] < covered
            for item in _items(each, wanted, spans, lexicon)
        )
        for of in (said, guessed)
    ]
    read, baseline = (items - spared for items in judged)
    return [Case(_SPLIT, text[:covered], gold, read, baseline)]


def article_certainty(article: Path, listed: Path, lexicon: Lexicon) -> list[Case]:
    """Of the listed claims that were found, tell hedged from plain ones as the article does.

    The baseline takes all of them as plain.
    """
    text = article.read_text(encoding="utf-8")
    wanted = list(wanted_claims(listed.read_text(encoding="utf-8"), text))
    reading = read_document(text, lexicon)
    spans = [(one.start, one.end) for one in split_sentences(text)]
    gold, read, baseline = set(), set(), set()
    for claim in reading.claims:
        said = _of_claim(claim, reading, lexicon)
        for one in wanted:
            if _is(said, one, spans, lexicon):
                gold.add(("hedged" if one.hedged else "plain", one.id))
                read.add((certainty(claim), one.id))
                baseline.add(("plain", one.id))
    return [Case(_SPLIT, text, frozenset(gold), frozenset(read), frozenset(baseline))]


def _of_claim(claim: Claim, reading: Reading, lexicon: Lexicon) -> _Said:
    nodes = [claim.object, *(q.value for q in claim.qualifiers if q.predicate == "inCancer")]
    subject, *objects = (fold(label_of(node, reading, lexicon)) for node in (claim.subject, *nodes))
    place = (claim.quote.start, claim.quote.end) if claim.quote else (0, 0)
    return _Said(subject, claim.predicate, tuple(objects), place)


def _of_pair(pair: Pair) -> _Said:
    subject, obj = fold(pair.subject.label), fold(pair.object.label)
    return _Said(subject, pair.predicate, (obj,), (pair.start, pair.end))


def _items(
    said: _Said, wanted: list[Wanted], spans: list[tuple[int, int]], lexicon: Lexicon
) -> list[tuple[str, ...]]:
    listed: list[tuple[str, ...]] = [
        ("listed", one.id) for one in wanted if _is(said, one, spans, lexicon)
    ]
    own = ("listed", said.subject, said.predicate, said.objects[0], str(said.place[0]))
    return listed or [own]


def _is(said: _Said, one: Wanted, spans: list[tuple[int, int]], lexicon: Lexicon) -> bool:
    sentence = next((span for span in spans if span[0] <= one.place[0] < span[1]), one.place)
    if not (said.place[0] < sentence[1] and sentence[0] < said.place[1]):
        return False
    subject, obj = _meanings(one.subject, lexicon), _meanings(one.object, lexicon)
    for predicate in same("article predicate").get(one.predicate, ()):
        if predicate.removeprefix("^") != said.predicate:
            continue
        first, second = (obj, subject) if predicate.startswith("^") else (subject, obj)
        if said.subject in first and second & set(said.objects):
            return True
    return False


def _meanings(words: str, lexicon: Lexicon) -> set[str]:
    """Return the folded labels that words of the list may mean."""
    labels = same("article term").get(words, (words,))
    entries = [lexicon.lookup(label) for label in labels]
    return {fold(label) for label in labels} | {fold(entry.label) for entry in entries if entry}
