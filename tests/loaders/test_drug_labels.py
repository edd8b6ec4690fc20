"""Drug labels in the JSON of openFDA, and what is taken from a label."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.drug_label_records import sentences
from her2kg.loaders.drug_labels import DrugLabelsLoader
from her2kg.ontology.encode import claim_iri
from her2kg.ontology.model import Claim, Load, Name, Source, Verification
from her2kg.ontology.namespaces import mint
from tests.drug_label_sample import SCOPE, SET_ID, as_json, label, material

_TEXT = as_json(label()).text


def _load(given: Material, scope: Scope = SCOPE) -> list[Record]:
    return list(DrugLabelsLoader(scope).load(given))


def _claims(records: list[Record]) -> list[Claim]:
    return [record for record in records if isinstance(record, Claim)]


def _openfda(**names: list[str]) -> dict[str, Any]:
    return {"openfda": names}


def test_the_version_of_a_label_is_a_source() -> None:
    """Its set id, version, day and address in DailyMed stand with it."""
    assert _load(as_json(label()))[1] == Source(
        URIRef(mint("Source", f"dailymed:{SET_ID}-v12")),
        "Label",
        f"DailyMed label {SET_ID}, version 12",
        f"https://dailymed.nlm.nih.gov/dailymed/lookup.cfm?setid={SET_ID}&version=12",
        f"dailymed:{SET_ID}",
        "2024-06-11",
    )


def test_each_sentence_on_her2_is_a_claim_in_the_words_of_the_label() -> None:
    """Other sentences are not taken; the boxed warning is taken whole."""
    claims = _claims(_load(as_json(label())))
    assert [(c.predicate, str(c.object)) for c in claims] == [
        (
            "labelIndication",
            (
                "1 INDICATIONS AND USAGE Samplia treats breast cancer that overexpresses HER2 "
                "[see Clinical Studies (14)]."
            ),
        ),
        ("labelIndication", "It treats stomach cancer with ERBB2 amplification."),
        ("labelBoxedWarning", "WARNING: HEART Samplia can harm the heart."),
    ]
    assert all(c.statement == str(c.object) for c in claims)


def test_a_claim_is_dated_by_the_version_and_says_so() -> None:
    """The day is that of the label; the claim warns that the approval has another one."""
    for claim in _claims(_load(as_json(label()))):
        assert claim.valid_from == "2024-06-11"
        assert claim.valid_until == ""
        assert "nothing of when the use was approved" in claim.note
        assert claim.verification is Verification.AS_PUBLISHED
        assert claim.record == f"{SET_ID} version 12"
        assert claim.sources == (URIRef(mint("Source", f"dailymed:{SET_ID}-v12")),)


def test_a_biosimilar_is_not_taken_for_its_reference_product() -> None:
    """The generic name tells the drug, though the active ingredient brings it into scope.

    The RxNorm numbers of openFDA are those of packages, so that no identifier goes along.
    """
    subjects = {claim.subject for claim in _claims(_load(as_json(label())))}
    assert subjects == {Name("Drug", "TRASTUZUMAB-SMPL")}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"generic_name": ["Lapatinib", "LAPATINIB"]}, ["Lapatinib"]),
        ({"generic_name": ["LAPATINIB", "Trastuzumab"]}, ["LAPATINIB", "Trastuzumab"]),
        ({"brand_name": ["Herceptin"], "substance_name": ["TRASTUZUMAB"]}, ["Herceptin"]),
        ({"substance_name": ["TRASTUZUMAB"]}, ["TRASTUZUMAB"]),
    ],
)
def test_which_drugs_a_label_is_of(names: dict[str, list[str]], expected: list[str]) -> None:
    """Generic names come first; spellings of one name are one drug."""
    claims = _claims(_load(as_json(label(**_openfda(**names)))))
    found = dict.fromkeys(claim.subject for claim in claims)
    assert list(found) == [Name("Drug", text) for text in expected]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            _openfda(generic_name=["palbociclib"]),
            "is not the label of a drug that targets HER2",
        ),
        (
            {"boxed_warning": None, "indications_and_usage": ["For a cold."]},
            "has no boxed warning and no indication that names HER2",
        ),
        (
            {"openfda": {}, "indications_and_usage": ["For a cold."]},
            "names no drug and does not speak of HER2",
        ),
    ],
)
def test_other_labels_are_counted(changes: dict[str, Any], reason: str) -> None:
    """A label that brings nothing on a drug against HER2 is counted with its reason and line."""
    found = _load(as_json(label(**changes)))
    assert found == [OutOfScope("labels.json", 11, reason)]


def test_all_labels_on_request() -> None:
    """With everything, the label of another drug is taken as well."""
    given = as_json(label(**_openfda(generic_name=["palbociclib"])))
    claims = _claims(_load(given, Scope([], [], everything=True)))
    assert {claim.subject for claim in claims} == {Name("Drug", "palbociclib")}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"set_id": "../../etc"}, "'../../etc' is no set id of a label"),
        ({"set_id": None}, "'' is no set id of a label"),
        ({"version": "two"}, "version 'two' is no number"),
        ({"version": 12}, "the field version has the wrong type"),
        ({"effective_time": "20240230"}, "there is no day '20240230'"),
        ({"effective_time": "June 2024"}, "is no effective time"),
        ({"effective_time": None}, "'' is no effective time"),
        ({"openfda": {}}, "the label speaks of HER2 and names no drug"),
        ({"openfda": []}, ""),
        ({"openfda": ["x"]}, "the field openfda has the wrong type"),
        (_openfda(generic_name=["--"]), "'--' is no name of a drug"),
        (_openfda(generic_name=["trastuzumab\0"]), "characters that are no text"),
        ({"boxed_warning": "text"}, "the field boxed_warning has the wrong type"),
        ({"boxed_warning": ["x" * 10_000_000]}, "has 10000000 characters"),
        ({"indications_and_usage": ["HER2 \ud800."]}, "characters that are no text"),
    ],
)
def test_a_wrong_label_is_rejected_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    """A wrong field is told, nothing of the label is taken, and the next one is read."""
    other = label(set_id=SET_ID.replace("0", "9"))
    first, *rest = _load(as_json(label(**changes), other))
    assert isinstance(first, Rejection)
    assert first.line == 11
    assert reason in first.reason
    assert len(_claims(rest)) == 3


@pytest.mark.parametrize(
    ("written", "day"),
    [("2024", "2024"), ("202406", "2024-06"), ("2024-06-11", "2024-06-11")]
    + [(f"20240611{time}", "2024-06-11") for time in ("", "1200", "120000", "120000+0100")],
)
def test_times_are_no_more_exact_than_written(written: str, day: str) -> None:
    """A time is read as far as its day, and a month stays a month."""
    assert {c.valid_from for c in _claims(_load(as_json(label(effective_time=written))))} == {day}


def test_a_label_twice_in_a_file_is_told_and_two_versions_are_two() -> None:
    """Versions keep their claims apart, so that one file may hold both."""
    old = label(version="11", effective_time="20200101")
    records = _load(as_json(label(), label(), old))
    (double,) = (r for r in records if isinstance(r, Rejection))
    assert double.reason == f"version 12 of {SET_ID} stands in the file already"
    load = Load("drug-labels", "1", "0" * 64, "drug-labels", "labels", "CC0-1.0")
    drug = URIRef(mint("Drug", "a"))
    linked = [
        Claim(drug, c.predicate, c.object, c.record, valid_from=c.valid_from)
        for c in _claims(records)
    ]
    assert len({claim_iri(claim, load) for claim in linked}) == 6


def test_a_sentence_that_stands_twice_is_one_claim() -> None:
    """The same words are one statement, with both passages behind it where they differ."""
    claims = _claims(_load(as_json(label(indications_and_usage=["On HER2.", "On HER2."]))))
    assert [str(c.object) for c in claims if c.predicate == "labelIndication"] == ["On HER2."]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"results": 5}',
        '{"results": {"set_id": "x"}}',
        '{"results": ["x"]}',
        '{"results": [null]}',
        '{"results": []} x',
        '{"meta": ' + "[" * 100_000,
        '{"results": [' + "[" * 100_000,
        '{"results": [1e999999, ' + "9" * 5_000 + "]}",
        "\0" * 100,
        "x" * 10_000_000,
    ],
)
def test_broken_files_end_in_rejections(text: str) -> None:
    """Nonsense, depth and size are told, never a traceback."""
    found = _load(material(text))
    assert found
    assert all(isinstance(each, Rejection) and "\n" not in each.reason for each in found)


def test_labels_before_a_break_are_kept() -> None:
    """Where the text breaks off, the fault is told with its line."""
    text = as_json(label(), label(set_id=SET_ID.replace("0", "9"))).text
    records = _load(material(text[:-200]))
    assert len(_claims(records)) == 3
    fault = records[-1]
    assert isinstance(fault, Rejection)
    assert "this is no sound JSON" in fault.reason
    assert fault.line > 40


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (_TEXT, True),
        ("\ufeff\n" + _TEXT, True),
        ('{"studies": [{"protocolSection": {}}]}', False),
        ('{"meta": {}, "results": [{"patient": {"drug": [{"spl_set_id": ["x"]}]}}]}', False),
        ('a text on "results" and "set_id": none', False),
        ("", False),
    ],
)
def test_recognition(text: str, *, known: bool) -> None:
    """A page of labels is recognised, and no other of openFDA's pages."""
    assert DrugLabelsLoader(SCOPE).recognises(text[:65536]) is known


