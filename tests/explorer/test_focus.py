"""Tests of Focus: one thing in the middle, and how the picture grows, shrinks and comes back."""

import pytest
from playwright.sync_api import Browser, expect

from tests.explorer.conftest import Filed
from tests.explorer.site import Site, click_node, labels, overlapping, places, settled, shown

pytestmark = pytest.mark.browser

CHUNKS = 4
_WALK = """async ([part, parts]) => {
  const wrong = [];
  const all = her2kg.local.held().map((node) => node.id).sort();
  const ids = all.filter((_, i) => i % parts === part);
  for (const id of ids) {
    await her2kg.show(id);
    await her2kg.displayed;
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const boxes = her2kg.labels();
    if (!boxes.some((box) => box.id === id)) wrong.push(`${id}: its own label is missing`);
    if (boxes.length < 0.9 * her2kg.shown().length) wrong.push(`${id}: ${boxes.length} labels`);
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
      if (her2kg.hits(a, b)) wrong.push(`${id}: ${a.text} / ${b.text}`);
    }));
  }
  return [ids.length, wrong];
}"""


@pytest.mark.parametrize("part", range(CHUNKS))
def test_no_label_overlaps_around_any_entity(browser: Browser, whole: Site, part: int) -> None:
    """Around every entity of the graph its own label is there, and no two labels overlap."""
    with whole.open(browser) as seen:
        count, wrong = seen.page.evaluate(_WALK, [part, CHUNKS])
        assert count > 250
        assert wrong == []
        assert seen.problems == []


def test_the_thing_asked_for_stands_in_the_middle(browser: Browser, site: Site) -> None:
    """The page opens with HER2, the columns by type, and a line that counts."""
    with site.open(browser) as seen:
        assert len(shown(seen.page)) == 84
        assert {"protein:HER2", "drug:trastuzumab"} <= shown(seen.page)
        assert len(labels(seen.page)) >= 80
        expect(seen.page.locator("#summary")).to_contain_text("83 nodes around HER2")
        assert "HER2" in seen.page.title()
        assert seen.problems == []


@pytest.mark.parametrize("size", [(1024, 700), (3840, 2160)])
def test_labels_keep_apart_at_every_size_and_zoom(
    browser: Browser, served: Site, size: tuple[int, int]
) -> None:
    """On small and very large screens, zoomed in and out, labels stay apart."""
    with served.open(browser, size) as seen:
        for button in ("#fit", "#zoom-in", "#zoom-in", "#fit", "#zoom-out"):
            seen.page.locator(button).click()
            assert overlapping(labels(seen.page)) == []


def test_expanding_moves_nothing(browser: Browser, site: Site) -> None:
    """Up to 20 neighbours come, below or beside what stands; nothing that stands moves."""
    with site.open(browser) as seen:
        before = places(seen.page)
        click_node(seen.page, "drug:trastuzumab")
        seen.page.get_by_role("button", name="Expand", exact=True).click()
        seen.page.wait_for_function("() => her2kg.scene.added.size > 0")
        settled(seen.page)
        after = places(seen.page)
        assert len(after) == len(before) + 20
        assert {name: after[name] for name in before} == before
        assert overlapping(labels(seen.page)) == []


def test_neighbours_of_one_type_can_be_added(browser: Browser, site: Site) -> None:
    """A chip in the panel says how many more trials there are, and adds only these."""
    with site.open(browser) as seen:
        click_node(seen.page, "drug:trastuzumab")
        chip = seen.page.get_by_role("button", name="more: Trials")
        before = shown(seen.page)
        chip.click()
        seen.page.wait_for_function("() => her2kg.scene.added.size > 0")
        added = shown(seen.page) - before
        assert added
        assert all(name.startswith("trial:") for name in added)


def test_collapsing_takes_away_what_was_added(browser: Browser, site: Site) -> None:
    """After Collapse the picture is what it was, with every node in its old place."""
    with site.open(browser) as seen:
        before = places(seen.page)
        click_node(seen.page, "cancer:breast-cancer")
        seen.page.get_by_role("button", name="Expand", exact=True).click()
        seen.page.get_by_role("button", name="Collapse").click()
        settled(seen.page)
        assert places(seen.page) == before


def test_undo_and_redo_are_exact(browser: Browser, site: Site) -> None:
    """Undo brings back set and places exactly, step by step; redo goes forward the same way."""
    with site.open(browser) as seen:
        steps = [places(seen.page)]
        for name in ("drug:trastuzumab", "cancer:breast-cancer"):
            seen.page.evaluate("id => her2kg.expand([id])", name)
            settled(seen.page)
            steps.append(places(seen.page))
        seen.page.evaluate("her2kg.hide(['drug:lapatinib'])")
        settled(seen.page)
        assert "drug:lapatinib" not in shown(seen.page)
        seen.page.keyboard.press("Control+z")
        assert "drug:lapatinib" in shown(seen.page)
        for expected in reversed(steps[:-1]):
            seen.page.get_by_role("button", name="Undo").click()
            settled(seen.page)
            assert places(seen.page) == expected
        expect(seen.page.get_by_role("button", name="Undo")).to_be_disabled()
        for expected in steps[1:]:
            seen.page.get_by_role("button", name="Redo").click()
            settled(seen.page)
            assert places(seen.page) == expected


