"""Tests of the measures on the project's own gold, with lines written by hand."""

import json
from pathlib import Path

import pytest

from benchmarks.reading.claims import certainty, plain_triples, threshold
from benchmarks.reading.gold import Read, gold_measures, leaks, read_texts, turned
from benchmarks.reading.gold_texts import GoldClaim, GoldText, canonical, read_gold, set_of
from benchmarks.reading.scores import Case, Measure, Row, errors, rows
from tests.loaders.lexicon_fixture import LEXICON, read

_TARGETS = ("targets", "drug:trastuzumab", "protein:HER2")
_PLAIN = "Trastuzumab targets HER2."
_DENIED = "Trastuzumab does not target HER2."


def _claim(**fields: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "subject": "drug:trastuzumab",
        "subject_words": "Trastuzumab",
        "predicate": "targets",
        "object": "protein:HER2",
        "object_words": "HER2",
        "polarity": "supports",
        "hedged": False,
        "qualifiers": {},
    }
    return plain | fields


def _file(folder: Path, *lines: object) -> Path:
    file = folder / "sentences.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    return file


def _line(text: str, *claims: object, split: str = "tune") -> dict[str, object]:
    return {"id": "S1", "split": split, "kind": "any", "text": text, "claims": claims}


def _gold(text: str, said: str, group: str = "any") -> GoldText:
    return GoldText("S1", "tune", group, text, (GoldClaim(_TARGETS, said),))


def _read_all(texts: list[GoldText]) -> list[Read]:
    predicates = {claim.triple[0] for text in texts for claim in text.claims}
    return read_texts(texts, LEXICON, frozenset(predicates))


def _row(of: list[Row], part: str) -> Row:
    (found,) = [row for row in of if row.part == part]
    return found


def test_lines_become_texts_with_their_claims(tmp_path: Path) -> None:
    """Nodes are CURIEs, or folded words; a qualifier may have several values."""
    narrowed = _claim(
        object="HER2 on cells",
        hedged=True,
        qualifiers={"inCancer": ["cancer:breast-cancer", "gut"]},
    )
    (text,) = read_gold(
        _file(tmp_path, _line(_PLAIN, narrowed, _claim(polarity="refutes"))), "kind", LEXICON
    )
    assert (text.id, text.split, text.group, text.text) == ("S1", "tune", "any", _PLAIN)
    assert text.claims == (
        GoldClaim(
            ("targets", "drug:trastuzumab", "her2oncells"),
            "hedged",
            (("inCancer", "cancer:breast-cancer"), ("inCancer", "gut")),
        ),
        GoldClaim(_TARGETS, "denied"),
    )


def test_words_of_the_gold_are_the_label_that_they_stand_for(tmp_path: Path) -> None:
    """The reader has names for more than the graph has nodes."""
    claim = _claim(object='"growth of cells"', predicate="promotes")
    (text,) = read_gold(_file(tmp_path, _line("A.", claim)), "kind", LEXICON)
    assert text.claims[0].triple[2] == "cellgrowth"


def test_sensitivity_that_is_denied_is_resistance() -> None:
    """The other denials stay denials."""
    nodes = ("variant:V", "drug:d")
    denied = canonical(("confersSensitivityTo", *nodes), "denied", iter(()), hedged=False)
    assert denied == GoldClaim(("confersResistanceTo", *nodes), "plain")
    unsure = canonical(("confersSensitivityTo", *nodes), "denied", iter(()), hedged=True)
    assert unsure.certainty == "hedged"
    other = canonical(("confersResistanceTo", *nodes), "denied", iter(()), hedged=False)
    assert other == GoldClaim(("confersResistanceTo", *nodes), "denied")


def test_of_two_that_pair_neither_is_the_first() -> None:
    """What weakens a claim is no qualifier of it."""
    pair = ("dimerizesWith", "protein:HER3", "protein:HER2")
    qualifiers = iter([("hedge", "may"), ("setting", "early")])
    found = canonical(pair, "plain", qualifiers, hedged=False)
    assert found.triple[1:] == ("protein:HER2", "protein:HER3")
    assert found.qualifiers == (("setting", "early"),)


