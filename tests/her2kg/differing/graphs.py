"""Small graphs to compare, made of rows, claims and sentences of one's own."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from her2kg.derive import run_rules
from her2kg.differing.side import Side
from her2kg.gather import LoadedInput, _sort_in, silent
from her2kg.home import Home
from her2kg.loaders.base import Material
from her2kg.loaders.civic import CivicLoader, Scope
from her2kg.loaders.civic_2021 import COLUMNS as COLUMNS_2021
from her2kg.loaders.civic_2021 import Civic2021Loader
from her2kg.loaders.linker import Linker
from her2kg.ontology.encode import (
    Quad,
    encode_claim,
    encode_entity,
    encode_evidence,
    encode_load,
    encode_source,
)
from her2kg.ontology.model import Load
from her2kg.quads import schema_quads, to_ox
from her2kg.report import Report
from tests.civic_sample import evidence_table

__all__ = ["ROW_2021", "civic", "civic_2021", "claims_graph", "home_with", "kept", "side"]

ROW_2021 = {
    "gene": "ERBB2",
    "variant": "L755S",
    "disease": "Breast Cancer",
    "doid": "1612",
    "drugs": "Neratinib",
    "evidence_type": "Predictive",
    "evidence_direction": "Supports",
    "evidence_level": "D",
    "clinical_significance": "Sensitivity/Response",
    "evidence_statement": 'Cells with the change "responded" to the drug.',
    "citation_id": "23220880",
    "source_type": "PubMed",
    "citation": "A. Author et al., 2013, A Journal",
    "rating": "5",
    "evidence_status": "accepted",
    "evidence_id": "283",
    "variant_id": "39",
    "variant_origin": "Somatic",
    "last_review_date": "2019-01-09 21:46:26 UTC",
}
"""The row of ``tests.civic_sample`` as CIViC would have written it in 2021."""


def civic(*rows: dict[str, str]) -> ox.Store:
    """Make a graph of rows of CIViC's evidence, HER2 or not, with facts."""
    text = evidence_table(*rows)
    return _loaded(CivicLoader(Scope((), (), everything=True)), text)


def civic_2021(*rows: dict[str, str]) -> ox.Store:
    """Make a graph of rows in the format of 2021, each ``ROW_2021`` with some cells changed."""
    lines = ["\t".join(COLUMNS_2021)]
    lines += ["\t".join({**ROW_2021, **row}.get(c, "") for c in COLUMNS_2021) for row in rows]
    return _loaded(Civic2021Loader(Scope((), (), everything=True)), "\n".join(lines) + "\n")


def _loaded(loader: CivicLoader | Civic2021Loader, text: str) -> ox.Store:
    material = Material.of_text("evidence.tsv", text)
    load = Load(
        loader.name, loader.version, material.sha256, loader.name, loader.title, loader.licence
    )
    return _store(load, loader.load(material))


def claims_graph(loader: str, *records: object, content: str = "") -> ox.Store:
    """Make a graph of records of a loader; those of a file of a certain content."""
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return _store(Load(loader, "1", sha256, loader, "A source", "CC0-1.0"), records)


def _store(load: Load, records: Iterable[object]) -> ox.Store:
    loaded = LoadedInput(load, "a file")
    for record in records:
        _sort_in(loaded, record)
    linker = Linker(loaded.entities)
    linker.settle([*loaded.claims, *loaded.items])
    quads: list[Quad] = list(encode_load(load))
    for item in loaded.items:
        quads += encode_evidence(linker.link_evidence(item), load)
    for claim in loaded.claims:
        quads += encode_claim(linker.link(claim), load)
    for entity in {each.iri: each for each in [*loaded.entities, *linker.made]}.values():
        quads += encode_entity(entity)
    for source in {each.iri: each for each in loaded.sources}.values():
        quads += encode_source(source)
    store = ox.Store()
    store.extend(to_ox(quad) for quad in [*quads, *schema_quads()])
    run_rules(store, silent)
    return store


def side(store: ox.Store, name: str = "a graph") -> Side:
    """Name a graph."""
    return Side(name, store)


def kept(home: Home, name: str, store: ox.Store) -> None:
    """Put a graph into a data folder as the build in use."""
    folder = home.builds / name
    folder.mkdir(parents=True)
    on_disk = ox.Store(str(folder / "store"))
    on_disk.extend(store)
    on_disk.flush()
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    Report([], len(store)).write(folder / "report.json")
    listed = home.root / "current"
    older = listed.read_text(encoding="utf-8") if listed.exists() else ""
    listed.write_text(f"{name}\n{older}", encoding="utf-8")


def home_with(folder: Path, *builds: tuple[str, ox.Store]) -> Home:
    """Make a data folder with some builds, the oldest first."""
    home = Home(folder / "home")
    for name, store in builds:
        kept(home, name, store)
    return home
