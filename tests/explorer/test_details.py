"""Tests of the details panel: what is known, where it stands, and who says so."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.explorer.conftest import Filed
from tests.explorer.site import Site, click_node, settled

pytestmark = pytest.mark.browser

TARGETS = "drug:trastuzumab her2:targets supports protein:HER2"


def _downloaded(page: Page, button: str) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return waiting.value.path().read_text("utf-8")


def test_a_node_says_what_it_is(browser: Browser, site: Site) -> None:
    """Type, names, identifiers with links, and evidence for and against are told."""
    with site.at(select="drug%3Atrastuzumab").open(browser) as seen:
        panel = seen.page.locator("#details")
        expect(panel.get_by_role("heading", name="trastuzumab", exact=True)).to_be_visible()
        expect(panel.locator(".kind-line")).to_contain_text("Drug")
        expect(panel.locator(".names")).to_contain_text("Herceptin")
        link = panel.get_by_role("list", name="Identifiers").get_by_role("link").first
        assert str(link.get_attribute("href")).startswith("http")
        badges = panel.locator(".badges").first
        expect(badges).to_contain_text(re.compile(r"\d+ for"))
        expect(badges).to_contain_text("best level A")


def test_a_node_says_why_it_is_here(browser: Browser, site: Site) -> None:
    """The link to the thing in the middle is named, and opens."""
    with site.at(select="drug%3Atrastuzumab").open(browser) as seen:
        seen.page.locator("#details").get_by_role("button", name="trastuzumab targets HER2").click()
        expect(seen.page.locator("#details h2")).to_have_text("trastuzumab targets HER2")


def test_a_claim_shows_quote_source_and_who_says_so(browser: Browser, filed: Filed) -> None:
    """Behind a link stand its claims: words in context, checks, source, licence, version."""
    with filed("drug:trastuzumab").at(link=TARGETS).open(browser) as seen:
        panel = seen.page.locator("#details")
        expect(panel).to_contain_text("Why: 2 claims say so (Read from text and sample).")
        cards = panel.locator(".claim")
        expect(cards.first).to_contain_text("verified")
        expect(cards.first).to_contain_text("Asserted by")
        expect(cards.first).to_contain_text("CC0-1.0")
        expect(cards.first).to_contain_text(re.compile(r"version [0-9a-f]{12}"))
        source = cards.first.get_by_role("link")
        assert source.get_attribute("href") == "https://pubmed.ncbi.nlm.nih.gov/11248153/"
        expect(cards.nth(1).locator("mark")).to_have_text("blocks the growth")
        expect(cards.nth(1)).to_contain_text("the text reader")
        expect(cards.nth(1)).to_contain_text("machine-read")


def test_a_click_on_a_line_opens_its_claims(browser: Browser, served: Site) -> None:
    """Clicking a link half way shows why it is there and what stands behind it."""
    with served.at(focus="drug:anbenitamab").open(browser) as seen:
        settled(seen.page)
        at = seen.page.evaluate(
            """() => {
              const edge = her2kg.drawnEdges().find(
                (e) => e.from === 'drug:anbenitamab' && e.to === 'protein:HER2');
              const [a, b] = [her2kg.screen(edge.from), her2kg.screen(edge.to)];
              return { x: a.x + (b.x - a.x) * 0.15, y: a.y + (b.y - a.y) * 0.15 };
            }"""
        )
        seen.page.locator("#canvas").click(position=at)
        expect(seen.page.locator("#details h2")).to_contain_text("anbenitamab")
        expect(seen.page.locator("#details .kind-line")).to_have_text("Link")
        expect(seen.page.locator("#details")).to_contain_text("Why:")


def test_a_dispute_shows_both_sides(browser: Browser, filed: Filed) -> None:
    """The link is called disputed, and both claims stand below it."""
    link = "variant:ERBB2-L755S her2:confersSensitivityTo supports drug:trastuzumab"
    with filed("drug:trastuzumab").at(link=link).open(browser) as seen:
        panel = seen.page.locator("#details")
        expect(panel.locator(".badges").first).to_contain_text("disputed")
        expect(panel).to_contain_text("Sources disagree: read both sides below.")
        expect(panel.locator(".claim")).to_have_count(2)
        expect(panel).to_contain_text("the source denies it")


def test_more_claims_are_a_press_away(browser: Browser, served: Site) -> None:
    """A section shows a few claims first; a button brings all of them from the server."""
    with served.at(focus="drug:trastuzumab").open(browser) as seen:
        more = re.compile("^Show .* more$")
        section = seen.page.locator("#details details.section").filter(has_text="Binds").first
        section.get_by_role("button", name=more).or_(section.locator(".claim")).first.wait_for()
        full = seen.page.locator("#details details.section[open]").filter(
            has=seen.page.get_by_role("button", name=more)
        )
        title = full.first.locator("h3").inner_text()
        same = seen.page.locator("#details details.section").filter(
            has=seen.page.get_by_role("heading", name=title, exact=True)
        )
        count = int(same.first.locator("summary .count").inner_text())
        assert count > 4
        same.first.get_by_role("button", name=more).click()
        expect(same.first.locator(".claim")).to_have_count(count)


def test_a_closed_section_opens(browser: Browser, site: Site) -> None:
    """Later sections open on a press of their heading and bring claims, or say where they are."""
    with site.open(browser) as seen:
        seen.page.locator("#details details.section").nth(8).wait_for()
        section = seen.page.locator("#details details.section").nth(8)
        assert section.get_attribute("open") is None
        section.locator("summary").click()
        expect(section.locator(".claim, p").first).to_be_visible()


def test_a_file_says_what_it_leaves_out(browser: Browser, whole: Site) -> None:
    """What did not fit into a file is said where it would stand."""
    with whole.open(browser) as seen:
        name = seen.page.evaluate(
            """() => {
              const { entities } = JSON.parse(document.getElementById('data').textContent);
              return her2kg.local.held().map((node) => node.id).find((id) => !entities[id]);
            }"""
        )
        seen.page.evaluate("id => her2kg.show(id)", name)
        expect(seen.page.locator("#details")).to_contain_text("did not fit into this file")


def test_records_have_a_picture_of_their_own(browser: Browser, served: Site) -> None:
    """From 'is indicated for' one gets to the indication, drawn with its participants."""
    link = "drug:pertuzumab her2:indicatedFor supports cancer:breast-cancer"
    with served.at(focus="drug:pertuzumab", link=link).open(browser) as seen:
        seen.page.locator("#details .plain button").first.click()
        expect(seen.page.locator("#details .kind-line").first).to_contain_text("Indication")
        assert str(seen.page.evaluate("her2kg.scene.focus")).startswith("indication:")


def test_a_claim_can_be_copied(browser: Browser, served: Site) -> None:
    """The clipboard holds sentence, checks and source."""
    with served.at(link=TARGETS).open(browser) as seen:
        seen.page.get_by_role(
            "button", name="Copy the claim: trastuzumab targets HER2"
        ).first.click()
        text = seen.page.evaluate("navigator.clipboard.readText()")
        assert text.startswith("trastuzumab targets HER2")
        assert "verified" in text
        assert "http" in text


def test_sources_are_cited_as_bibtex(browser: Browser, filed: Filed) -> None:
    """A BibTeX file names each source once, with title, address and PubMed number."""
    with filed("drug:trastuzumab").at(link=TARGETS).open(browser) as seen:
        text = _downloaded(seen.page, "Cite as BibTeX")
        assert text.count("@article{") == 1
        assert "title = {{Use of chemotherapy plus a monoclonal antibody against HER2}}" in text
        assert "pmid = {11248153}" in text
        assert "year = {2001}" in text


def test_sources_are_cited_as_ris(browser: Browser, filed: Filed) -> None:
    """A RIS file has one well-formed record a source."""
    with filed("drug:trastuzumab").at(link=TARGETS).open(browser) as seen:
        lines = _downloaded(seen.page, "Cite as RIS").split("\n")
        assert lines[0].strip() == "TY  - JOUR"
        assert lines[-1].strip() == "ER  -"
        assert all(re.match(r"[A-Z0-9]{2}  -", line) for line in lines)
        assert "UR  - https://pubmed.ncbi.nlm.nih.gov/11248153/" in [line.strip() for line in lines]


def test_the_panel_never_acts_on_the_last_thing(browser: Browser, served: Site) -> None:
    """As soon as a node is selected the buttons are its own, before its claims have come."""
    with served.open(browser) as seen:
        seen.page.route("**/api/entity*", lambda _route: None)
        click_node(seen.page, "drug:lapatinib")
        expect(seen.page.locator("#details h2")).to_have_text("lapatinib")
        seen.page.get_by_role("button", name="Hide", exact=True).click()
        assert seen.page.evaluate("[...her2kg.scene.hidden]") == ["drug:lapatinib"]
