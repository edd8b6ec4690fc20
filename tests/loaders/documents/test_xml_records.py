"""Tests of XML that is read element by element, and of what it may not do."""

import tracemalloc

import pytest

from her2kg.loaders.base import Rejection
from her2kg.loaders.documents.xml_records import XmlRecord, xml_records
from tests.loaders.documents.sample import material

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;"><!ENTITY d "&c;&c;&c;">]><a><r>&d;</r></a>'
)
EXTERNAL = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a><r>&b;</r></a>'
DEFAULTS = '<!DOCTYPE a [<!ATTLIST r x CDATA "long">]><a><r/></a>'


def _read(content: str) -> list[XmlRecord | Rejection]:
    return list(xml_records(material(content, "a.xml"), {"r"}))


def test_the_outermost_wanted_elements_are_handed_over_with_their_lines() -> None:
    """What lies around them is passed by, what lies within belongs to them."""
    found = _read("<a>x\n<r>1<r>2</r></r>\n<b><r/></b></a>")
    records = [each for each in found if isinstance(each, XmlRecord)]
    assert [(each.line, "".join(each.element.itertext())) for each in records] == [
        (2, "12"),
        (3, ""),
    ]


@pytest.mark.parametrize("content", [LAUGHS, EXTERNAL, DEFAULTS])
def test_declarations_of_a_file_itself_are_refused(content: str) -> None:
    """Nothing is expanded, fetched or added."""
    (outcome,) = _read(content)
    assert isinstance(outcome, Rejection)
    assert "declares types or entities of its own" in outcome.reason


def test_characters_that_a_public_dtd_names_are_known_and_others_are_a_fault() -> None:
    """The DTD itself is never fetched."""
    known = '<!DOCTYPE a PUBLIC "-//X//DTD//EN" "https://example.org/x.dtd"><a><r>&alpha;</r></a>'
    (record,) = _read(known)
    assert isinstance(record, XmlRecord)
    assert record.element.text == "\u03b1"
    (fault,) = _read(known.replace("alpha", "nowhere"))
    assert isinstance(fault, Rejection)
    assert "undefined entity" in fault.reason


@pytest.mark.parametrize(
    "content", ["<a><r>", "<a><r></a>", "no xml", "<a><r>\x01</r></a>", "<r>" * 200]
)
def test_what_is_no_sound_xml_is_one_rejection(content: str) -> None:
    """It says why, and where."""
    (outcome,) = _read(content)
    assert isinstance(outcome, Rejection)
    assert outcome.line == 1


def test_a_large_file_is_not_held_in_memory() -> None:
    """Twenty megabytes of records take a fraction of that."""
    content = material("<a>" + f"<r>{'x' * 2000}</r>" * 10_000 + "</a>")
    tracemalloc.start()
    count = sum(1 for _ in xml_records(content, {"r"}))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 2_000_000
