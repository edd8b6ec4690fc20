"""Tests of Status: the form from slide to drug, whose answer lights up its way."""

import json
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.explorer.site import Site, labels, overlapping, settled

pytestmark = pytest.mark.browser


def _given(**values: str) -> dict[str, str]:
    return {"view": "status", "given": json.dumps(values)}


def test_the_form_leads_to_a_status(browser: Browser, served: Site) -> None:
    """Filled in by hand, it says the status, the rules that spoke, and the next step."""
    with served.at(view="status").open(browser) as seen:
        seen.page.get_by_label("Cancer").fill("breast")
        seen.page.get_by_label("IHC score").select_option("2+")
        seen.page.get_by_label("HER2/CEP17 ratio", exact=True).fill("2.4")
        seen.page.get_by_label("Mean HER2 copies per cell", exact=True).fill("5")
        seen.page.get_by_role("button", name="Read it").click()
        verdict = seen.page.locator(".verdict")
        expect(verdict.locator(".big")).to_have_text("HER2-positive")
        expect(verdict).to_contain_text("final")
        expect(verdict).to_contain_text("ISH group 1")
        expect(seen.page.locator(".answer")).to_contain_text("BR-DISH-G1")
        expect(seen.page.locator(".answer")).to_contain_text("it decides for no patient")


def test_the_answer_lights_up_its_way(browser: Browser, served: Site) -> None:
    """What was measured, the rule, the status and its drugs are lit; other rules stand dimmed."""
    with served.at(**_given(cancer="breast", ihc="3+")).open(browser) as seen:
        settled(seen.page)
        lit = set(seen.page.evaluate("her2kg.litNodes()"))
        assert {"given:ihc", "cancer:breast-cancer", "rule:BR-IHC-3"} <= lit
        assert {"status:HER2-positive", "drug:trastuzumab"} <= lit
        assert "given:ihc meets rule:BR-IHC-3" in seen.page.evaluate("[...her2kg.edges.keys()]")
        assert "rule:BR-IHC-0a" not in lit
        assert seen.page.evaluate("her2kg.scene.at.has('rule:BR-IHC-0a')")
        boxes = labels(seen.page)
        assert "IHC score: 3+" in {box["text"].replace("\n", " ") for box in boxes}
        assert overlapping(boxes) == []


def test_a_pending_result_opens_no_drug(browser: Browser, served: Site) -> None:
    """An equivocal stain alone is not final, says what is next, and lights up no drug."""
    with served.at(**_given(cancer="breast", ihc="2+")).open(browser) as seen:
        expect(seen.page.locator(".verdict")).to_contain_text("not final")
        expect(seen.page.locator(".verdict")).to_contain_text("Next:")
        settled(seen.page)
        lit = seen.page.evaluate("her2kg.litNodes()")
        assert lit
        assert not any(name.startswith("drug:") for name in lit)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"cancer": "breast", "ratio": "-1"}, "ratio"),
        ({"cancer": "braest", "ihc": "3+"}, "breast"),
        ({"cancer": "breast"}, "nothing was measured"),
        ({"ihc": "3+"}, "Say in which cancer"),
    ],
)
def test_what_cannot_be_read_is_explained(
    browser: Browser, served: Site, values: dict[str, str], words: str
) -> None:
    """Impossible values, unknown cancers and empty forms get one sentence."""
    with served.at(view="status").open(browser) as seen:
        for name, value in values.items():
            control = {"cancer": "Cancer", "ihc": "IHC score", "ratio": "HER2/CEP17 ratio"}[name]
            field = seen.page.get_by_label(control, exact=True)
            if name == "ihc":
                field.select_option(value)
            else:
                field.fill(value)
        seen.page.get_by_role("button", name="Read it").click()
        expect(seen.page.locator(".wrong")).to_contain_text(words)


def test_more_findings_can_be_given(browser: Browser, served: Site) -> None:
    """A variant found by sequencing opens what is approved for it."""
    with served.at(view="status").open(browser) as seen:
        seen.page.get_by_label("Cancer").fill("lung")
        seen.page.get_by_text("More findings").click()
        seen.page.get_by_label("ERBB2 variant").fill("Y772_A775dup")
        seen.page.get_by_role("button", name="Read it").click()
        expect(seen.page.locator(".answer")).to_contain_text("trastuzumab deruxtecan")


def test_a_measurement_says_what_it_is(browser: Browser, served: Site) -> None:
    """What was given is marked as given; the line to its rule says what the rule asks."""
    with served.at(**_given(cancer="breast", ihc="3+")).open(browser) as seen:
        settled(seen.page)
        seen.page.evaluate("her2kg.select(['given:ihc'])")
        expect(seen.page.locator("#details")).to_contain_text("not a thing of the graph")
        link = seen.page.evaluate(
            "[...her2kg.edges.keys()].find((id) => id.startsWith('given:ihc meets'))"
        )
        seen.page.evaluate("id => her2kg.selectEdge(id)", link)
        expect(seen.page.locator("#details")).to_contain_text(re.compile("This rule|this rule"))


def test_a_file_says_that_the_form_needs_the_server(browser: Browser, whole: Site) -> None:
    """The single file names the command that answers."""
    with whole.at(view="status").open(browser) as seen:
        expect(seen.page.locator("#pane")).to_contain_text("her2kg serve")
        expect(seen.page.locator("#pane")).to_contain_text("her2kg status")
