"""Tests of the words around a statement that are known to leave it as plain as it stands."""

import pytest

from her2kg.loaders.text.data import FAMILIAR_FILES, read_rows, read_words
from her2kg.loaders.text.familiar import (
    is_familiar,
    strange_words,
    vouching,
    words_of,
)
from tests.loaders.lexicon_fixture import LEXICON, read

PLAIN = 0.9
CORE = "Tucatinib inhibits HER2"
MASKED = "\ue000Drug#0\ue001 inhibits \ue000Protein#1\ue001"


def _confidence(text: str) -> float:
    (claim,) = read(text)
    return claim.confidence or 0


@pytest.mark.parametrize(
    "text",
    [
        f"{CORE}.",
        f"In breast cancer cells, {CORE} at low concentrations.",
        f"Furthermore, {CORE} and is taken by mouth twice daily.",
        f"Tablets come in two strengths. {CORE}. Take them with water.",
        f"We measured growth for six days. {CORE}.",
    ],
)
def test_familiar_surroundings_leave_a_fact_plain(text: str) -> None:
    """Words of everyday and of science around a statement cost it nothing."""
    assert _confidence(text) >= PLAIN


@pytest.mark.parametrize(
    "text",
    [
        f"{CORE} in the bedtime reading of gullible investors.",
        f"Grandmother used to hum that {CORE}.",
        "Tucatinib, in the doodles on the blackboard, inhibits HER2.",
        f"Quothery of the zonk: {CORE}.",
        f"{CORE}. That, at least, was the gist of a leaflet.",
        f"Here comes a whopper. {CORE}.",
    ],
)
def test_strange_surroundings_leave_a_claim_and_no_fact(text: str) -> None:
    """A word that no list knows, wherever it stands, keeps a claim from being a plain fact."""
    assert all((claim.confidence or 0) < PLAIN for claim in read(text))


def test_a_claim_names_the_words_that_keep_it_from_being_a_fact() -> None:
    """The curator learns which word to vouch for; a claim that is hedged anyway names none."""
    (claim,) = read("Tucatinib, in the doodles on the zonk, inhibits HER2.")
    assert claim.note.endswith(": doodles, zonk")
    assert [claim.note for claim in read(f"{CORE}.")] == [""]
    assert [claim.note for claim in read(f"Grandmother would hum that {CORE}.")] == [""]


@pytest.mark.parametrize("number", range(len(vouching())))
def test_a_phrase_that_vouches_leaves_a_fact_plain(number: int) -> None:
    """Each phrase of the table stands in its example, which it leaves a plain fact."""
    example = read_rows("familiar/phrases.tsv")[number]["example"]
    assert any(vouching()[number].search(part) for part in (example, example.split(". ")[-1]))
    assert [claim for claim in read(example) if (claim.confidence or 0) >= PLAIN]


@pytest.mark.parametrize(
    ("whole", "strange"),
    [
        (f"Wizards mutter: {MASKED}", ("wizards", "mutter")),
        (f"{MASKED} on Zorkday", ("zorkday",)),
        (f"{MASKED}\u2029\u2029A zork walked in and gave trastuzumab to two dogs", ()),
        (f"{MASKED}\u2029\u2029A zork walked in from the street with two dogs", ("zork",)),
        (f"{MASKED}\u2029\u2029So zork", ("zork",)),
        (f"{MASKED}\u2029\u2029It is what the old zork in the house by the sea had", ("zork",)),
        (f"{MASKED}\u2029Zork for the day:\u2029", ("zork",)),
    ],
)
def test_strange_words_are_named_in_their_order(whole: str, strange: tuple[str, ...]) -> None:
    """Those of the sentence come first; one beside counts when it is short or points here."""
    span = whole.index("\ue000"), whole.rindex("\ue001") + 1
    assert strange_words(whole, span, "<s> inhibits <o>", LEXICON) == strange


def test_a_pattern_knows_its_own_words_inside_its_match_alone() -> None:
    """What a pattern spells is no reason to doubt, but the same word beside it is."""
    whole = f"zorks {MASKED.replace('inhibits', 'zorked')}"
    span = whole.index("\ue000"), len(whole)
    assert strange_words(whole, span, "<s> zork(?:s|ed) <o>", LEXICON) == ("zorks",)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("cells", True),
        ("trastuzumab-treated", True),
        ("patient's", True),
        ("myth", False),
        ("cell-myth", False),
    ],
)
def test_a_word_with_a_hyphen_is_as_familiar_as_its_parts(word: str, expected: bool) -> None:
    """Parts count when the whole is on no list."""
    assert is_familiar(word) is expected


@pytest.mark.parametrize("file", FAMILIAR_FILES)
def test_lists_hold_words_as_the_reader_cuts_them(file: str) -> None:
    """An entry that is not one word in lower case could never be met."""
    wrong = [word for word in read_words(file) if words_of(word) != [word]]
    assert not wrong
