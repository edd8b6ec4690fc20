"""Tests of the atlas in memory and as a file."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.viz.atlas import Atlas, load_atlas, save_atlas
from her2kg.viz.reading import read_atlas
from tests.viz.atlases import atlases, names_of
from tests.viz.sample import sample_store


def _bytes(atlas: Atlas, folder: Path) -> bytes:
    file = folder / "atlas.json"
    save_atlas(atlas, file)
    return file.read_bytes()


def _parts(atlas: Atlas) -> tuple[object, ...]:
    return dict(atlas.nodes), atlas.links, atlas.record_links, atlas.places


def test_what_is_saved_is_loaded(atlas: Atlas, tmp_path: Path) -> None:
    """An atlas read from its file equals the one that was written, hostile names and all."""
    save_atlas(atlas, tmp_path / "a.json")
    assert _parts(load_atlas(tmp_path / "a.json")) == _parts(atlas)


def test_saving_a_loaded_atlas_changes_nothing(atlas: Atlas, tmp_path: Path) -> None:
    """Written, read and written again, the bytes are the same."""
    once = _bytes(atlas, tmp_path)
    assert _bytes(load_atlas(tmp_path / "atlas.json"), tmp_path) == once


def test_the_order_of_the_store_changes_nothing(store: ox.Store, tmp_path: Path) -> None:
    """The same quads in another order give the same bytes."""
    turned = ox.Store()
    for quad in reversed(list(sample_store())):
        turned.add(quad)
    assert _bytes(read_atlas(store), tmp_path) == _bytes(read_atlas(turned), tmp_path)


def test_a_file_of_another_version_is_refused(atlas: Atlas, tmp_path: Path) -> None:
    """What another version wrote is not guessed at; the error names the file."""
    file = tmp_path / "atlas.json"
    save_atlas(atlas, file)
    rows = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**rows, "version": rows["version"] + 1}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"atlas\.json is of another version"):
        load_atlas(file)


@pytest.mark.parametrize("text", ["{}", "", "not JSON"])
def test_a_file_that_is_no_atlas_is_refused(tmp_path: Path, text: str) -> None:
    """A broken or foreign file raises the error that its reader expects."""
    file = tmp_path / "atlas.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of the JSON reader
        load_atlas(file)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    """A folder without an atlas is told apart from one with a bad atlas."""
    with pytest.raises(OSError, match=r"none\.json"):
        load_atlas(tmp_path / "none.json")


def test_a_part_keeps_only_what_is_inside(atlas: Atlas) -> None:
    """Nodes, links, links of records and places are those of the chosen nodes."""
    record = next(name for name in sorted(atlas.nodes) if atlas.is_record(name))
    chosen = {"protein:HER2", "drug:trastuzumab", "protein:EGFR", record}
    chosen |= {link.other(record) for link in atlas.around(record)}
    part = atlas.within(chosen)
    assert set(part.nodes) == chosen
    assert set(part.places) == chosen - {record}
    assert all(atlas.places[name] == place for name, place in part.places.items())
    for kept, every in ((part.links, atlas.links), (part.record_links, atlas.record_links)):
        assert kept == [x for x in every if {x.source, x.target} <= chosen]
        assert kept
        assert len(kept) < len(every)


@settings(max_examples=40, deadline=None)
@given(atlases(), st.data())
def test_links_among_nodes_are_those_of_their_part(atlas: Atlas, data: st.DataObject) -> None:
    """``among`` finds each link whose ends are both chosen, once, whatever the order."""
    chosen = data.draw(st.lists(st.sampled_from(sorted(atlas.nodes)), unique=True))
    found = atlas.among(chosen)
    assert sorted(x.id for x in atlas.within(chosen).links) == [x.id for x in found]
    assert atlas.among(reversed(chosen)) == found


def test_denied_links_connect_nothing(atlas: Atlas) -> None:
    """What sources only deny is no connection, though it is drawn."""
    denied = [x for x in atlas.links if x.polarity != "supports"]
    assert denied
    assert not any(atlas.connected.has_edge(x.source, x.target) for x in denied)
    assert all(
        atlas.connected.has_edge(x.source, x.target)
        for x in atlas.links
        if x.polarity == "supports"
    )
    assert set(atlas.connected) == set(atlas.nodes)


def test_links_of_records_stand_apart(atlas: Atlas) -> None:
    """A thing's own links lead to things alone; its records are told on demand."""
    for name in names_of(atlas):
        assert not any(atlas.is_record(link.other(name)) for link in atlas.around(name))
        assert all(atlas.is_record(link.other(name)) for link in atlas.record_links_of(name))
    assert atlas.record_links_of("drug:trastuzumab")


def test_every_link_is_found_by_its_name(atlas: Atlas) -> None:
    """No two links share a name."""
    assert len(atlas.by_id) == len(atlas.links) + len(atlas.record_links)
    assert all(link.id == name for name, link in atlas.by_id.items())
