"""The Cancer Genome Interpreter's biomarkers of drug response as evidence items and claims."""

from collections.abc import Iterator, Mapping

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.cgi_biomarkers import Biomarker, read_biomarker
from her2kg.loaders.cgi_rows import records
from her2kg.loaders.civic import Scope
from her2kg.loaders.tables import excerpt_of, first_line, read_rows

__all__ = ["COLUMNS", "CgiLoader"]

COLUMNS = (
    "Alteration",
    "Alteration type",
    "Association",
    "Biomarker",
    "Drug",
    "Drug family",
    "Drug full name",
    "Evidence level",
    "Gene",
    "Metastatic Tumor Type",
    "Primary Tumor type",
    "Source",
    "individual_mutation",
)
"""The columns that are read, of 24.

The coordinates (``gDNA``, ``cDNA``, ``info`` and so on) are left alone: they are computed back
from the change of the protein, and give one of several changes of the DNA that bring it about.
"""


class CgiLoader:
    """Reads biomarkers; one that stands in a row for each of its variants is one record."""

    name = "cgi"
    version = "1"
    licence = "CC0-1.0"
    homepage = "https://www.cancergenomeinterpreter.org/biomarkers"
    title = "Cancer Genome Interpreter biomarkers"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names the columns of the file of biomarkers per variant."""
        first = first_line(head).split("\t")
        return first[:2] == ["Alteration", "Alteration type"] and "Association" in first

    def load(self, material: Material) -> Iterator[Record]:
        """Yield evidence items and their claims; a header of other columns gives one rejection."""
        seen: set[str] = set()
        profiles: set[str] = set()
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
                continue
            found = self._read(material, line.line, line.cells)
            if not isinstance(found, Biomarker):
                yield found
                continue
            yield Taken(material.name, line.line)
            if found.record not in seen:
                seen.add(found.record)
                yield from records(found, with_profile=found.profile not in profiles)
                profiles.add(found.profile)

    def _read(
        self, material: Material, number: int, row: Mapping[str, str]
    ) -> Biomarker | Rejection | OutOfScope:
        try:
            biomarker = read_biomarker(row)
        except ValueError as error:
            excerpt = excerpt_of([row["Biomarker"], row["Drug full name"]])
            return Rejection(material.name, number, str(error), excerpt)
        if not self._covers(biomarker):
            return OutOfScope(material.name, number, "does not concern HER2")
        return biomarker

    def _covers(self, biomarker: Biomarker) -> bool:
        """Say whether it concerns HER2; a class of drugs that is named for it does, too."""
        words = f"{biomarker.label} {biomarker.row['Drug family']}"
        names = (*biomarker.treatment.parts, *biomarker.treatment.examples)
        drugs = [name.text for name in names]
        diseases = [curie for cancer in biomarker.cancers for curie in cancer.identifiers]
        return any(self._scope.covers(words, drugs, disease) for disease in (diseases or [""]))