def test_what_the_gold_does_not_annotate_is_neither_right_nor_wrong() -> None:
    """Neither for the reader nor for the baseline."""
    text = GoldText("S1", "tune", "page", "T-DM1 is an antibody-drug conjugate.", ())
    (left_out,) = read_texts([text], LEXICON, frozenset({"targets"}))
    assert (left_out.claims, left_out.plain, left_out.baseline) == ((), frozenset(), frozenset())
    (kept,) = read_texts([text], LEXICON, frozenset({"hasDrugClass"}))
    assert len(kept.claims) == len(kept.plain) == len(kept.baseline) == 1


@pytest.mark.parametrize("line", [{"id": "S1"}, [], _line("A.", {"subject": "drug:x"}), "text"])
def test_a_broken_line_is_named(tmp_path: Path, line: object) -> None:
    """File and line number stand in the message."""
    with pytest.raises(ValueError, match=r"sentences\.jsonl, line 2: "):
        list(read_gold(_file(tmp_path, _line(_PLAIN, _claim()), line), "kind", LEXICON))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S238", "first"),
        ("S301", "second"),
        ("S701", "third"),
        ("P101", "second"),
        ("P420", "third"),
    ],
)
def test_the_number_of_a_text_tells_its_set(text: str, expected: str) -> None:
    """Sentences and passages are counted apart."""
    assert set_of(text) == expected


def test_words_of_the_gold_name_what_the_reader_makes_of_them_as_a_whole(tmp_path: Path) -> None:
    """A finding, a score, a cut-off or a treatment not given; words that hold more name nothing."""
    said = {
        "node-positive disease": "lymphnodeinvolvement",
        "IHC 2+ with a positive FISH result": "ihc2ishpositive",
        "HER2/CEP17 ratio of 2.0 or higher": "ratioof20ormore",
        "stopping trastuzumab": "discontinuationoftrastuzumab",
        "scans of node-positive disease": "scansofnodepositivedisease",
    }
    claims = [_claim(predicate="promotes", object=f'"{words}"') for words in said]
    (text,) = read_gold(_file(tmp_path, _line("A.", *claims)), "kind", LEXICON)
    assert [claim.triple[2] for claim in text.claims] == list(said.values())


def test_a_perfect_reader_scores_one_in_every_measure() -> None:
    """Per predicate and genre too."""
    for measure in gold_measures("g", _read_all([_gold(_PLAIN, "plain", "page")])):
        for row in rows(measure, "tune"):
            assert row.ours == ((0.0,) * 3 if row.measure == "g, qualifiers" else (1.0,) * 3)
    first = gold_measures("g", _read_all([_gold(_PLAIN, "plain", "page")]))[0]
    assert [row.part for row in rows(first, "tune")] == ["all", "targets", "page"]


def test_an_empty_reader_scores_nothing() -> None:
    """And the baseline keeps its score."""
    silent = Read(_gold(_PLAIN, "plain"), (), frozenset(), frozenset({_TARGETS}))
    row = rows(gold_measures("g", [silent])[0], "tune")[0]
    assert (row.ours, row.baseline) == ((0.0,) * 3, (1.0,) * 3)


def test_certainty_is_judged_on_what_was_found_alone() -> None:
    """The baseline calls everything plain."""
    texts = [_gold(_PLAIN, "plain"), _gold(_DENIED, "denied"), _gold("HER2 is a gene.", "plain")]
    found = rows(gold_measures("g", _read_all(texts))[2], "tune")
    assert [(row.part, row.wanted) for row in found] == [("all", 2), ("denied", 1), ("plain", 1)]
    assert _row(found, "all").ours == (1.0, 1.0, 1.0)
    assert _row(found, "all").baseline == (0.5, 0.5, 0.5)


