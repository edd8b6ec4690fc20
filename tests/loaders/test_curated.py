"""The curated tables hold together, and what they say becomes claims as it stands there."""

from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.curated import CuratedLoader, curated_material, load_all
from her2kg.loaders.curated_schema import RESERVED, Schema, read_schema
from her2kg.loaders.curated_values import split
from her2kg.loaders.tables import Row, read_rows
from her2kg.ontology.model import Claim, Entity, Polarity, Source, Verification
from her2kg.ontology.namespaces import mint, schema
from tests.shared import ROOT

RECORDS = list(load_all())
CLAIMS = [record for record in RECORDS if isinstance(record, Claim)]
ENTITIES = {record.iri: record for record in RECORDS if isinstance(record, Entity)}
SOURCES = {record.iri: record for record in RECORDS if isinstance(record, Source)}
TABLES = {material.name.removesuffix(".csv"): material for material in curated_material()}
PRIMARY_HOSTS = {
    "aacrjournals.org",
    "civicdb.org",
    "clinicaltrials.gov",
    "dailymed.nlm.nih.gov",
    "doi.org",
    "ema.europa.eu",
    "esmo.org",
    "fda.gov",
    "gene.com",
    "identifiers.org",
    "meridian.allenpress.com",
    "pmc.ncbi.nlm.nih.gov",
    "pubmed.ncbi.nlm.nih.gov",
    "purl.obolibrary.org",
    "remegen.com",
    "tlcr.amegroups.com",
    "webarchive.library.unt.edu",
    "www.accessdata.fda.gov",
    "www.cell.com",
    "www.chugai-pharm.co.jp",
    "www.ema.europa.eu",
    "www.enhertuhcp.com",
    "www.fda.gov",
    "www.gsk.com",
    "www.hindawi.com",
    "www.jpatholtm.org",
    "www.kadcyla.com",
    "www.nature.com",
    "www.oncotarget.com",
    "www.remegen.com",
    "www.wjgnet.com",
}


def node(kind: str, name: str) -> URIRef:
    """Return the node of that class and name."""
    return URIRef(mint(kind, name))


def said(kind: str, name: str, predicate: str) -> set[str]:
    """Return what is said of a node: labels of nodes, words of literals."""
    found = (c.object for c in CLAIMS if (c.subject, c.predicate) == (node(kind, name), predicate))
    return {ENTITIES[o].label if isinstance(o, URIRef) else str(o) for o in found}


def claim(record: str) -> Claim:
    """Return the one claim of a record."""
    (found,) = (c for c in CLAIMS if c.record == record)
    return found


def changed(table: str, old: str, new: str) -> list[Record]:
    """Load a table with one change in its text."""
    text = TABLES[table].text
    assert text.count(old) >= 1
    altered = text.replace(old, new, 1)
    return list(CuratedLoader().load(Material.of_text(f"{table}.csv", altered)))


def rows(table: str) -> list[Row]:
    """Return the rows of a table, all of which must be sound."""
    found = list(read_rows(TABLES[table]))
    assert not [row for row in found if isinstance(row, Rejection)]
    return [row for row in found if isinstance(row, Row)]


def described() -> Schema:
    """Return how the tables are to be read."""
    return read_schema(TABLES["_tables"], TABLES["_columns"])


def test_nothing_is_rejected() -> None:
    """Every row and cell of the embedded tables can be taken."""
    assert not [record for record in RECORDS if isinstance(record, Rejection)]


def test_loading_twice_gives_the_same() -> None:
    """The order and content of the records do not vary."""
    assert list(load_all()) == RECORDS


def test_each_column_is_either_shared_or_described() -> None:
    """No column lies in a table unread, and none is described that is not there."""
    for name, table in described().items():
        header = set(rows(name)[0].cells)
        named = {column.name for column in table.columns}
        assert header - RESERVED <= named, name
        assert named | {c.subject for c in table.columns} - {""} <= header, name


def test_doubts_name_columns_that_exist() -> None:
    """A misspelt column name would make an unchecked cell look checked."""
    for name in described():
        for row in rows(name):
            doubts = set(split(row.cells.get("unverified_cells", ""), ";"))
            assert doubts - {"all"} <= set(row.cells), (name, row.line)


def test_a_partly_verified_row_says_which_cells_were_not() -> None:
    """Words such as ``verified (result)`` do nothing by themselves."""
    for name in described():
        for row in rows(name):
            if row.cells.get("verification", "").startswith("verified ("):
                assert row.cells["unverified_cells"], (name, row.line)


