"""Tests of Questions: an answer as a table and as a picture."""

import csv
import io

import pytest
from playwright.sync_api import Browser, expect

from tests.explorer.site import Site, labels, overlapping, shown

pytestmark = pytest.mark.browser


def test_a_question_of_the_catalogue_is_answered(browser: Browser, site: Site) -> None:
    """Choosing a question shows its rows, and its things in a picture with their links."""
    with site.at(view="question").open(browser) as seen:
        seen.page.get_by_label("Question of the catalogue").select_option("biosimilars")
        table = seen.page.get_by_role("region", name="Answer as a table").get_by_role("table")
        expect(table).to_contain_text("trastuzumab-dkst")
        assert {"drug:trastuzumab", "drug:trastuzumab-dkst"} <= shown(seen.page)
        assert overlapping(labels(seen.page)) == []
        assert "question=biosimilars" in seen.page.url


def test_a_cell_opens_its_thing(browser: Browser, site: Site) -> None:
    """A name in the table opens the panel."""
    with site.at(view="question", question="biosimilars").open(browser) as seen:
        seen.page.get_by_role("region", name="Answer as a table").get_by_role(
            "button", name="trastuzumab-dkst"
        ).first.click()
        expect(seen.page.locator("#details h2")).to_have_text("trastuzumab-dkst")


def test_a_question_takes_values(browser: Browser, served: Site) -> None:
    """A value narrows the answer; the address keeps it."""
    with served.at(view="question", question="indications").open(browser) as seen:
        expect(seen.page.locator(".answer h3")).to_contain_text("rows")
        every = seen.page.evaluate("her2kg.scene.told.rows.length")
        seen.page.get_by_label("drug (Drug)").fill("Enhertu")
        seen.page.get_by_role("button", name="Ask", exact=True).click()
        seen.page.wait_for_function("() => her2kg.scene.root.given.drug === 'Enhertu'")
        rows = seen.page.evaluate("her2kg.scene.told.rows")
        assert 0 < len(rows) < every
        assert "Enhertu" in seen.page.url


def test_a_wrong_value_is_explained(browser: Browser, served: Site) -> None:
    """An unknown name is answered with near ones; the page stays."""
    with served.at(view="question", question="indications").open(browser) as seen:
        seen.page.get_by_label("drug (Drug)").fill("Enhrtu")
        seen.page.get_by_role("button", name="Ask", exact=True).click()
        expect(seen.page.locator(".wrong")).to_contain_text("Enhertu")


def test_any_sparql_is_drawn(browser: Browser, served: Site) -> None:
    """A SELECT of one's own gives rows and a picture."""
    with served.at(view="question").open(browser) as seen:
        seen.page.get_by_text("Ask in SPARQL").click()
        seen.page.get_by_label("SPARQL", exact=True).fill(
            "SELECT ?d ?c WHERE { ?d her2:targets protein:HER2 ; her2:hasDrugClass ?c }"
        )
        seen.page.get_by_role("button", name="Run").click()
        expect(seen.page.get_by_role("region", name="Answer as a table")).to_contain_text(
            "trastuzumab"
        )
        assert "drug:trastuzumab" in shown(seen.page)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?x WHERE {", "SPARQL"),
        ("DROP ALL", "read-only"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_bad_sparql_is_explained(browser: Browser, served: Site, query: str, words: str) -> None:
    """What cannot be asked gets one line in the pane."""
    with served.at(view="question").open(browser) as seen:
        seen.page.get_by_text("Ask in SPARQL").click()
        seen.page.get_by_label("SPARQL", exact=True).fill(query)
        seen.page.get_by_role("button", name="Run").click()
        expect(seen.page.locator(".wrong")).to_contain_text(words)


def test_no_answer_is_no_denial(browser: Browser, served: Site) -> None:
    """An empty answer says what that means."""
    query = "SELECT ?x WHERE { ?x her2:targets drug:trastuzumab }"
    with served.at(view="question", sparql=query).open(browser) as seen:
        expect(seen.page.locator(".answer")).to_contain_text("The graph holds no answer.")


def test_triples_are_drawn(browser: Browser, served: Site) -> None:
    """A CONSTRUCT is shown as subject, predicate and object."""
    query = "CONSTRUCT { ?s her2:biosimilarOf ?o } WHERE { ?s her2:biosimilarOf ?o }"
    with served.at(view="question", sparql=query).open(browser) as seen:
        expect(seen.page.get_by_role("columnheader", name="predicate")).to_be_visible()
        assert "drug:trastuzumab-dkst" in shown(seen.page)


def test_the_table_can_be_saved(browser: Browser, site: Site) -> None:
    """The CSV has the columns and rows of the answer."""
    with site.at(view="question", question="biosimilars").open(browser) as seen:
        with seen.page.expect_download() as waiting:
            seen.page.get_by_role("button", name="Save the table as CSV").click()
        rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text("utf-8"))))
        assert len(rows) == len(seen.page.evaluate("her2kg.scene.told.rows"))
        assert "trastuzumab-dkst" in {row["biosimilar"] for row in rows}


def test_a_file_answers_only_what_it_holds(browser: Browser, whole: Site) -> None:
    """Other values, and other questions, are said to need the served page."""
    with whole.at(view="question", question="biosimilars").open(browser) as seen:
        expect(seen.page.locator("#pane")).to_contain_text("need the served page")
        seen.page.get_by_label("reference (Drug)").fill("pertuzumab")
        seen.page.get_by_role("button", name="Ask", exact=True).click()
        expect(seen.page.locator(".wrong")).to_contain_text("her2kg serve")
