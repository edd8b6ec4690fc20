"""The Cancer Genome Interpreter's biomarkers: small hand-written rows, and the real file."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.cgi import COLUMNS, CgiLoader
from her2kg.loaders.cgi_alterations import alterations, profile_label
from her2kg.loaders.cgi_sources import sources
from her2kg.loaders.civic import Scope
from her2kg.ontology.model import Claim, Entity, EvidenceItem, Name, Polarity, Source
from her2kg.ontology.namespaces import mint
from tests.shared import SHARED, needs_shared

CGI = SHARED / "data" / "cgi" / "cgi_biomarkers_per_variant.tsv"
HEADER = ("Alteration", "Alteration type", *(c for c in COLUMNS if not c.startswith("Alteration")))
SCOPE = Scope(["Trastuzumab", "Neratinib"], ["DOID:0060079"])
EVERYTHING = Scope([], [], everything=True)
ROW = {
    "Alteration": "ERBB2:L755S,V777L",
    "Alteration type": "MUT",
    "Association": "Responsive",
    "Biomarker": "ERBB2 (L755S,V777L)",
    "Drug": "Neratinib",
    "Drug family": "ERBB2 inhibitor",
    "Drug full name": "Neratinib (ERBB2 inhibitor)",
    "Evidence level": "Pre-clinical",
    "Gene": "ERBB2",
    "Primary Tumor type": "Breast adenocarcinoma",
    "Source": "PMID:23220880",
    "individual_mutation": "ERBB2:L755S",
}
AMPLIFIED = {
    "Alteration": "ERBB2:amp",
    "Alteration type": "CNA",
    "Biomarker": "ERBB2 amplification",
    "individual_mutation": "",
}


def _table(rows: Iterable[dict[str, str]], header: tuple[str, ...] = HEADER) -> str:
    lines = ["\t".join(header)]
    lines += ["\t".join({**ROW, **row}.get(column, "") for column in header) for row in rows]
    return "\n".join(lines) + "\n"


def _material(text: str) -> Material:
    return Material.of_text("cgi.tsv", text)


def _load(*rows: dict[str, str], scope: Scope = SCOPE) -> list[Record]:
    return list(CgiLoader(scope).load(_material(_table(rows))))


def _responses(*rows: dict[str, str], scope: Scope = SCOPE) -> list[Claim]:
    claims = (r for r in _load(*rows, scope=scope) if isinstance(r, Claim))
    return [claim for claim in claims if claim.predicate.startswith("confers")]


def _items(*rows: dict[str, str]) -> list[EvidenceItem]:
    return [record for record in _load(*rows) if isinstance(record, EvidenceItem)]


def _rejections(*rows: dict[str, str]) -> list[Rejection]:
    return [record for record in _load(*rows) if isinstance(record, Rejection)]


def _cancers(claim: Claim) -> list[object]:
    return [q.value for q in claim.qualifiers if q.predicate == "inCancer"]


def test_a_row_becomes_an_evidence_item_with_its_fields() -> None:
    """Level in the source's words, association, therapy, cancer and profile are all kept."""
    (item,) = _items({})
    fields = {q.predicate: q.value for q in item.properties}
    assert fields["evidenceLevel"] == Literal("Pre-clinical")
    assert fields["evidenceScheme"] == Literal("CGI")
    assert fields["significance"] == Literal("Responsive")
    assert fields["therapy"] == Name("Drug", "Neratinib")
    assert fields["cancer"] == Name("Cancer", "breast adenocarcinoma", ("DOID:3458",))
    assert "Drug full name: Neratinib (ERBB2 inhibitor)" in str(fields["statement"])
    assert str(item.iri).endswith(str(fields["recordId"]))
    assert item.sources


def test_each_variant_of_a_list_has_a_claim_under_the_name_that_civic_uses() -> None:
    """Any variant of a list will do, so each is said to confer the response."""
    first, second = _responses({})
    assert first.subject == Name("Variant", "ERBB2 L755S")
    assert second.subject == Name("Variant", "ERBB2 V777L")
    assert {first.predicate, second.predicate} == {"confersSensitivityTo"}
    assert first.object == second.object == Name("Drug", "Neratinib")
    assert (first.level, first.scheme) == ("Pre-clinical", "CGI")
    assert first.record == second.record