def test_claims_use_the_properties_of_the_ontology() -> None:
    """Each predicate is defined, and links where the ontology links."""
    ontology = Graph().parse(ROOT / "ontology" / "her2.ttl")
    for predicate, is_node in {(c.predicate, isinstance(c.object, URIRef)) for c in CLAIMS}:
        kind = OWL.ObjectProperty if is_node else OWL.DatatypeProperty
        assert (URIRef(schema(predicate)), RDF.type, kind) in ontology, predicate


def test_every_node_that_a_claim_names_is_defined() -> None:
    """No subject, object, qualifier, wider thing or source is without its own row."""
    for c in CLAIMS:
        values = {c.subject, c.object, *(q.value for q in c.qualifiers)}
        assert {v for v in values if isinstance(v, URIRef)} <= ENTITIES.keys()
        assert set(c.sources) <= SOURCES.keys()
    for entity in ENTITIES.values():
        assert set(entity.broader) <= ENTITIES.keys()


def test_a_record_says_each_thing_once() -> None:
    """Record, triple and qualifiers identify a claim."""
    keys = Counter((c.record, c.subject, c.predicate, c.object, c.qualifiers) for c in CLAIMS)
    assert max(keys.values()) == 1


def test_nodes_of_one_class_have_names_of_their_own() -> None:
    """HR+ and HR- and the like do not fall together when names become IRIs."""
    assert len(ENTITIES) == sum(isinstance(record, Entity) for record in RECORDS)
    assert node("Biomarker", "HR-positive") in ENTITIES
    assert node("Biomarker", "HR-negative") in ENTITIES


def test_sources_are_primary_and_all_used() -> None:
    """No mirror or news page is cited, and no source lies unused."""
    assert {urlsplit(s.url).netloc for s in SOURCES.values() if s.url} <= PRIMARY_HOSTS
    assert {iri for c in CLAIMS for iri in c.sources} == SOURCES.keys()


def test_the_hierarchies_have_no_circles() -> None:
    """Nothing is wider than itself, at any distance."""
    for iri in ENTITIES:
        above: set[object] = set()
        front: set[object] = {iri}
        while front:
            front = {URIRef(str(p)) for i in front for p in ENTITIES[URIRef(str(i))].broader}
            front -= above
            above |= front
        assert iri not in above


def test_conflicts_are_mutual_and_name_claims() -> None:
    """Each side of a conflict is there and points to the other."""
    by_record: dict[str, set[str]] = {}
    for c in CLAIMS:
        by_record.setdefault(c.record, set()).update(c.conflicts_with)
    for row in rows("conflicts"):
        one, other = row.cells["record"], row.cells["other"]
        assert other in by_record[one]
        assert one in by_record[other]


@pytest.mark.parametrize(
    ("kind", "name", "predicate", "expected"),
    [
        ("Drug", "trastuzumab", "targets", {"HER2"}),
        ("Drug", "trastuzumab", "bindsRegion", {"ERBB2 ECD subdomain IV"}),
        ("Drug", "pertuzumab", "bindsRegion", {"ERBB2 ECD subdomain II"}),
        ("Drug", "trastuzumab deruxtecan", "hasPayload", {"DXd"}),
        ("Drug", "trastuzumab emtansine", "mustNotSubstitute", {"trastuzumab"}),
        ("Drug", "zenocutuzumab", "targets", {"HER2", "HER3"}),
        ("Drug", "Zercepac", "biosimilarOf", {"trastuzumab"}),
        ("Drug", "neratinib", "hasBoxedWarning", set()),
        ("Drug", "neratinib", "boxedWarningNote", {"none"}),
        ("Drug", "lapatinib", "hasBoxedWarning", {"hepatotoxicity"}),
        ("Payload", "DXd", "inhibits", {"TOP1"}),
        ("Gene", "ERBB2", "encodes", {"HER2"}),
        ("Protein", "HER2", "binds", set()),
        ("Indication", "I024", "requiresStatus", {"HER2-low", "HER2-ultralow"}),
        ("Indication", "I024", "requiresBiomarker", {"HR+"}),
        ("Indication", "I036", "requiresStatus", set()),
        ("Indication", "I036", "cancer", {"non-squamous non-small cell lung cancer"}),
        ("ScoringRule", "BR-IHC-3", "assignsStatus", {"HER2-positive"}),
        ("ScoringRule", "BR-IHC-1", "assignsStatus", {"HER2-negative", "HER2-low"}),
        ("Condition", "BR-DISH-G3-1-copies", "minimum", {"6.0"}),
        ("Condition", "BR-DISH-G3-1-ratio", "maximum", {"2.0"}),
        ("Condition", "BR-DISH-G3-1-ratio", "maximumInclusive", {"false"}),
        ("ScoringRule", "CAT-LOW", "partOfGuideline", set()),
        ("TrialOutcome", "O-TR28-1", "hazardRatio", {"0.28"}),
        ("TrialOutcome", "O-TR01-1", "hazardRatio", set()),
    ],
)
def test_known_facts_stand_as_known(
    kind: str, name: str, predicate: str, expected: set[str]
) -> None:
    """What labels, guidelines and trials say, and what must not be said, comes out so."""
    assert said(kind, name, predicate) == expected


