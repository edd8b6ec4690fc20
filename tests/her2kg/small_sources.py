"""A small sound file of every kind that the graph can be built from, and of each packing."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from her2kg.loaders.base import PDF_MARK, Material
from her2kg.loaders.civic_2021 import COLUMNS as COLUMNS_2021
from her2kg.loaders.civic_assertions import COLUMNS as COLUMNS_OF_ASSERTIONS
from her2kg.loaders.civic_profiles import COLUMNS as COLUMNS_OF_PROFILES
from her2kg.loaders.civic_variants import COLUMNS as COLUMNS_OF_VARIANTS
from her2kg.material import mapping_beside, mapping_of, read_materials
from tests import clinicaltrials_sample, drug_label_sample, wikipathways_sample
from tests.civic_formats import table
from tests.civic_sample import evidence_table
from tests.loaders import (
    cgi_sample,
    own_table_sample,
    test_civic_2021,
    test_civic_assertions,
    test_civic_features,
    test_civic_profiles,
    test_civic_variants,
    test_vocabularies,
)
from tests.loaders.documents.sample import SAMPLES
from tests.wikipathways_sample import edge, node

__all__ = ["PACKED", "SOURCES", "SmallFile"]


@dataclass(frozen=True, slots=True)
class SmallFile:
    """A file.

    Attributes:
        name: its name without an ending.
        content: its bytes.
        word: a word in a cell, an attribute, a JSON string or a sentence of it; empty where the
            bytes are no text.
        mapping: what its columns mean, where it is a table of one's own.
    """

    name: str
    content: bytes
    word: str = ""
    mapping: bytes = b""

    def __str__(self) -> str:
        """Name it in the list of tests."""
        return self.name

    def write(self, folder: Path, ending: str = ".txt") -> Path:
        """Write it into a folder, its mapping beside it, and return its path."""
        path = folder / f"{self.name}{ending}"
        path.write_bytes(self.content)
        if self.mapping:
            mapping_of(path).write_bytes(self.mapping)
        return path

    def materials(self, folder: Path, ending: str = ".txt") -> list[Material]:
        """Write it into a folder and read it as a build does."""
        path = self.write(folder, ending)
        return read_materials(path, mapping_beside(path))


_ERBB2 = node("b", "ERBB2", xref=("Ensembl", "ENSG00000141736"))
_DRUG = node("d", "Trastuzumab", "Metabolite", ("DrugBank", "DB00072"))
_Changes = tuple[dict[str, str], ...]
"""Rows of a table, each with what is changed in it."""

_ASSERTIONS: _Changes = ({}, {"assertion_id": "9003"})
_FEATURES: _Changes = ({}, {"feature_id": "90021", "name": "ERBB3", "entrez_id": "2065"})
_PROFILES: _Changes = ({}, {**test_civic_profiles.COMBINED, "molecular_profile_id": "90036"})
_VARIANTS: _Changes = ({}, {"variant_id": "90040", "variant": "W900C"})
_STUDIES = (clinicaltrials_sample.study(), clinicaltrials_sample.study("NCT99000002"))
_LABELS = (drug_label_sample.label(), drug_label_sample.label(version="13"))

_TEXTS: dict[str, tuple[str, str]] = {
    "cgi": ("Neratinib", cgi_sample.table([{}, cgi_sample.AMPLIFIED])),
    "civic": ("Neratinib", evidence_table({}, {"evidence_id": "284"})),
    "civic-2021": (
        "Neratinib",
        table(COLUMNS_2021, test_civic_2021.ROW, {}, {"evidence_id": "90284"}).text,
    ),
    "civic-assertions": (
        "Neratinib",
        table(COLUMNS_OF_ASSERTIONS, test_civic_assertions.ROW, *_ASSERTIONS).text,
    ),
    "civic-features": (
        "GLADNAME",
        table(test_civic_features.HEADER, test_civic_features.ROW, *_FEATURES).text,
    ),
    "civic-profiles": (
        "change",
        table(COLUMNS_OF_PROFILES, test_civic_profiles.ROW, *_PROFILES).text,
    ),
    "civic-variants": (
        "W900S",
        table(COLUMNS_OF_VARIANTS, test_civic_variants.ROW, *_VARIANTS).text,
    ),
    "clinicaltrials": ("T-DM1", clinicaltrials_sample.as_json(*_STUDIES).text),
    "clinicaltrials-xml": ("T-DM1", clinicaltrials_sample.as_xml().text),
    "drug-labels": ("Samplia", drug_label_sample.as_json(*_LABELS).text),
    "drug-labels-spl": ("Samplia", drug_label_sample.as_xml().text),
    "hgnc": ("MU-1", test_vocabularies.HGNC),
    "obo": ("carcinoma", test_vocabularies.OBO),
    "oncotree": ("Made-up", json.dumps(test_vocabularies.TREE, indent=1)),
    "wikipathways": (
        "Trastuzumab",
        wikipathways_sample.drawing(_ERBB2, _DRUG, edge("e", "d", "b", "mim-inhibition")).text,
    ),
}


def _of_formats() -> Iterator[SmallFile]:
    for form, text in SAMPLES:
        content = text.encode() if isinstance(text, str) else text
        word = "" if content.startswith(PDF_MARK) else "Trastuzumab"
        yield SmallFile(form.name, content, word)


SOURCES: tuple[SmallFile, ...] = (
    *(SmallFile(name, text.encode(), word) for name, (word, text) in _TEXTS.items()),
    *_of_formats(),
    SmallFile(
        "own-table",
        own_table_sample.table({}, {"drug": "neratinib"}).text.encode(),
        "lapatinib",
        own_table_sample.MAPPING.encode(),
    ),
)
"""One file for each loader of tables and each form of documents."""


def _zipped(*files: SmallFile) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(f"folder/{file}.txt"), file.content)
    return packed.getvalue()


PACKED: tuple[SmallFile, ...] = (
    SmallFile("gzip", gzip.compress(SOURCES[0].content, mtime=0)),
    SmallFile("zip", _zipped(*SOURCES[:2])),
)
"""Sound files, packed."""
