"""How well the names of published files are linked."""

import csv
from pathlib import Path

import pytest

from her2kg.build import make_graph
from her2kg.loaders.linked_names import LinkedNames
from her2kg.material import read_material
from tests.shared import CIVIC, SHARED, needs_shared

pytestmark = pytest.mark.long

_LEAST = 0.95


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LinkedNames]:
    """The names in CIViC's rows on ERBB2, with the cancers of the Disease Ontology at hand."""
    header, *rows = CIVIC.read_text("utf-8").splitlines()
    place = header.split("\t").index("molecular_profile")
    kept = [row for row in rows if "ERBB2" in row.split("\t")[place]]
    file = tmp_path_factory.mktemp("erbb2") / CIVIC.name
    file.write_text("\n".join([header, *kept]) + "\n", "utf-8")
    ontology = SHARED / "data" / "disease_ontology" / "DO_cancer_slim.obo"
    _, report = make_graph([read_material(file), read_material(ontology)])
    (civic,) = (entry for entry in report.inputs if entry.loader == "civic")
    assert (civic.read, civic.taken) == (len(kept), len(kept))
    return {each.kind: each for each in civic.names}


@needs_shared
@pytest.mark.parametrize("kind", ["Drug", "Cancer"])
def test_the_therapies_and_diseases_of_erbb2_are_linked(
    names: dict[str, LinkedNames], kind: str
) -> None:
    """At least 95 of 100 are; the others are named."""
    found = names[kind]
    assert found.linked / found.names >= _LEAST, found
    assert len(found.unlinked) == found.names - found.linked


@needs_shared
def test_every_therapy_and_disease_is_counted(names: dict[str, LinkedNames]) -> None:
    """The counts are those of the file itself."""
    with Path(CIVIC).open(encoding="utf-8", newline="") as opened:
        table = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [row for row in table if "ERBB2" in row["molecular_profile"]]
    listed = [
        row["therapies"].split(",") if row["therapy_interaction_type"] else [row["therapies"]]
        for row in rows
    ]
    drugs = {name.strip().casefold() for names_ in listed for name in names_ if name.strip()}
    assert names["Drug"].names == len(drugs)
    assert names["Cancer"].names == len({row["disease"] for row in rows})
