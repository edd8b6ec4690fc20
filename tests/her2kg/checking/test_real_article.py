"""The article on HER2-positive cancer that lies beside the checkout."""

import pyoxigraph as ox
import pytest

from her2kg.checking.check import check
from her2kg.checking.model import Check, Finding, Verdict
from her2kg.material import read_material
from tests.shared import ARTICLE, needs_shared

pytestmark = needs_shared

SOUND = (
    "HER2 immunohistochemistry detects HER2",
    "HER2 fluorescence in situ hybridization detects ERBB2",
    "HER2 chromogenic in situ hybridization detects ERBB2",
    "trastuzumab binds HER2",
    "pertuzumab binds HER2",
    "HER2 is a kind of protein",
)
"""Claims of the article that reviewers found nothing to say against, and that tables hold."""


@pytest.fixture(scope="module")
def checked(graph_store: ox.Store) -> Check:
    """The article, checked against the embedded graph."""
    return check(read_material(ARTICLE), graph_store)


def _claims(checked: Check, words: str) -> list[Finding]:
    found = [f for s in checked.sentences if words in s.text for f in s.findings]
    assert found, words
    return found


@pytest.mark.parametrize(
    ("words", "says", "verdict"),
    [
        ("the surface of all cells", "HER2 is expressed by all cells", Verdict.CONTRADICTED),
        ("crucial for diagnosing", "is used for cancer diagnosis", Verdict.CONTRADICTED),
        ("work by binding", "trastuzumab emtansine binds HER2", Verdict.IMPRECISE),
    ],
    ids=["surface of all cells", "diagnosing", "mechanism of the conjugate"],
)
def test_a_loose_spot_is_found(checked: Check, words: str, says: str, verdict: Verdict) -> None:
    """What reviewers of the article objected to."""
    found = [each for each in _claims(checked, words) if says in each.says]
    assert found
    assert {each.verdict for each in found} == {verdict}
    assert all(each.evidence for each in found)


@pytest.mark.parametrize("says", SOUND)
def test_a_sound_claim_is_supported(checked: Check, says: str) -> None:
    """What holds is not called wrong."""
    found = [f for s in checked.sentences for f in s.findings if f.says == says]
    assert found
    assert {each.verdict for each in found} == {Verdict.SUPPORTED}


def test_only_the_known_loose_spots_are_contradicted(checked: Check) -> None:
    """Nothing else in the article is called wrong."""
    wrong = {s.text for s in checked.sentences if s.verdict is Verdict.CONTRADICTED}
    assert all("all cells" in text or "diagnosing" in text for text in wrong)
    assert len(wrong) == 2