def test_the_order_of_labels_makes_no_difference() -> None:
    """Whichever label comes first, the same claims are made."""
    labels = [label(version=str(number)) for number in range(3)]
    one, other = _load(as_json(*labels)), _load(as_json(*reversed(labels)))
    assert set(_claims(one)) == set(_claims(other))
    assert one == _load(as_json(*labels))


@given(st.integers(0, len(_TEXT) - 1), st.characters(codec="utf-8"), st.booleans())
def test_any_damage_ends_in_records(at: int, letter: str, cut: bool) -> None:
    """A changed letter or a lost end never stops the loader."""
    text = _TEXT[:at] + letter + ("" if cut else _TEXT[at + 1 :])
    assert _load(material(text))


@given(st.text(st.sampled_from("HER2 aB1.!?•[]()|>#-\n"), max_size=80))
def test_sentences_lose_nothing(text: str) -> None:
    """The sentences of a passage are the whole passage."""
    folded = " ".join(text.split())
    assert "".join(" ".join(sentences(folded)).split()) == "".join(folded.split())


def test_rows_of_dots_are_not_searched_for_ends() -> None:
    """A form's row of dots is no end of a sentence, and takes no time."""
    assert sentences("HER2 " + "." * 25_000 + " Yes.") == ["HER2 " + "." * 25_000 + " Yes."]
    claims = _claims(_load(as_json(label(indications_and_usage=["HER2 " + "." * 25_000]))))
    assert claims[0].object == Literal("HER2 " + "." * 25_000)