def test_a_double_click_expands(browser: Browser, served: Site) -> None:
    """Two clicks on a node add its neighbours."""
    with served.open(browser) as seen:
        at = seen.page.evaluate("her2kg.screen('drug:tucatinib')")
        seen.page.locator("#canvas").dblclick(position={"x": at["x"], "y": at["y"]})
        seen.page.wait_for_function("() => her2kg.scene.added.size > 0")
        assert set(seen.page.evaluate("[...her2kg.scene.added.values()]")) == {"drug:tucatinib"}


def test_dragging_pins_one_node(browser: Browser, site: Site) -> None:
    """A dragged node stays where it is dropped, nothing else moves, and undo brings it back."""
    with site.open(browser) as seen:
        before = places(seen.page)
        at = seen.page.evaluate("her2kg.screen('drug:pertuzumab')")
        box = seen.page.locator("#canvas").bounding_box()
        assert box is not None
        x, y = box["x"] + at["x"], box["y"] + at["y"]
        seen.page.mouse.move(x, y)
        seen.page.mouse.down()
        seen.page.mouse.move(x + 40, y + 12, steps=5)
        seen.page.mouse.up()
        settled(seen.page)
        after = places(seen.page)
        assert [name for name in after if after[name] != before[name]] == ["drug:pertuzumab"]
        assert after["drug:pertuzumab"][0] - before["drug:pertuzumab"][0] > 30
        assert seen.page.evaluate("[...her2kg.scene.pins.keys()]") == ["drug:pertuzumab"]
        seen.page.keyboard.press("z")
        settled(seen.page)
        assert places(seen.page) == before


def test_hidden_nodes_come_back(browser: Browser, served: Site) -> None:
    """Hide takes a node out of picture and list; a button counts what is hidden and shows it."""
    with served.open(browser) as seen:
        click_node(seen.page, "drug:lapatinib")
        seen.page.get_by_role("button", name="Hide", exact=True).click()
        assert "drug:lapatinib" not in shown(seen.page)
        seen.page.get_by_role("button", name="Show 1 hidden").click()
        assert "drug:lapatinib" in shown(seen.page)


def test_another_thing_can_be_put_in_the_middle(browser: Browser, site: Site) -> None:
    """The panel's button draws a new picture; undo returns to the old one."""
    with site.open(browser) as seen:
        before = shown(seen.page)
        click_node(seen.page, "drug:neratinib")
        seen.page.get_by_role("button", name="Put in the middle").click()
        expect(seen.page.locator("#summary")).to_contain_text("around neratinib")
        seen.page.keyboard.press("z")
        expect(seen.page.locator("#summary")).to_contain_text("around HER2")
        assert shown(seen.page) == before


def test_selecting_dims_the_rest(browser: Browser, served: Site) -> None:
    """With a node selected only it and its neighbours keep labels, with their relations."""
    with served.open(browser) as seen:
        click_node(seen.page, "drug:pertuzumab")
        settled(seen.page)
        linked = set(seen.page.evaluate("her2kg.litNodes()"))
        boxes = labels(seen.page)
        assert {box["id"] for box in boxes} <= linked
        assert len(linked) < 60
        assert any("targets" in box["note"] for box in boxes)
        assert overlapping(boxes) == []


def test_several_can_be_selected(browser: Browser, served: Site) -> None:
    """Ctrl and a click add to the selection; the panel lists it and offers a path."""
    with served.open(browser) as seen:
        click_node(seen.page, "test:HercepTest")
        click_node(seen.page, "event:diarrhea", modifiers=["Control"])
        expect(seen.page.locator("#details h2")).to_have_text("2 things")
        seen.page.get_by_role("button", name="How are they connected?").click()
        expect(seen.page.locator(".way").first).to_be_visible()
        assert seen.page.evaluate("her2kg.scene.root.kind") == "path"


def test_identifiers_are_never_cut(browser: Browser, filed: Filed) -> None:
    """A trial's NCT number is painted whole or not at all."""
    with filed("drug:trastuzumab-deruxtecan").open(browser, (900, 700)) as seen:
        painted = {box["id"]: box["text"] for box in labels(seen.page)}
        assert painted.get("trial:NCT03529110", "NCT03529110") == "NCT03529110"


def test_a_small_picture_stands_in_the_middle(browser: Browser, filed: Filed) -> None:
    """An entity with few links is neither tiny nor in a corner."""
    with filed("payload:DM1").open(browser) as seen:
        boxes = labels(seen.page)
        area = seen.page.evaluate("her2kg.picture.size()")
        middle = sum(box["y"] for box in boxes) / len(boxes)
        assert 0.25 * area["h"] < middle < 0.75 * area["h"]
