"""CIViCmine's sentences: names of four classes, and four types of evidence between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from benchmarks.reading.civicmine_gold import Marked, Sentence
from benchmarks.reading.civicmine_names import given
from benchmarks.reading.cues import chosen
from benchmarks.reading.material import table
from benchmarks.reading.names import flat, label_of, mentions_of
from benchmarks.reading.scores import Case, Item
from her2kg.loaders.text.folding import fold_name
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document
from her2kg.loaders.text.reading import Reading
from her2kg.ontology.model import Claim

__all__ = ["entity_cases", "gene_of", "relation_cases", "wanted"]

_CLASSES = {
    "Cancer": "cancer",
    "Drug": "drug",
    "Gene": "gene",
    "Protein": "gene",
    "Variant": "variant",
}


def entity_cases(split: str, sentences: Iterable[Sentence], lexicon: Lexicon) -> list[Case]:
    """Hold the names found in sentences against those marked.

    A name found counts as the marked name of its class whose words it shares, for the gold marks
    "breast cancer" where the graph has HER2-positive breast cancer; genes and proteins are one
    class, as in the gold. Several names on the words of one mark count once. There is no
    baseline: to find names is the same step in both.
    """
    cases = []
    for sentence in sentences:
        gold = frozenset(_item(mark) for mark in sentence.marks)
        found = [
            Marked(each.start, each.end, _CLASSES[each.kind])
            for _, mentions in mentions_of(sentence.text, lexicon)
            for each in flat(mentions)
            if each.kind in _CLASSES
        ]
        read = frozenset(_item(_on_mark(each, sentence.marks)) for each in found)
        cases.append(Case(split, sentence.text, gold, read, frozenset()))
    return cases


def _item(mark: Marked) -> Item:
    return mark.type, str(mark.start), str(mark.end)


def _on_mark(found: Marked, marks: Sequence[Marked]) -> Marked:
    shared = [
        mark
        for mark in marks
        if mark.type == found.type and mark.start < found.end and found.start < mark.end
    ]
    return shared[0] if shared else found


def relation_cases(split: str, sentences: Iterable[Sentence]) -> list[Case]:
    """Hold the types of evidence read in sentences against the gold, names being given.

    The reader and the baseline get the marked names of each sentence and no others, so that only
    relations are measured. A relation is its type, its gene and what it speaks of: the drug where
    it is predictive, else the cancer. A variant of the reader stands for its gene, or for the
    nearest gene before it or else behind.
    Denied and hedged claims count, and so does what a sentence only asks: the gold marks of what
    kind of evidence a sentence speaks, "no association with risk" and "to assess its value" too.
    An association counts as the type of evidence that it names.
    """
    cases = []
    for sentence in sentences:
        gold = frozenset(filter(None, (wanted(sentence, *each) for each in sentence.relations)))
        read = _read(sentence, given(sentence)) if sentence.marks else frozenset()
        cases.append(Case(split, sentence.text, gold, read, _baseline(sentence)))
    return cases


def _words(sentence: Sentence, mark: Marked) -> str:
    return fold_name(sentence.text[mark.start : mark.end])


def wanted(sentence: Sentence, kind: str, joined: Mapping[str, Marked]) -> Item | None:
    """Return a marked relation as type, gene and what it speaks of, or None without the last."""
    about = joined.get("drug") or joined.get("cancer")
    if about is None:
        return None
    return kind, _words(sentence, joined["gene"]), _words(sentence, about)


@cache
def _types() -> Mapping[tuple[str, str], str]:
    return {(row["predicate"], row["object"]): row["type"] for row in table("evidence_types.tsv")}


def _read(sentence: Sentence, lexicon: Lexicon) -> frozenset[Item]:
    reading = read_document(sentence.text, lexicon)
    return frozenset(
        item
        for claim in reading.everything
        for item in _of_claim(claim, reading, sentence, lexicon)
    )


def _of_claim(
    claim: Claim, reading: Reading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Item]:
    words = label_of(claim.object, reading, lexicon)
    told = (str(q.value) for q in claim.qualifiers if q.predicate == "evidenceType")
    kind = _types().get((claim.predicate, "")) or next(told, None)
    about: list[object] = [claim.object]
    if kind is None:
        kind = _types().get((claim.predicate, words))
        about = [q.value for q in claim.qualifiers if q.predicate == "inCancer"]
    if kind is None or claim.quote is None:
        return
    subject = fold_name(label_of(claim.subject, reading, lexicon))
    gene = gene_of(subject, claim.quote.start, sentence)
    for each in about:
        yield kind, gene, fold_name(label_of(each, reading, lexicon))


def gene_of(subject: str, start: int, sentence: Sentence) -> str:
    """Return the gene that a name holds, or the nearest one before its claim, or behind."""
    genes = [mark for mark in sentence.marks if mark.type == "gene"]
    held = [_words(sentence, mark) for mark in genes if _words(sentence, mark) in subject]
    if held:
        return max(held, key=len)
    near = sorted(genes, key=lambda mark: (mark.start > start, abs(mark.start - start)))
    return _words(sentence, near[0]) if near else subject


def _baseline(sentence: Sentence) -> frozenset[Item]:
    """Join every gene to every drug, and to every cancer by the majority of the cue words."""
    named: dict[str, set[str]] = {}
    for mark in sentence.marks:
        named.setdefault(mark.type, set()).add(_words(sentence, mark))
    kind = chosen("evidence", sentence.text)
    drugs, cancers = named.get("drug", set()), named.get("cancer", set())
    return frozenset(
        item
        for gene in named.get("gene", set())
        for item in (
            {("Predictive", gene, drug) for drug in drugs}
            or {(kind, gene, cancer) for cancer in cancers}
        )
    )
