"""Folding of names."""

from hypothesis import example, given
from hypothesis import strategies as st

from her2kg.ontology.folding import fold


@given(st.text())
@example("\N{COMBINING GREEK YPOGEGRAMMENI}")
def test_folding_forgets_case_and_is_stable(text: str) -> None:
    """Folding what is folded changes nothing more."""
    assert fold(fold(text)) == fold(text)


def test_folding_keeps_the_sign_of_a_status() -> None:
    """HER2+ and HER2- are opposites and stay apart."""
    assert len({fold("HER2+"), fold("HER2-"), fold("HER2")}) == 3
    assert fold("HER2 \N{MINUS SIGN}") == fold("HER2-")


def test_greek_letters_fold_to_their_names() -> None:
    """TGF with an alpha is TGF-alpha."""
    assert fold("TGF-\N{GREEK SMALL LETTER ALPHA}") == fold("TGF alpha")