def test_a_biomarker_given_once_for_each_variant_is_one_record() -> None:
    """The rows of one biomarker differ in the variant only and are not counted twice."""
    once, thrice = _load({}), _load({}, {"individual_mutation": "ERBB2:V777L"}, {})
    assert [r for r in thrice if not isinstance(r, Taken)] == once[1:]
    assert [r.line for r in thrice if isinstance(r, Taken)] == [2, 3, 4]


@pytest.mark.parametrize(
    "change",
    [
        {"Association": "Resistant"},
        {"Drug": "Lapatinib"},
        {"Primary Tumor type": "Lung"},
        {"Metastatic Tumor Type": "BLCA"},
        {"Evidence level": "Case report"},
        {"Source": "PMID:1"},
        AMPLIFIED,
    ],
)
def test_what_differs_in_a_defining_column_is_a_record_of_its_own(change: dict[str, str]) -> None:
    """Alteration, drug, cancer, association, level and source make a biomarker."""
    assert len({item.iri for item in _items({}, change)}) == 2


def test_a_mutation_and_a_biallelic_loss_written_alike_stay_apart() -> None:
    """``PTEN:.`` means one thing as MUT and another as BIA."""
    row = {"Alteration": "PTEN:.", "Gene": "PTEN", "individual_mutation": ""}
    one, other = _responses(row, {**row, "Alteration type": "BIA"})
    assert one.subject == Name("Variant", "PTEN oncogenic mutation")
    assert other.subject == Name("Variant", "PTEN biallelic inactivation")
    assert one.record != other.record


def test_the_order_and_spacing_of_sources_make_no_other_record() -> None:
    """A list of sources is a set."""
    rows = ({"Source": "PMID:1;PMID:2"}, {"Source": "PMID:2; PMID:1"})
    assert len(_items(*rows)) == 1


@pytest.mark.parametrize(
    ("association", "predicate", "polarity"),
    [
        ("Responsive", "confersSensitivityTo", Polarity.SUPPORTS),
        ("Resistant", "confersResistanceTo", Polarity.SUPPORTS),
        ("No Responsive", "confersSensitivityTo", Polarity.REFUTES),
        ("Increased Toxicity", "confersAdverseResponseTo", Polarity.SUPPORTS),
        ("Increased Toxicity (Ototoxicity)", "confersAdverseResponseTo", Polarity.SUPPORTS),
    ],
)
def test_associations_become_predicates_and_polarity(
    association: str, predicate: str, polarity: Polarity
) -> None:
    """'No Responsive' denies sensitivity and asserts no resistance."""
    claim = _responses({"Association": association})[0]
    assert (claim.predicate, claim.polarity) == (predicate, polarity)


def test_the_toxic_effect_is_kept() -> None:
    """What stands in brackets behind the association is a phenotype of the record."""
    (item,) = _items({"Association": "Increased Toxicity (Ototoxicity)"})
    assert [q.value for q in item.properties if q.predicate == "phenotype"] == [
        Literal("Ototoxicity")
    ]


@pytest.mark.parametrize(
    ("text", "types", "variants"),
    [
        ("ERBB2:amp", "CNA", ["ERBB2 amplification"]),
        ("NF2:del", "CNA", ["NF2 deletion"]),
        ("ERBB2:over", "EXPR", ["ERBB2 overexpression"]),
        ("CRBN:under", "EXPR", ["CRBN underexpression"]),
        ("ERBB2:norm", "EXPR", ["ERBB2 normal expression"]),
        ("ERBB2:.", "MUT", ["ERBB2 oncogenic mutation"]),
        ("ERBB2:S310.,L755S", "MUT", ["ERBB2 S310", "ERBB2 L755S"]),
        ("RET:.618.", "MUT", ["RET codon 618"]),
        ("NRG1__.", "FUS", ["NRG1 fusion"]),
        ("ABL1__BCR", "FUS", ["ABL1-BCR fusion"]),
        ("KIT:550-592", "MUT", ["KIT exon 11 mutation"]),
        ("POLE:268-471", "MUT", ["POLE mutation (268-471)"]),
        (
            "ERBB2::consequence::inframe_insertion:A775YVMA,::inframe_insertion:P780GSP",
            "MUT",
            ["ERBB2 A775_G776insYVMA", "ERBB2 P780_Y781insGSP"],
        ),
        (
            "ERBB2::consequence::inframe_insertion:.781GSP",
            "MUT",
            ["ERBB2 inframe insertion (781GSP)"],
        ),
        ("ERBB2:L755S,L755S", "MUT", ["ERBB2 L755S"]),
    ],
)
def test_alterations_have_the_names_of_variants(text: str, types: str, variants: list[str]) -> None:
    """Codes become the names under which the graph knows variants, or plain words."""
    (part,) = alterations(text, types)
    assert list(part.variants) == variants


