"""Drug labels in SPL, the XML of DailyMed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.drug_labels import DrugLabelsLoader
from her2kg.loaders.drug_labels_spl import DrugLabelsSplLoader
from her2kg.ontology.model import Claim, Name, Source
from tests.drug_label_sample import SCOPE, as_json, as_xml, label, material, section

_TEXT = as_xml().text
_LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE document [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n'
    '<document xmlns="urn:hl7-org:v3"><title>&b;</title></document>'
)


def _load(given: Material, scope: Scope = SCOPE) -> list[Record]:
    return list(DrugLabelsSplLoader(scope).load(given))


def _claims(records: list[Record]) -> list[Claim]:
    return [record for record in records if isinstance(record, Claim)]


def _indications(text: str) -> list[Claim]:
    return _claims(_load(as_xml(section("34067-9", "1 USES", text))))


def test_both_formats_speak_of_one_label_and_drug() -> None:
    """Source, record and day are equal; the generic name is compared without its case."""
    xml, api = _load(as_xml()), list(DrugLabelsLoader(SCOPE).load(as_json(label())))
    assert [r for r in xml if isinstance(r, Source)] == [r for r in api if isinstance(r, Source)]
    one, other = _claims(xml)[0], _claims(api)[0]
    assert (one.record, one.valid_from, one.sources) == (
        other.record,
        other.valid_from,
        other.sources,
    )
    assert {c.subject for c in _claims(xml)} == {Name("Drug", "trastuzumab-smpl")}


def test_sentences_on_her2_stand_with_their_passage() -> None:
    """Marks of style and links leave no trace, highlights and parts of a kit are passed over."""
    first, second = _claims(_load(as_xml()))
    assert (first.predicate, str(first.object)) == (
        "labelIndication",
        "Samplia treats breast cancer that overexpresses HER2 [see Clinical Studies (14)].",
    )
    assert first.statement == (
        "1 INDICATIONS AND USAGE\n1.1 Breast Cancer\n"
        "Samplia treats breast cancer that overexpresses HER2 [see Clinical Studies (14)]. "
        "Do not give it by mouth."
    )
    assert (second.predicate, str(second.object)) == (
        "labelBoxedWarning",
        "WARNING: HEART\nSamplia® can harm the heart:\n• Listen to it.\n• Look at it.",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "<paragraph>For all. It treats:</paragraph>"
                "<list><item>HER2-positive breast cancer. Test.</item><item>A cold.</item></list>"
            ),
            ["It treats: HER2-positive breast cancer."],
        ),
        (
            (
                "<paragraph>It treats HER2-positive cancer in people who</paragraph>"
                "<list><item>are adults.</item><item>took a taxane [see HER2 (2.1)].</item></list>"
            ),
            [
                "It treats HER2-positive cancer in people who are adults.",
                "It treats HER2-positive cancer in people who took a taxane [see HER2 (2.1)].",
            ],
        ),
        (
            (
                "<paragraph>It treats people who</paragraph>"
                "<list><item>have HER2-positive cancer,</item><item>took a taxane.</item></list>"
            ),
            ["It treats people who • have HER2-positive cancer, • took a taxane."],
        ),
        (
            (
                "<paragraph>It treats HER2-positive cancer:</paragraph><list><item>either"
                "<list><item>early, or</item><item>late</item></list></item></list>"
            ),
            ["It treats HER2-positive cancer: • either • early, or • late"],
        ),
        (
            "<paragraph>It treats cancer.</paragraph><list><item>HER2 is tested.</item></list>",
            ["HER2 is tested."],
        ),
        (
            "<paragraph>See all. [see HER2 (1)]</paragraph><list><item>Not on it.</item></list>",
            ["See all. [see HER2 (1)]"],
        ),
        (
            "<paragraph>It treats HER2-positive cancer in</paragraph><list/>",
            ["It treats HER2-positive cancer in"],
        ),
        ("HER2 with no paragraph", ["HER2 with no paragraph"]),
        (
            "<paragraph>Doses:</paragraph><table><tbody><tr><td>HER2</td><td>3+</td></tr></tbody></table>",
            ["Doses: • HER2 3+"],
        ),
        ("<paragraph>HE<content>R2</content> a<br/>b <!-- HER2 -->c</paragraph>", ["HER2 a b c"]),
        ("<paragraph>On nothing.</paragraph>", []),
        (
            (
                "<paragraph>It treats cancer.</paragraph><paragraph>Not known:</paragraph>"
                "<paragraph>its use in HER2-negative cancer.</paragraph>"
            ),
            ["Not known: its use in HER2-negative cancer."],
        ),
    ],
)
def test_a_list_is_never_cut_so_that_it_says_more(text: str, expected: list[str]) -> None:
    """Items that are whole stand alone behind what begins the list; others stay together."""
    assert [str(claim.object) for claim in _indications(text)] == expected


def test_the_passage_of_a_list_holds_all_of_it() -> None:
    """Whoever reads one item finds the others."""
    (claim,) = _indications(
        "<paragraph>It treats:</paragraph>"
        "<list><item>HER2-positive cancer.</item><item>A cold.</item></list>"
    )
    assert claim.statement == "1 USES\nIt treats:\n• HER2-positive cancer.\n• A cold."


def test_a_section_within_itself_is_read_once() -> None:
    """A part that bears the code of the whole is not taken twice."""
    inner = section("34067-9", "1.1 A", "<paragraph>On HER2.</paragraph>")
    claims = _claims(_load(as_xml(section("34067-9", "1 B", "", inner))))
    assert [claim.statement for claim in claims] == ["1 B\n1.1 A\nOn HER2."]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"setId": "one"}, "'one' is no set id of a label"),
        ({"versionNumber": ""}, "version '' is no number"),
        ({"effectiveTime": "20241301"}, "there is no day"),
        ({"generic": "..."}, "'...' is no name of a drug"),
    ],
)
def test_a_wrong_label_is_rejected_with_its_reason(changes: dict[str, str], reason: str) -> None:
    """A wrong field is told with the line of the label, and nothing is taken."""
    (found,) = _load(as_xml(**changes))
    assert isinstance(found, Rejection)
    assert reason in found.reason
    assert found.line == 3


def test_the_label_of_another_drug_is_counted() -> None:
    """An inactive ingredient and a part of a kit bring no label into scope."""
    found = _load(material(_TEXT.replace("TRASTUZUMAB", "WATER"), "x.xml"))
    assert found == [OutOfScope("x.xml", 3, "is not the label of a drug that targets HER2")]


@pytest.mark.parametrize(
    "text",
    [
        _LAUGHS,
        _TEXT[:-40],
        _TEXT.replace("HEART", "\0"),
        _TEXT.replace("HEART", "&nothing;"),
        _TEXT.replace("HEART", "x" * 10_000_000),
        _TEXT.replace("HEART", "<content>" * 5_000 + "</content>" * 5_000),
        _TEXT.replace("<text>", "<text>" + "<paragraph>" * 5_000 + "</paragraph>" * 5_000),
        '<document xmlns="urn:hl7-org:v3">' * 20_000,
        '<other xmlns="urn:hl7-org:v3"><document></document></other>',
        '<document xmlns="urn:hl7-org:v3"/>',
        "<document/>",
        '<?xml version="1.0" encoding="no-such"?><document xmlns="urn:hl7-org:v3"/>',
        '<document xmlns="urn:hl7-org:v3">&#xD800;</document>',
        "",
    ],
)
def test_broken_files_end_in_one_rejection(text: str) -> None:
    """Entities of its own, depth, size and nonsense are told, never a traceback."""
    (found,) = _load(material(text, "x.xml"))
    assert isinstance(found, Rejection)
    assert "\n" not in found.reason


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (_TEXT, True),
        ("\ufeff\n" + _TEXT, True),
        (_LAUGHS, True),
        ("<document><title>urn</title></document>", False),
        ('<ClinicalDocument xmlns="urn:hl7-org:v3"/>', False),
        ('a text on <document xmlns="urn:hl7-org:v3">', False),
        ("", False),
    ],
)
def test_recognition(text: str, *, known: bool) -> None:
    """XML with a document of HL7 version 3 at its root is recognised."""
    assert DrugLabelsSplLoader(SCOPE).recognises(text) is known


@given(st.integers(0, len(_TEXT) - 1), st.characters(codec="utf-8"), st.booleans())
def test_any_damage_ends_in_records(at: int, letter: str, cut: bool) -> None:
    """A changed letter or a lost end never stops the loader."""
    text = _TEXT[:at] + letter + ("" if cut else _TEXT[at + 1 :])
    records = _load(material(text, "x.xml"))
    assert records
    assert sum(isinstance(r, Rejection | OutOfScope | Source) for r in records) == 1
