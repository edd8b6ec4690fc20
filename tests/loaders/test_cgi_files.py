"""The Cancer Genome Interpreter's biomarkers: scope, broken files, and the real one."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.loaders.base import OutOfScope, Rejection, Taken
from her2kg.loaders.cgi import CgiLoader
from her2kg.loaders.civic import Scope
from her2kg.ontology.model import Claim, Entity, EvidenceItem, Name, Polarity, Source
from tests.loaders.cgi_sample import (
    AMPLIFIED,
    CGI,
    EVERYTHING,
    HEADER,
    SCOPE,
    cancers,
    items,
    load,
    material,
    rejections,
    table,
)
from tests.shared import needs_shared


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"Drug": "Gefitinib", "Drug family": "EGFR inhibitor"}, True),
        ({"Alteration": "KRAS:G12D", "Gene": "KRAS"}, True),
        (
            {
                "Alteration": "KRAS:G12D",
                "Gene": "KRAS",
                "Drug": "[]",
                "Drug family": "[ERBB2 inhibitor]",
            },
            True,
        ),
        (
            {
                "Alteration": "KRAS:G12D",
                "Gene": "KRAS",
                "Drug": "Gefitinib",
                "Drug family": "EGFR inhibitor",
            },
            False,
        ),
        (
            {"Alteration": "ERBB2__.", "Alteration type": "FUS", "Drug": "X", "Drug family": "Y"},
            True,
        ),
    ],
)
def test_scope_is_the_gene_a_drug_or_a_class_of_drugs_of_her2(
    change: dict[str, str], kept: bool
) -> None:
    """What concerns HER2 is loaded; the rest is counted."""
    records = load({**change, "individual_mutation": ""})
    assert any(isinstance(record, EvidenceItem) for record in records) is kept
    assert any(isinstance(record, OutOfScope) for record in records) is not kept


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Association": "Magic"}, "association 'Magic' is not known"),
        ({"Alteration": "ERBB2:magic"}, "'magic' of type 'MUT' is not known"),
        ({"Alteration": "ERBB2:amp"}, "'amp' of type 'MUT' is not known"),
        ({"Alteration type": "XXX"}, "of type 'XXX' is not known"),
        ({"Alteration": ""}, "has the wrong form"),
        ({"Alteration": "MET:Y1230C;Y1235D"}, "2 alterations stand beside 1 types"),
        ({"Alteration": "A__B C", "Alteration type": "FUS"}, "fusion partner 'B C'"),
        ({"Gene": "EGFR"}, "Gene 'EGFR' is not the gene of"),
        ({"Gene": ""}, "Gene '' is not the gene of"),
        ({"individual_mutation": "ERBB2:D769H"}, "individual_mutation 'ERBB2 D769H' is not among"),
        ({"Drug": "", "Drug family": ""}, "names no drug"),
        ({"Drug": "[Neratinib", "Drug family": "[ERBB2 inhibitor]"}, "brackets of drug"),
        ({"Drug": "[Neratinib]"}, "brackets of drug"),
        ({"Primary Tumor type": ";"}, "names no tumour type"),
        ({"Source": " ; "}, "names no source"),
        ({"Biomarker": "ERBB2\0"}, "Biomarker holds a control character"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_reason(
    change: dict[str, str], reason: str
) -> None:
    """A row that cannot be understood is reported, and those around it are loaded."""
    (rejection,) = rejections({}, change, AMPLIFIED)
    assert (rejection.file, rejection.line) == ("cgi.tsv", 3)
    assert reason in rejection.reason
    assert len(items({}, change, AMPLIFIED)) == 2


def test_other_columns_are_refused() -> None:
    """A table without a column that is read gives one reason that names it."""
    header = tuple(column for column in HEADER if column != "Source")
    (rejection,) = CgiLoader(SCOPE).load(material(table([{}], header)))
    assert isinstance(rejection, Rejection)
    assert "lacks the column Source" in rejection.reason


def test_its_own_files_are_recognised_and_others_are_not() -> None:
    """The first line tells, with or without a byte order mark and whatever the line ends."""
    loader = CgiLoader(SCOPE)
    assert loader.recognises(table([{}]))
    assert loader.recognises("\ufeff" + table([{}]).replace("\n", "\r\n"))
    assert not loader.recognises("molecular_profile\tmolecular_profile_id\n")
    assert not loader.recognises("Alteration\tAlteration type\tother\n")
    assert not loader.recognises("")


def test_the_order_of_rows_changes_no_record() -> None:
    """The same rows in another order give the same records, and twice the same bytes."""
    rows = [{}, AMPLIFIED, {"Drug": "Lapatinib"}, {"individual_mutation": "ERBB2:V777L"}]
    assert set(map(repr, load(*rows))) == set(map(repr, load(*reversed(rows))))
    assert repr(load(*rows)) == repr(load(*rows))


def test_a_line_of_ten_megabytes_is_rejected() -> None:
    """A monstrous row is one rejection, and the sound row before it is loaded."""
    records = load({}, {"Source": "x" * 10_000_000})
    assert sum(isinstance(record, Rejection) for record in records) == 1
    assert sum(isinstance(record, EvidenceItem) for record in records) == 1


@given(
    text=st.just(table([{}, AMPLIFIED, {"Drug": "[A,B]", "Drug family": "[ERBB2 inhibitor]"}])),
    cut=st.integers(0, 2_000),
    place=st.integers(0, 2_000),
    letters=st.text(max_size=3),
)
@settings(deadline=None)
def test_broken_files_end_in_records_and_rejections(
    text: str, cut: int, place: int, letters: str
) -> None:
    """Whatever is cut off or put in, nothing is raised and nothing but records comes out."""
    place %= len(text)
    broken = (text[:place] + letters + text[place + len(letters) :])[: max(1, len(text) - cut)]
    for record in CgiLoader(EVERYTHING).load(material(broken)):
        assert isinstance(record, Entity | Source | EvidenceItem | Claim | Rejection | Taken)


@given(st.lists(st.dictionaries(st.sampled_from(HEADER), st.text(max_size=12)), max_size=4))
@settings(deadline=None)
def test_no_row_is_lost_without_a_word(rows: list[dict[str, str]]) -> None:
    """Every line that is no further row of a record is an item, out of scope or rejected."""
    clean = [
        {k: "".join(c for c in v if c not in "\t\n\r\x85\u2028\u2029") for k, v in row.items()}
        | {"Evidence level": f"level {number}"}
        for number, row in enumerate(rows)
    ]
    kinds = Counter(type(record) for record in load(*clean))
    assert kinds[Taken] + kinds[OutOfScope] + kinds[Rejection] == len(clean)


@needs_shared
def test_the_published_file_loads_whole() -> None:
    """All rows of the real file are read but five that contradict themselves."""
    text = CGI.read_text("utf-8")
    records = list(CgiLoader(EVERYTHING).load(material(text)))
    rejected = [record for record in records if isinstance(record, Rejection)]
    assert [record.line for record in rejected] == [627, 730, 769, 1216, 1217]
    items = [record for record in records if isinstance(record, EvidenceItem)]
    assert len(items) == len({item.iri for item in items}) == 1067


@needs_shared
def test_the_published_file_has_its_her2_biomarkers() -> None:
    """By default what concerns HER2 is loaded, and every other row is counted."""
    text = CGI.read_text("utf-8")
    scope = Scope(["Trastuzumab", "Ado-Trastuzumab Emtansine", "Lapatinib", "Neratinib"], [])
    records = list(CgiLoader(scope).load(material(text)))
    named = {r.subject for r in records if isinstance(r, Claim)}
    assert {Name("Variant", "ERBB2 amplification"), Name("Variant", "ERBB2 L755S")} <= named
    endometrial = [
        record
        for record in records
        if isinstance(record, Claim)
        and record.polarity is Polarity.REFUTES
        and record.object == Name("Drug", "Trastuzumab")
    ]
    assert [cancers(claim) for claim in endometrial] == [
        [Name("Cancer", "endometrial cancer", ("DOID:1380",))]
    ]