def test_an_insertion_of_the_wider_stretch_is_not_called_any_exon_20_insertion() -> None:
    """The source speaks of proximal insertions only; the wider name would say too much."""
    (part,) = alterations("ERBB2::consequence::inframe_insertion:775-881", "MUT")
    assert part.variants == ("ERBB2 proximal exon 20 insertion",)


def test_alterations_that_a_tumour_has_together_are_one_profile() -> None:
    """'A;B' is one profile of two variants, and neither variant alone has a claim."""
    row = {
        "Alteration": "MET:amp;ERBB2:amp",
        "Alteration type": "CNA;CNA",
        "Gene": "MET;ERBB2",
        "individual_mutation": "",
    }
    records = _load(row)
    (profile,) = (r for r in records if isinstance(r, Entity))
    assert profile.label == "MET amplification AND ERBB2 amplification"
    (claim,) = _responses(row)
    assert claim.subject == profile.iri
    variants = [r.object for r in records if isinstance(r, Claim) and r.predicate == "hasVariant"]
    assert variants == [
        Name("Variant", "MET amplification"),
        Name("Variant", "ERBB2 amplification"),
    ]
    genes = [r.object for r in records if isinstance(r, Claim) and r.predicate == "variantOf"]
    assert genes == [Name("Gene", "MET"), Name("Gene", "ERBB2")]


def test_a_profile_with_a_choice_says_so() -> None:
    """Brackets keep 'or' and 'and' apart."""
    parts = alterations("ERBB2:L755S,V777L;MET:amp", "MUT;CNA")
    assert profile_label(parts) == "(ERBB2 L755S OR ERBB2 V777L) AND MET amplification"


def test_a_fusion_of_two_genes_is_a_variant_of_neither() -> None:
    """A variant has at most one gene; a fusion with any partner has the one that is named."""
    fused = {"Alteration type": "FUS", "Gene": "ERBB2", "individual_mutation": ""}
    for alteration, genes in (("ERBB2__SHC1", []), ("ERBB2__.", [Name("Gene", "ERBB2")])):
        records = _load({**fused, "Alteration": alteration})
        claims = [r for r in records if isinstance(r, Claim)]
        assert [c.object for c in claims if c.predicate == "variantOf"] == genes


def test_a_profile_is_described_once() -> None:
    """Two biomarkers of one alteration share its profile."""
    records = _load(AMPLIFIED, {**AMPLIFIED, "Drug": "Trastuzumab"})
    assert sum(isinstance(record, Entity) for record in records) == 1


def test_drugs_given_together_are_one_regimen() -> None:
    """'A;B' is a combination, its drugs in alphabetical order."""
    row = {"Drug": "Trastuzumab;Lapatinib", "Drug family": "ERBB2 mAb inhibitor;ERBB2 inhibitor"}
    assert {c.object for c in _responses(row)} == {Name("Regimen", "Lapatinib + Trastuzumab")}
    (item,) = _items(row)
    therapies = [q.value for q in item.properties if q.predicate == "therapy"]
    assert therapies == [Name("Drug", "Trastuzumab"), Name("Drug", "Lapatinib")]


def test_a_drug_called_as_its_family_is_a_class() -> None:
    """Chemotherapy is a class also where it stands among drugs."""
    row = {"Drug": "Lapatinib;Chemotherapy", "Drug family": "ERBB2 inhibitor;Chemotherapy"}
    (item,) = _items(row)
    therapies = [q.value for q in item.properties if q.predicate == "therapy"]
    assert therapies == [Name("Drug", "Lapatinib"), Name("DrugClass", "Chemotherapy")]


