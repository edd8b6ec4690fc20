"""Tests of the map: the whole graph where the build has put it."""

import pytest
from playwright.sync_api import Browser, expect

from her2kg.explorer import Explorer
from tests.explorer.site import Site, go, overlapping, settled

pytestmark = pytest.mark.browser


def test_the_map_shows_everything(browser: Browser, site: Site, explorer: Explorer) -> None:
    """Each thing has the place that the build gave it; landmarks are named and keep apart."""
    with site.at(view="map").open(browser) as seen:
        settled(seen.page)
        places = explorer.atlas.places
        assert set(seen.page.evaluate("her2kg.map.nodes()")) == set(places)
        for name in ("protein:HER2", "drug:trastuzumab", "cancer:breast-cancer"):
            at = seen.page.evaluate("id => her2kg.map.place(id)", name)
            assert (at["x"], at["y"]) == places[name][:2]
        boxes = seen.page.evaluate("her2kg.map.labels()")
        assert {"trastuzumab", "HER2", "breast cancer"} <= {box["text"] for box in boxes}
        assert len(boxes) > 25
        assert overlapping(boxes) == []
        assert seen.problems == []


def test_the_panel_counts_types_and_relations(browser: Browser, site: Site) -> None:
    """Beside the map stand tables of what there is."""
    with site.at(view="map").open(browser) as seen:
        table = seen.page.get_by_role("table", name="Things")
        expect(table.get_by_role("row").nth(1)).to_be_visible()
        expect(seen.page.get_by_role("table", name="Relations")).to_contain_text("targets")


def test_a_click_on_the_map_selects(browser: Browser, site: Site) -> None:
    """The thing opens in the panel and its neighbours keep their names."""
    with site.at(view="map").open(browser) as seen:
        settled(seen.page)
        at = seen.page.evaluate("her2kg.map.screen('drug:lapatinib')")
        seen.page.locator("#canvas").click(position={"x": at["x"], "y": at["y"]})
        expect(seen.page.locator("#details h2")).to_have_text("lapatinib")
        settled(seen.page)
        named = {box["id"] for box in seen.page.evaluate("her2kg.map.labels()")}
        near = set(
            seen.page.evaluate(
                "her2kg.store.neighbours('drug:lapatinib').then((t) => t.nodes.map((n) => n.id))"
            )
        )
        assert len(named) > 3
        assert named <= near | {"drug:lapatinib"}


def test_a_double_click_leads_to_focus(browser: Browser, served: Site) -> None:
    """From the map one gets to the picture of a thing."""
    with served.at(view="map").open(browser) as seen:
        settled(seen.page)
        at = seen.page.evaluate("her2kg.map.screen('drug:lapatinib')")
        seen.page.locator("#canvas").dblclick(position={"x": at["x"], "y": at["y"]})
        expect(seen.page.locator("#summary")).to_contain_text("around lapatinib")


def test_types_can_be_left_out_of_the_map(browser: Browser, served: Site) -> None:
    """The legend works on the map."""
    with served.at(view="map").open(browser) as seen:
        seen.page.locator('#legend [data-group="trial"]').click()
        settled(seen.page)
        names = seen.page.evaluate("her2kg.map.nodes()")
        assert names
        assert not any(name.startswith("trial:") for name in names)


def test_moving_and_zooming_keep_the_names_apart(browser: Browser, served: Site) -> None:
    """After a drag and a zoom the landmarks still do not overlap."""
    with served.at(view="map").open(browser) as seen:
        box = seen.page.locator("#canvas").bounding_box()
        assert box is not None
        seen.page.locator("#zoom-in").click()
        seen.page.mouse.move(box["x"] + 300, box["y"] + 60)
        seen.page.mouse.down()
        seen.page.mouse.move(box["x"] + 520, box["y"] + 240, steps=8)
        seen.page.mouse.up()
        settled(seen.page)
        assert overlapping(seen.page.evaluate("her2kg.map.labels()")) == []


def test_search_on_the_map_goes_there(browser: Browser, site: Site) -> None:
    """What is found is brought into the middle of the map and selected."""
    with site.at(view="map").open(browser) as seen:
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("neratinib")
        expect(seen.page.locator(".hits li").first).to_contain_text("neratinib")
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("#details h2")).to_have_text("neratinib")
        settled(seen.page)
        at = seen.page.evaluate("her2kg.map.screen('drug:neratinib')")
        area = seen.page.evaluate("her2kg.picture.size()")
        assert abs(at["x"] - area["w"] / 2) < 3
        assert abs(at["y"] - area["h"] / 2) < 3


def test_the_map_comes_back_where_it_was(browser: Browser, served: Site) -> None:
    """Going to another view and back keeps the part of the map that one looked at."""
    with served.at(view="map").open(browser) as seen:
        settled(seen.page)
        seen.page.locator("#zoom-in").click()
        before = seen.page.evaluate("her2kg.network.getScale()")
        go(seen.page, "focus")
        go(seen.page, "map")
        assert seen.page.evaluate("her2kg.view") == "map"
        assert before > 0