def test_boxed_warnings_of_trastuzumab_keep_the_words_of_its_label() -> None:
    """Cardiomyopathy is near left ventricular dysfunction and is not merged with it."""
    warned = said("Drug", "trastuzumab", "hasBoxedWarning")
    assert "cardiomyopathy" in warned
    assert "left ventricular dysfunction" not in warned
    assert said("AdverseEvent", "cardiomyopathy", "closeTo") == {"left ventricular dysfunction"}


def test_wider_and_narrower_statuses_are_kept_apart() -> None:
    """Low is a kind of negative; RC48's overexpressing is no kind of positive."""

    def wider(name: str) -> set[str]:
        return {ENTITIES[URIRef(str(i))].label for i in ENTITIES[node("HER2Status", name)].broader}

    assert wider("HER2-low") == {"HER2-negative"}
    assert wider("HER2-positive (IHC 3+)") == {"HER2-positive"}
    assert wider("HER2-overexpressing (IHC 2+ or 3+)") == set()
    assert ENTITIES[node("HER2Status", "HER2-low")].kind == "TherapeuticCategory"


def test_colorectal_cancer_is_wider_than_its_adenocarcinoma() -> None:
    """The two are not merged."""
    cancer = ENTITIES[node("Cancer", "colorectal adenocarcinoma")]
    assert cancer.broader == (node("Cancer", "colorectal cancer"),)


def test_the_two_views_of_l755s_and_neratinib_are_in_conflict() -> None:
    """Sensitive in 2013, resistant in 2019: both stand, each naming the other."""
    sensitive = claim("variant_responses V01b confersSensitivityTo")
    resistant = claim("variant_responses V01c confersResistanceTo")
    assert sensitive.object == node("Drug", "neratinib")
    assert (sensitive.level, sensitive.scheme) == ("D", "CIViC")
    assert sensitive.conflicts_with == (resistant.record,)
    assert sensitive.record in resistant.conflicts_with


def test_a_response_that_was_not_seen_refutes() -> None:
    """Dacomitinib and Y772_A775dup: none of 13 responded."""
    found = claim("variant_responses V12d confersSensitivityTo")
    assert found.polarity is Polarity.REFUTES
    (context,) = found.qualifiers
    assert (context.predicate, context.identifying) == ("inCancer", True)
    assert context.value == node("Cancer", "non-small cell lung cancer")


def test_drugs_in_one_cell_are_alternatives_and_a_plus_makes_a_regimen() -> None:
    """``lapatinib; neratinib`` makes two claims, ``trastuzumab + neratinib`` one regimen."""
    apart = [c for c in CLAIMS if c.record == "variant_responses V06 confersSensitivityTo"]
    assert {c.object for c in apart} == {node("Drug", "lapatinib"), node("Drug", "neratinib")}
    together = [c for c in CLAIMS if c.record == "variant_responses V01d confersSensitivityTo"]
    assert node("Regimen", "trastuzumab + neratinib") in {c.object for c in together}


def test_doubt_falls_on_the_cells_that_were_not_checked() -> None:
    """The day of an approval is from memory, its drug is not; R14 is doubtful altogether."""
    assert claim("indications I018 approval_date").verification is Verification.UNVERIFIED
    assert claim("indications I018 drug").verification is Verification.VERIFIED
    whole = [c for c in CLAIMS if c.record.startswith("resistance_mechanisms R14 ")]
    assert {c.verification for c in whole} == {Verification.UNVERIFIED}