def test_brackets_mean_a_class_and_its_drugs_are_examples() -> None:
    """'[A,B]' with 'etc' speaks of a class; no drug of it is said to work by itself."""
    row = {"Drug": "[Afatinib,Lapatinib]", "Drug family": "[ERBB2 inhibitor]"}
    assert {c.object for c in _responses(row)} == {Name("DrugClass", "ERBB2 inhibitor")}
    (item,) = _items(row)
    therapies = [q.value for q in item.properties if q.predicate == "therapy"]
    assert therapies == [
        Name("DrugClass", "ERBB2 inhibitor"),
        Name("Drug", "Afatinib"),
        Name("Drug", "Lapatinib"),
    ]


@pytest.mark.parametrize("drug", ["[]", ""])
def test_classes_given_together_without_examples_are_a_regimen(drug: str) -> None:
    """An empty list of examples leaves the classes."""
    row = {"Drug": drug, "Drug family": "[ERBB2 inhibitor;CDK4/6 inhibitor]"}
    assert {c.object for c in _responses(row)} == {
        Name("Regimen", "CDK4/6 inhibitor + ERBB2 inhibitor")
    }


def test_each_cancer_of_a_list_has_a_claim_of_its_own() -> None:
    """Two cancers are two facts; a name of a place is written as the cancer that it means."""
    row = {**AMPLIFIED, "Primary Tumor type": "Stomach;Gastroesophageal junction adenocarcinoma"}
    claims = _responses(row)
    assert [_cancers(claim) for claim in claims] == [
        [Name("Cancer", "stomach cancer", ("DOID:10534",))],
        [Name("Cancer", "Gastroesophageal junction adenocarcinoma")],
    ]
    assert all(q.identifying for c in claims for q in c.qualifiers if q.predicate == "inCancer")


@pytest.mark.parametrize(
    ("cell", "kind", "identifier", "title"),
    [
        ("PMID:23220880", "Publication", "pubmed:23220880", "pubmed:23220880"),
        ("PMC3638050", "Publication", "pmc:PMC3638050", "pmc:PMC3638050"),
        (
            "NCT01104571",
            "TrialRecord",
            "clinicaltrials:NCT01104571",
            "clinicaltrials:NCT01104571",
        ),
        (
            "http://ascopubs.org/doi/full/10.1200/PO.16.00055",
            "Publication",
            "doi:10.1200/PO.16.00055",
            "doi:10.1200/PO.16.00055",
        ),
        ("ASCO 2017 (abstr 8510)", "Publication", "", "ASCO 2017 (abstr 8510)"),
        ("FDA", "RegulatorPage", "", "FDA (CGI names no document)"),
        ("NCCN guidelines", "GuidelineDocument", "", "NCCN (CGI names no document)"),
        ("2556735", "Publication", "", "2556735"),
    ],
)
def test_sources_are_what_they_are_called(
    cell: str, kind: str, identifier: str, title: str
) -> None:
    """A number without a prefix is not taken for one of PubMed."""
    (source,) = sources(cell)
    assert (source.kind, source.identifier, source.title) == (kind, identifier, title)


def test_several_sources_are_all_kept() -> None:
    """A claim of several publications rests on each, in whatever way they are parted."""
    (item,) = _items({"Source": "PMID:1;PMID:2,ASCO 2016 (abstr 9500); NCT01104571;"})
    assert [str(iri).rpartition("/")[2] for iri in item.sources] == [
        "pubmed-1",
        "pubmed-2",
        "CGI-ASCO-2016-abstr-9500",
        "clinicaltrials-NCT01104571",
    ]
    cell = {"Source": "PMID:1;PMID:2,ASCO 2016 (abstr 9500); NCT01104571;"}
    assert {claim.sources for claim in _responses(cell)} == {item.sources}


def test_a_page_keeps_its_address_and_a_comma_in_words_parts_nothing() -> None:
    """An address becomes the page of the source; 'AACR 2016, abstr 1' is one abstract."""
    (page,) = sources("http://www.jci.org/articles/view/72763")
    assert page.url == "http://www.jci.org/articles/view/72763"
    (abstract,) = sources("AACR 2016, abstr LB214")
    assert abstract.title == "AACR 2016, abstr LB214"