def test_qualifiers_count_with_their_claim() -> None:
    """A claim without the wanted one misses it."""
    text = "HER2-targeted therapies have improved patient outcomes in breast cancer."
    claim = ("improves", "drugclass:HER2-targeted-therapy", "concept:patient-outcome")
    wanted = GoldClaim(claim, "plain", (("inCancer", "cancer:breast-cancer"), ("line", "first")))
    read_ = _read_all([GoldText("S1", "tune", "page", text, (wanted,))])
    row = rows(gold_measures("g", read_)[3], "tune")[0]
    assert (row.wanted, row.ours[:2], row.baseline) == (2, (1.0, 0.5), ())


def test_a_node_that_the_gold_knows_by_its_words_is_compared_by_words() -> None:
    """The gold writes words where it found no node."""
    worded = GoldClaim(("targets", "drug:trastuzumab", "her2"), "plain")
    text = GoldText("S1", "tune", "page", _PLAIN, (worded,))
    (found,) = _read_all([text])
    assert found.claims[0].triple == worded.triple


def _told(cases: tuple[Case, ...]) -> list[tuple[bool, bool]]:
    return [(bool(case.read), bool(case.baseline)) for case in cases]


def test_a_cancer_that_no_table_joins_to_its_status_is_the_plain_cancer() -> None:
    """The status stands beside it, for the reader and the baseline alike."""
    words = "Trastuzumab is used to treat HER2-negative breast cancer."
    status = (("requiresStatus", "status:HER2-negative"),)
    claim = GoldClaim(("treats", "drug:trastuzumab", "cancer:breast-cancer"), "plain", status)
    (found,) = _read_all([GoldText("S1", "tune", "page", words, (claim,))])
    assert found.claims == (claim,)
    assert found.baseline == {claim.triple}


def test_a_negated_sentence_that_yields_a_plain_triple_is_a_leak() -> None:
    """What asserts something is none; the baseline always leaks."""
    sound = _read_all([_gold(_PLAIN, "plain"), _gold(_DENIED, "denied")])
    assert _told(leaks(sound)) == _told(turned(sound)) == [(False, True)]
    leaking = Read(_gold(_DENIED, "denied"), (), frozenset({_TARGETS}))
    assert _told(leaks([leaking])) == _told(turned([leaking])) == [(True, False)]
    assert errors(Measure("m", leaks([leaking])), 1) == [
        f"wrong  {' | '.join(_TARGETS)}\n       {_DENIED}"
    ]


def test_a_sentence_without_any_claim_can_leak_too() -> None:
    """A question asserts nothing, and has no claim that could be turned."""
    question = GoldText("S1", "tune", "question", "Does it?", ())
    read_ = [Read(question, (), frozenset({_TARGETS}))]
    assert _told(leaks(read_)) == [(True, False)]
    assert turned(read_) == ()


def test_a_weak_claim_beside_a_plain_one_must_not_be_turned() -> None:
    """The text as a whole is no leak then."""
    binds = ("binds", *_TARGETS[1:])
    claims = (GoldClaim(_TARGETS, "plain"), GoldClaim(binds, "hedged"))
    read_ = [Read(GoldText("S1", "tune", "any", "A.", claims), (), frozenset({_TARGETS, binds}))]
    assert leaks(read_) == ()
    assert _told(turned(read_)) == [(True, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_PLAIN, "plain"),
        (_DENIED, "denied"),
        ("Trastuzumab may target HER2.", "hedged"),
        ("According to the agency, trastuzumab targets HER2.", "hedged"),
        ("Trastuzumab targets HER2 if it is expressed.", "hedged"),
    ],
)
def test_claims_are_plain_hedged_or_denied(text: str, expected: str) -> None:
    """Hedges, conditions and somebody's word weaken a claim."""
    assert {certainty(claim) for claim in read(text)} == {expected}


def test_plain_triples_are_those_of_the_rule_of_the_graph() -> None:
    """Sure, without a hedge, and denied nowhere in the text."""
    assert 0.5 < threshold() <= 1
    assert len(plain_triples(read(_PLAIN))) == 1
    assert plain_triples(read("Trastuzumab may target HER2.")) == []
    assert plain_triples(read(f"{_PLAIN} {_DENIED}")) == []