def test_doubt_about_the_subject_is_doubt_about_the_claim() -> None:
    """A claim made from two cells is checked only when both are."""
    records = changed("variant_responses", "pmc:PMC3570596,verified,,", ",verified,variant,")
    (found,) = (
        r
        for r in records
        if isinstance(r, Claim) and r.record == "variant_responses V01a confersResistanceTo"
    )
    assert found.verification is Verification.UNVERIFIED


def test_a_companion_diagnostic_keeps_drug_and_cancer_together() -> None:
    """HercepTest selects for trastuzumab in gastric cancer, and for nothing else there."""
    gastric = node("Cancer", "gastric adenocarcinoma")
    found = {
        str(c.object)
        for c in CLAIMS
        if (c.subject, c.predicate) == (node("Test", "HercepTest"), "companionFor")
        and gastric in {q.value for q in c.qualifiers}
    }
    assert found == {str(node("Drug", "trastuzumab"))}
    assert said("Test", "HercepTest", "companionFor") >= {"pertuzumab"}


def test_a_row_carries_its_note_once() -> None:
    """The note of an indication goes with its drug."""
    noted = [c.record for c in CLAIMS if c.record.startswith("indications I039 ") and c.note]
    assert noted == ["indications I039 drug"]


def test_time_bounds_follow_the_row() -> None:
    """An indication holds from its approval until another takes its place."""
    found = claim("indications I091 drug")
    assert (found.valid_from, found.valid_until) == ("2021-01-18", "2022-07-11")
    assert claim("guidelines G01 key_statement").valid_from == "2007"


def test_dates_and_numbers_keep_their_precision() -> None:
    """A month stays a month, and 0.80 keeps its zero."""
    assert claim("indications I053 approval_date").object == Literal(
        "2006-05", datatype=XSD.gYearMonth, normalize=False
    )
    assert str(claim("trial_outcomes O-TR01-1 relative_risk").object) == "0.80"


def test_a_name_that_no_table_defines_is_rejected_with_its_line() -> None:
    """A misspelt drug does not become a new one without a word."""
    told = [
        r
        for r in changed("indications", "I001,trastuzumab,", "I001,trastuzumap,")
        if isinstance(r, Rejection)
    ]
    assert [(r.file, r.line) for r in told] == [("indications.csv", 2)]
    assert "column drug: no curated table defines Drug 'trastuzumap'" in told[0].reason


@pytest.mark.parametrize(
    ("table", "old", "new", "reason"),
    [
        ("indications", "1998-09-25,", "1998-09-31,", "not a day of the calendar"),
        ("trial_outcomes", ",0.80,", ",0.8 %,", "not a decimal number"),
        ("drugs", ",dpzb,yes,", ",dpzb,ja,", "neither yes nor no"),
        ("drugs", "pubmed:18849320", "pubmed:1", "sources.csv has no row"),
        ("cancers", ",biliary tract cancer,", ",biliary cancer,", "broader"),
        ("statuses", "ST02,HER2-equivocal,", "ST02,HER2-positive,", "already named"),
        ("sources", "pmc:PMC10730032,", "…,", "no readable local name"),
    ],
)
def test_a_faulty_cell_is_told(table: str, old: str, new: str, reason: str) -> None:
    """Each kind of fault has its reason, and the rest of the table is taken."""
    records = changed(table, old, new)
    assert any(isinstance(r, Rejection) and reason in r.reason for r in records)
    assert any(isinstance(r, Entity | Source) for r in records)


def test_a_table_of_another_name_is_told() -> None:
    """The loader does not guess which table a file is."""
    (told,) = CuratedLoader().load(replace(TABLES["drugs"], name="mine.csv"))
    assert isinstance(told, Rejection)


def test_tables_are_recognised_by_their_header() -> None:
    """A curated table is known by its first line; other text is not."""
    loader = CuratedLoader()
    assert all(loader.recognises(material.head) for material in TABLES.values())
    assert not loader.recognises("")
    assert not loader.recognises("molecular_profile\tdisease\n")


def test_the_tables_that_describe_tables_must_be_sound() -> None:
    """A fault there is an error of the package and stops with file and line."""
    broken = Material.of_text("_columns.csv", "table,column\na\n")
    with pytest.raises(ValueError, match=r"_columns.csv, line 2"):
        read_schema(TABLES["_tables"], broken)
