"""The Cancer Genome Interpreter's biomarkers: what a row becomes."""

import pytest
from rdflib import Literal

from her2kg.loaders.base import Taken
from her2kg.loaders.cgi_alterations import alterations, profile_label
from her2kg.loaders.cgi_sources import sources
from her2kg.ontology.model import Claim, Entity, Name, Polarity
from her2kg.ontology.namespaces import mint
from tests.loaders.cgi_sample import AMPLIFIED, cancers, items, load, responses


def test_a_row_becomes_an_evidence_item_with_its_fields() -> None:
    """Level in the source's words, association, therapy, cancer and profile are all kept."""
    (item,) = items({})
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
    first, second = responses({})
    assert first.subject == Name("Variant", "ERBB2 L755S")
    assert second.subject == Name("Variant", "ERBB2 V777L")
    assert {first.predicate, second.predicate} == {"confersSensitivityTo"}
    assert first.object == second.object == Name("Drug", "Neratinib")
    assert (first.level, first.scheme) == ("Pre-clinical", "CGI")
    assert first.record == second.record


def test_a_biomarker_given_once_for_each_variant_is_one_record() -> None:
    """The rows of one biomarker differ in the variant only and are not counted twice."""
    once, thrice = load({}), load({}, {"individual_mutation": "ERBB2:V777L"}, {})
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
    assert len({item.iri for item in items({}, change)}) == 2


def test_a_mutation_and_a_biallelic_loss_written_alike_stay_apart() -> None:
    """``PTEN:.`` means one thing as MUT and another as BIA."""
    row = {"Alteration": "PTEN:.", "Gene": "PTEN", "individual_mutation": ""}
    one, other = responses(row, {**row, "Alteration type": "BIA"})
    assert one.subject == Name("Variant", "PTEN oncogenic mutation")
    assert other.subject == Name("Variant", "PTEN biallelic inactivation")
    assert one.record != other.record


def test_the_order_and_spacing_of_sources_make_no_other_record() -> None:
    """A list of sources is a set."""
    rows = ({"Source": "PMID:1;PMID:2"}, {"Source": "PMID:2; PMID:1"})
    assert len(items(*rows)) == 1


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
    claim = responses({"Association": association})[0]
    assert (claim.predicate, claim.polarity) == (predicate, polarity)


def test_the_toxic_effect_is_kept() -> None:
    """What stands in brackets behind the association is a phenotype of the record."""
    (item,) = items({"Association": "Increased Toxicity (Ototoxicity)"})
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
    records = load(row)
    (profile,) = (r for r in records if isinstance(r, Entity))
    assert profile.label == "MET amplification AND ERBB2 amplification"
    (claim,) = responses(row)
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
        records = load({**fused, "Alteration": alteration})
        claims = [r for r in records if isinstance(r, Claim)]
        assert [c.object for c in claims if c.predicate == "variantOf"] == genes


def test_a_profile_is_described_once() -> None:
    """Two biomarkers of one alteration share its profile."""
    records = load(AMPLIFIED, {**AMPLIFIED, "Drug": "Trastuzumab"})
    assert sum(isinstance(record, Entity) for record in records) == 1


def test_drugs_given_together_are_one_regimen() -> None:
    """'A;B' is a combination, its drugs in alphabetical order."""
    row = {"Drug": "Trastuzumab;Lapatinib", "Drug family": "ERBB2 mAb inhibitor;ERBB2 inhibitor"}
    assert {c.object for c in responses(row)} == {Name("Regimen", "Lapatinib + Trastuzumab")}
    (item,) = items(row)
    therapies = [q.value for q in item.properties if q.predicate == "therapy"]
    assert therapies == [Name("Drug", "Trastuzumab"), Name("Drug", "Lapatinib")]


def test_a_drug_called_as_its_family_is_a_class() -> None:
    """Chemotherapy is a class also where it stands among drugs."""
    row = {"Drug": "Lapatinib;Chemotherapy", "Drug family": "ERBB2 inhibitor;Chemotherapy"}
    (item,) = items(row)
    therapies = [q.value for q in item.properties if q.predicate == "therapy"]
    assert therapies == [Name("Drug", "Lapatinib"), Name("DrugClass", "Chemotherapy")]


def test_brackets_mean_a_class_and_its_drugs_are_examples() -> None:
    """'[A,B]' with 'etc' speaks of a class; no drug of it is said to work by itself."""
    row = {"Drug": "[Afatinib,Lapatinib]", "Drug family": "[ERBB2 inhibitor]"}
    assert {c.object for c in responses(row)} == {Name("DrugClass", "ERBB2 inhibitor")}
    (item,) = items(row)
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
    assert {c.object for c in responses(row)} == {
        Name("Regimen", "CDK4/6 inhibitor + ERBB2 inhibitor")
    }


def test_each_cancer_of_a_list_has_a_claim_of_its_own() -> None:
    """Two cancers are two facts; a name of a place is written as the cancer that it means."""
    row = {**AMPLIFIED, "Primary Tumor type": "Stomach;Gastroesophageal junction adenocarcinoma"}
    claims = responses(row)
    assert [cancers(claim) for claim in claims] == [
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
    (item,) = items({"Source": "PMID:1;PMID:2,ASCO 2016 (abstr 9500); NCT01104571;"})
    assert [str(iri).rpartition("/")[2] for iri in item.sources] == [
        "pubmed-1",
        "pubmed-2",
        "CGI-ASCO-2016-abstr-9500",
        "clinicaltrials-NCT01104571",
    ]
    cell = {"Source": "PMID:1;PMID:2,ASCO 2016 (abstr 9500); NCT01104571;"}
    assert {claim.sources for claim in responses(cell)} == {item.sources}


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
