"""Tests of the measures on CIViCmine's sentences, with an archive written by hand."""

import io
import tarfile
from pathlib import Path

import pytest

from benchmarks.reading.civicmine import entity_cases, relation_cases
from benchmarks.reading.civicmine_gold import Marked, Sentence, read_standoff
from benchmarks.reading.scores import Item, count
from her2kg.loaders.text.folding import fold_name
from tests.loaders.lexicon_fixture import LEXICON

_TEXT = "The KRAS G12C mutation was shown to confer resistance to cetuximab in lung cancer."


def _marks(text: str, **words: str) -> dict[str, Marked]:
    found = {}
    for key, word in words.items():
        start = text.index(word)
        found[key] = Marked(start, start + len(word), key.rstrip("0123456789"))
    return found


def _item(kind: str, *names: str) -> Item:
    return (kind, *map(fold_name, names))


def _sentence(text: str, *relations: tuple[str, tuple[str, ...]], **words: str) -> Sentence:
    marks = _marks(text, **words)
    joined = tuple(
        (kind, {key.rstrip("0123456789"): marks[key] for key in keys}) for kind, keys in relations
    )
    return Sentence(text, tuple(sorted(marks.values())), joined)


_PREDICTIVE = _sentence(
    _TEXT,
    ("Predictive", ("gene", "drug", "cancer")),
    ("AssociatedVariant", ("gene", "variant")),
    gene="KRAS",
    variant="G12C",
    drug="cetuximab",
    cancer="lung cancer",
)


def _archive(path: Path, files: dict[str, str]) -> Path:
    with tarfile.open(path, "w:gz") as out:
        for name, text in files.items():
            content = text.encode()
            member = tarfile.TarInfo(f"training/{name}")
            member.size = len(content)
            out.addfile(member, io.BytesIO(content))
    return path


def test_an_archive_gives_its_sentences_by_name(tmp_path: Path) -> None:
    """Marks and relations are those of the files; what is of another kind is passed over."""
    files = {
        "2.txt": "Nothing.",
        "2.a1": "",
        "2.a2": "",
        "1.a2": "R1\tPrognostic cancer:T2 gene:T1\n",
        "1.a1": "T1\tgene 0 5\tERBB2\nT2\tcancer 9 15\tglioma\n",
        "1.txt": "ERBB2 in glioma.",
        "1.json": "{}",
    }
    first, second = read_standoff(_archive(tmp_path / "a.tar.gz", files))
    gene, cancer = Marked(0, 5, "gene"), Marked(9, 15, "cancer")
    assert first == Sentence(
        "ERBB2 in glioma.", (gene, cancer), (("Prognostic", {"cancer": cancer, "gene": gene}),)
    )
    assert second == Sentence("Nothing.", (), ())


def test_a_mark_with_other_words_than_the_text_is_refused(tmp_path: Path) -> None:
    """Offsets that are off by one would spoil every score."""
    files = {"1.txt": "ERBB2 in glioma.", "1.a1": "T1\tgene 1 6\tERBB2\n", "1.a2": ""}
    with pytest.raises(ValueError, match=r"1\.a1: T1 does not mark 'ERBB2'"):
        list(read_standoff(_archive(tmp_path / "a.tar.gz", files)))


def test_names_found_count_when_they_share_the_words_of_a_mark() -> None:
    """Proteins count as genes, a longer cancer as the cancer within, and a wrong class as wrong."""
    sentence = _sentence(
        "Lapatinib inhibits HER2 in HER2-positive breast cancer, and glioma.",
        drug="Lapatinib",
        gene="HER2",
        cancer="breast cancer",
        cancer2="glioma",
        variant="inhibits",
    )
    (case,) = entity_cases("tune", [sentence], LEXICON)
    right = case.gold & case.read
    assert {item[0] for item in right} == {"drug", "gene", "cancer"}
    assert {item[0] for item in case.gold - case.read} == {"cancer", "variant"}


def test_a_relation_between_given_names_is_read() -> None:
    """Names that no graph knows are given; the variant stands for its gene."""
    (case,) = relation_cases("tune", [_PREDICTIVE])
    assert case.gold == {_item("Predictive", "KRAS", "cetuximab")}
    assert case.read == case.gold


def test_a_denied_relation_counts_as_evidence_of_its_type() -> None:
    """The gold marks of what kind of evidence a sentence speaks, whatever it says."""
    text = _TEXT.replace("was shown", "was not shown")
    denied = _sentence(text, gene="KRAS", variant="G12C", drug="cetuximab", cancer="lung cancer")
    (case,) = relation_cases("tune", [denied])
    assert case.read == {_item("Predictive", "KRAS", "cetuximab")}


def test_names_are_given_where_they_are_marked_alone() -> None:
    """A stop word that is marked is a name, and a gene that is not marked is none."""
    marked = _sentence("TP53 and PR predict survival in glioma.", gene="PR", cancer="glioma")
    (case,) = relation_cases("tune", [marked])
    assert case.read == {_item("Prognostic", "PR", "glioma")}


def test_the_baseline_joins_genes_to_drugs_else_to_cancers() -> None:
    """Two genes and one cancer: one right and one wrong, so precision is a half."""
    sentence = _sentence(
        "KRAS, but hardly TP53, predicts survival in glioma.",
        ("Prognostic", ("gene1", "cancer")),
        gene1="KRAS",
        gene2="TP53",
        cancer="glioma",
    )
    (case, other) = relation_cases("tune", [sentence, _PREDICTIVE])
    assert case.baseline == {
        _item("Prognostic", "KRAS", "glioma"),
        _item("Prognostic", "TP53", "glioma"),
    }
    assert count([case], lambda c: c.baseline).precision == 0.5
    assert other.baseline == {_item("Predictive", "KRAS", "cetuximab")}


def test_a_sentence_without_marks_says_nothing() -> None:
    """Neither reader nor baseline has anything to join."""
    (case,) = relation_cases("judge", [Sentence("Nothing here.", (), ())])
    assert (case.gold, case.read, case.baseline) == (frozenset(),) * 3
