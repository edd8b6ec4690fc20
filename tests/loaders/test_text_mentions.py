"""Tests of mentions: nested, composed and listed names, and words that point back."""

import pytest

from her2kg.loaders.text.masking import group_mentions, mask
from her2kg.loaders.text.mentions import Mention, find_mentions
from her2kg.loaders.text.reader import read_document
from tests.loaders.lexicon_fixture import LEXICON, read, triples


def _mentions(text: str) -> list[Mention]:
    return find_mentions(text, LEXICON.find(text), (0, len(text)), LEXICON)


def _labels(text: str) -> list[str]:
    return [one.label for one in _mentions(text)]


def test_longest_name_wins_and_keeps_its_parts() -> None:
    """HER2-positive breast cancer is one cancer that also mentions its parts."""
    (mention,) = _mentions("HER2-positive breast cancer")
    assert mention.label == "HER2-positive breast cancer"
    assert {part.label for part in mention.parts} >= {"HER2", "breast cancer"}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("HER2-positive gastric cancers", ["HER2-positive gastric cancer"]),
        ("HER2 positive", ["HER2-positive"]),
        ("Human Epidermal Growth Factor Receptor 2 (HER2) Positive", ["HER2-positive"]),
        ("overexpression of the HER2 protein", ["HER2 overexpression"]),
        ("too many HER2 proteins", ["HER2 overexpression"]),
        ("an abnormally high number of HER2 receptors", ["HER2 overexpression"]),
        ("the HER2 protein", ["HER2"]),
        ("trastuzumab (Herceptin)", ["trastuzumab"]),
        ("breast and gastric cancers", ["breast cancer", "gastric cancer"]),
        ("cell growth, division, and repair", ["cell growth", "cell division", "cell repair"]),
    ],
)
def test_composition(text: str, labels: list[str]) -> None:
    """State, gene and disease make one concept; lists share heads and modifiers."""
    assert _labels(text) == labels


def test_setting_is_kept_apart() -> None:
    """Metastatic narrows a cancer and does not vanish."""
    (mention,) = _mentions("HER2-positive metastatic breast cancer")
    assert (mention.label, mention.setting) == ("HER2-positive breast cancer", "metastatic")


def test_composed_cancer_is_an_entity_below_the_wider_one() -> None:
    """A cancer made of status and cancer is handed out with the wider cancer above it."""
    text = "Trastuzumab is used to treat HER2-positive gastric cancer."
    reading = read_document(text, LEXICON)
    gastric = LEXICON.lookup("gastric cancer")
    assert gastric is not None
    (made,) = reading.entities
    assert made.label == "HER2-positive gastric cancer"
    assert made.broader == (gastric.iri,)


def test_list_ends_where_a_new_clause_begins() -> None:
    """The subject of a second clause is not taken for an object of the first."""
    found = triples("Tucatinib inhibits HER2 and EGFR is inhibited by lapatinib.")
    assert found == {"tucatinib | inhibits | HER2", "lapatinib | inhibits | EGFR"}


def test_lists_are_split() -> None:
    """Each member of a list gets its claim."""
    assert triples("Trastuzumab, pertuzumab and tucatinib target HER2.") == {
        "trastuzumab | targets | HER2",
        "pertuzumab | targets | HER2",
        "tucatinib | targets | HER2",
    }


def test_respectively_pairs_lists() -> None:
    """With "respectively", lists are joined one by one."""
    assert triples("Tucatinib and lapatinib inhibit HER2 and EGFR, respectively.") == {
        "tucatinib | inhibits | HER2",
        "lapatinib | inhibits | EGFR",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trastuzumab is old. It targets HER2.", "trastuzumab | targets | HER2"),
        (
            "HER2 is a protein, and its overexpression leads to tumor growth.",
            "HER2 overexpression | leadsTo | tumor growth",
        ),
    ],
)
def test_words_that_point_back(text: str, expected: str) -> None:
    """It and its are resolved where they can mean one thing, at a lower confidence."""
    assert expected in triples(text)
    claims = [one for one in read(text) if one.pattern in {"targets", "leads-to"}]
    assert all(one.confidence is not None and one.confidence < 0.92 for one in claims)


def test_ambiguous_pronoun_is_left_alone() -> None:
    """After two drugs, "this drug" could be either, and nothing is claimed."""
    assert not read("Trastuzumab was compared with tucatinib. This drug targets HER2.")


@pytest.mark.parametrize(
    "text",
    [
        "Resistance to trastuzumab inhibits HER2.",
        "Antibodies against HER2 promote cell growth.",
        "Tucatinib inhibits HER2 trafficking.",
        "Tucatinib inhibits HER2-independent growth.",
        "A combination of LY294002 and trastuzumab inhibits HER2.",
    ],
)
def test_part_of_a_longer_phrase_is_no_argument(text: str) -> None:
    """A name inside of a longer noun phrase is not what the sentence is about."""
    assert not read(text)


def test_masking_keeps_the_way_back() -> None:
    """Offsets outside of placeholders lead back to the document."""
    text = "In vitro, trastuzumab and pertuzumab bind HER2 well."
    bounds = (0, len(text))
    masked = mask(text, group_mentions(_mentions(text), text, bounds), bounds)
    for word in ("vitro", "bind", "well"):
        assert masked.original(masked.text.index(word)) == text.index(word)
    assert [len(slot.mentions) for slot in masked.slots] == [2, 1]