def test_a_source_shares_its_node_with_civic() -> None:
    """A publication has one node, whoever cites it."""
    (source,) = sources("PMID:23220880")
    assert str(source.iri) == mint("Source", "pubmed:23220880")


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
    records = _load({**change, "individual_mutation": ""})
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
    (rejection,) = _rejections({}, change, AMPLIFIED)
    assert (rejection.file, rejection.line) == ("cgi.tsv", 3)
    assert reason in rejection.reason
    assert len(_items({}, change, AMPLIFIED)) == 2


def test_other_columns_are_refused() -> None:
    """A table without a column that is read gives one reason that names it."""
    header = tuple(column for column in HEADER if column != "Source")
    (rejection,) = CgiLoader(SCOPE).load(_material(_table([{}], header)))
    assert isinstance(rejection, Rejection)
    assert "lacks the column Source" in rejection.reason


def test_its_own_files_are_recognised_and_others_are_not() -> None:
    """The first line tells, with or without a byte order mark and whatever the line ends."""
    loader = CgiLoader(SCOPE)
    assert loader.recognises(_table([{}]))
    assert loader.recognises("\ufeff" + _table([{}]).replace("\n", "\r\n"))
    assert not loader.recognises("molecular_profile\tmolecular_profile_id\n")
    assert not loader.recognises("Alteration\tAlteration type\tother\n")
    assert not loader.recognises("")


def test_the_order_of_rows_changes_no_record() -> None:
    """The same rows in another order give the same records, and twice the same bytes."""
    rows = [{}, AMPLIFIED, {"Drug": "Lapatinib"}, {"individual_mutation": "ERBB2:V777L"}]
    assert set(map(repr, _load(*rows))) == set(map(repr, _load(*reversed(rows))))
    assert repr(_load(*rows)) == repr(_load(*rows))


def test_a_line_of_ten_megabytes_is_rejected() -> None:
    """A monstrous row is one rejection, and the sound row before it is loaded."""
    records = _load({}, {"Source": "x" * 10_000_000})
    assert sum(isinstance(record, Rejection) for record in records) == 1
    assert sum(isinstance(record, EvidenceItem) for record in records) == 1


@given(
    text=st.just(_table([{}, AMPLIFIED, {"Drug": "[A,B]", "Drug family": "[ERBB2 inhibitor]"}])),
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
    for record in CgiLoader(EVERYTHING).load(_material(broken)):
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
    kinds = Counter(type(record) for record in _load(*clean))
    assert kinds[Taken] + kinds[OutOfScope] + kinds[Rejection] == len(clean)


@needs_shared
def test_the_published_file_loads_whole() -> None:
    """All rows of the real file are read but five that contradict themselves."""
    text = CGI.read_text("utf-8")
    records = list(CgiLoader(EVERYTHING).load(_material(text)))
    rejected = [record for record in records if isinstance(record, Rejection)]
    assert [record.line for record in rejected] == [627, 730, 769, 1216, 1217]
    items = [record for record in records if isinstance(record, EvidenceItem)]
    assert len(items) == len({item.iri for item in items}) == 1067


@needs_shared
def test_the_published_file_has_its_her2_biomarkers() -> None:
    """By default what concerns HER2 is loaded, and every other row is counted."""
    text = CGI.read_text("utf-8")
    scope = Scope(["Trastuzumab", "Ado-Trastuzumab Emtansine", "Lapatinib", "Neratinib"], [])
    records = list(CgiLoader(scope).load(_material(text)))
    named = {r.subject for r in records if isinstance(r, Claim)}
    assert {Name("Variant", "ERBB2 amplification"), Name("Variant", "ERBB2 L755S")} <= named
    endometrial = [
        record
        for record in records
        if isinstance(record, Claim)
        and record.polarity is Polarity.REFUTES
        and record.object == Name("Drug", "Trastuzumab")
    ]
    assert [_cancers(claim) for claim in endometrial] == [
        [Name("Cancer", "endometrial cancer", ("DOID:1380",))]
    ]
