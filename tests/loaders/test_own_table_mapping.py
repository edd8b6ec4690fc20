"""Mapping files: what they may say, and how a person is told what they may not."""

import re
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.own_table_mapping import Field, TableMapping, Thing, Values
from her2kg.loaders.own_table_reading import KEYS, read_mapping
from her2kg.loaders.own_table_sections import MappingError
from her2kg.loaders.own_table_vocabulary import hint, table_rows, vocabulary
from her2kg.ontology.model import Polarity
from her2kg.ontology.namespaces import mint

FILE = "lab.map.toml"
TOP = 'name = "lab"\ntitle = "A lab"\nlicence = "CC0-1.0"\n'
DRUG = 'subject = { column = "drug", class = "Drug" }\n'
TARGETS = (
    f'[[claims]]\n{DRUG}predicate = "targets"\nobject = {{ column = "t", class = "Protein" }}\n'
)
ROUTE = f'[[claims]]\n{DRUG}predicate = "route"\nobject = {{ column = "r" }}\n'


def _read(text: str) -> TableMapping:
    return read_mapping(text, FILE)


def _fault(text: str) -> str:
    with pytest.raises(MappingError) as told:
        _read(text)
    message = str(told.value)
    assert message.startswith(f"{FILE}: ")
    assert "\n" not in message
    return message.removeprefix(f"{FILE}: ")


def test_a_small_mapping_is_read() -> None:
    """Three words on the table and one claim are enough."""
    mapping = _read(TOP + TARGETS)
    (rule,) = mapping.claims
    assert (mapping.name, mapping.title, mapping.licence) == ("lab", "A lab", "CC0-1.0")
    assert rule.subject == Thing(Field("drug"), "Drug")
    assert rule.object == Thing(Field("t"), "Protein")
    assert (rule.name, rule.label) == ("targets", "targets")
    assert rule.polarity.words == {"": Polarity.SUPPORTS}
    assert mapping.columns == ["drug", "t"]


def test_every_key_of_a_table_is_read() -> None:
    """What is said of the whole table is kept, prefixes in their preferred spelling."""
    mapping = _read(
        TOP
        + 'homepage = "https://example.org"\ndelimiter = "|"\nrecord = "id"\nstatement = "words"\n'
        + 'skip_when = ["N/A", "-"]\n'
        + 'sources = { column = "ref", separator = ",", prefix = "PMID" }\n'
        + '[source]\ntitle = "The book"\nurl = "https://example.org/book"\ndate = "2024-05"\n'
        + TARGETS
    )
    assert (mapping.homepage, mapping.delimiter) == ("https://example.org", "|")
    assert (mapping.record, mapping.statement) == ("id", "words")
    assert mapping.skip_when == {"n/a", "-"}
    assert mapping.sources is not None
    assert (mapping.sources.separator, mapping.sources.prefix) == (",", "pubmed")
    assert mapping.source is not None
    assert (mapping.source.title, mapping.source.date) == ("The book", "2024-05")
    assert mapping.columns == ["drug", "id", "ref", "t", "words"]


def test_every_key_of_a_claim_is_read() -> None:
    """What narrows or weakens a claim is kept, and its columns are known."""
    (rule,) = _read(
        TOP
        + TARGETS
        + 'when = { column = "w", is = ["Yes "] }\n'
        + 'polarity = { column = "p", supports = ["+"], refutes = ["-"], null_result = [""] }\n'
        + 'hedge = "may"\nlevel = { column = "l" }\nscheme = "CIViC"\nvalid_from = "2020"\n'
        + 'note = { column = "n" }\n'
        + 'qualifiers = [{ predicate = "inCancer", column = "c", class = "Cancer" },\n'
        + '  { predicate = "recordDate", column = "f", datatype = "date", identifying = true },\n'
        + '  { predicate = "population", value = "adults" }]\n'
    ).claims
    assert rule.when is not None
    assert rule.when.words == {"yes"}
    assert set(rule.polarity.words.values()) == set(Polarity)
    assert (rule.hedge, rule.level, rule.note) == (Field("", "may"), Field("l"), Field("n"))
    assert rule.valid_from == Field("", "2020")
    assert [q.identifying for q in rule.qualifiers] == [True, True, False]
    assert rule.qualifiers[1].target == Values(Field("f"), "date")
    assert set(rule.columns) - {""} == {"drug", "t", "w", "p", "l", "n", "c", "f"}


def test_the_same_property_twice_makes_two_records() -> None:
    """Two rules that may come to the same triple are told apart."""
    first, second = _read(TOP + TARGETS + TARGETS).claims
    assert (first.name, second.name) == ("targets", "targets 2")


def test_a_source_with_an_identifier_is_the_publication_that_others_cite() -> None:
    """A paper behind a table has the node that it has for every loader."""
    source = _read(TOP + TARGETS + '[source]\ntitle = "B"\nidentifier = "PMID:23220880"\n').source
    assert source is not None
    assert str(source.iri) == mint("Source", "pubmed:23220880")
    assert (source.kind, source.url) == ("Publication", "https://pubmed.ncbi.nlm.nih.gov/23220880")


@pytest.mark.parametrize("polarity", list(Polarity))
def test_every_row_may_be_against(polarity: Polarity) -> None:
    """A whole table may refute, or report that nothing was seen."""
    word = "null_result" if polarity is Polarity.NULL_RESULT else str(polarity)
    (rule,) = _read(TOP + TARGETS + f'polarity = "{word}"\n').claims
    assert rule.polarity.words == {"": polarity}


def test_what_the_ontology_fixes_needs_no_datatype() -> None:
    """Values are what the curated tables take them for."""
    (rule,) = _read(TOP + ROUTE).claims
    assert rule.object == Values(Field("r"), "text")


FAULTS = {
    "no TOML": ("name = ", "it cannot be read as TOML: Invalid value (at end of document)"),
    "no name": ('title = "A"', "'name' is missing: add it"),
    "name": (TOP.replace('"lab"', '"My Lab"') + TARGETS, "name: write at most 40 small letters"),
    "title": (TOP.replace('"A lab"', "3") + TARGETS, "title: write a text in quotes, not 3"),
    "control": (TOP.replace("A lab", "A\\u0007") + TARGETS, "title: it holds the character U+0007"),
    "no claim": (TOP, "it makes no claim: add a section [[claims]]"),
    "claims": (TOP + "claims = [1]", "claims: write a list of sections"),
    "key": (
        TOP + "recrod = 'id'\n" + TARGETS,
        "there is no key 'recrod' here: did you mean 'record'?",
    ),
    "delimiter": (TOP + "delimiter = '||'\n" + TARGETS, "delimiter: write one character"),
    "skip": (TOP + "skip_when = [1]\n" + TARGETS, "skip_when: write a list of texts in quotes"),
    "claim key": (
        TOP + TARGETS + TARGETS + "hegde = 'may'\n",
        "claims 2: there is no key 'hegde' here: did you mean 'hedge'?",
    ),
    "class": (
        (TOP + TARGETS).replace('"Protein"', '"Protien"'),
        "claims 1, object, class: 'Protien' is not known: did you mean 'Protein'?",
    ),
    "no class": (
        (TOP + TARGETS).replace(', class = "Protein"', ""),
        "claims 1, object: 'class' is missing: add it",
    ),
    "other class": (
        (TOP + TARGETS).replace('"Protein"', '"Cancer"'),
        "claims 1, object, class: 'targets' leads to Protein, Proteoform: not Cancer",
    ),
    "record class": (
        (TOP + TARGETS).replace('"Drug"', '"Indication"'),
        "claims 1, subject, class: 'Indication' is not for tables of one's own: it is a record",
    ),
    "subject": (
        (TOP + TARGETS).replace('"Drug"', '"Gene"'),
        "claims 1, predicate: 'targets' is said of Drug, not of Gene",
    ),
    "predicate": (
        (TOP + TARGETS).replace('"targets"', '"target"'),
        "claims 1, predicate: 'target' is not known: did you mean 'targets'?",
    ),
    "of records": (
        (TOP + TARGETS).replace('"targets"', '"approvalDate"'),
        "'approvalDate' is not for tables of one's own: it is said of Indication only",
    ),
    "of the program": (
        (TOP + TARGETS).replace('"targets"', '"rowVerification"'),
        "'rowVerification' is not for tables of one's own: the program works it out",
    ),
    "class of a value": (
        TOP + ROUTE.replace('"r"', '"r", class = "Drug"'),
        "claims 1, object, class: 'route' holds a value: leave the class out",
    ),
    "datatype of a thing": (
        (TOP + TARGETS).replace('"Protein"', '"Protein", datatype = "text"'),
        "claims 1, object: there is no key 'datatype' here",
    ),
    "datatype": (
        TOP + ROUTE.replace('"r"', '"r", datatype = "number"'),
        "claims 1, object, datatype: 'number' is not known: choose from: boolean, date, decimal",
    ),
    "other datatype": (
        TOP + ROUTE.replace('"r"', '"r", datatype = "date"'),
        "claims 1, object, datatype: 'route' holds a text",
    ),
    "two places": (
        TOP + ROUTE.replace('"r"', '"r", value = "iv"'),
        "claims 1, object: give either a column or a value",
    ),
    "no place": (
        TOP + ROUTE.replace('column = "r"', ""),
        "claims 1, object: give either a column or a value",
    ),
    "constant": (
        TOP + TARGETS.replace('column = "t"', 'value = "--"'),
        "claims 1, object, value: value '--': '--' has no letter or digit",
    ),
    "prefix": (
        TOP + TARGETS.replace('"t"', '"t", prefix = "unipro"'),
        "claims 1, object, prefix: 'unipro' is not known: did you mean 'uniprot'?",
    ),
    "identifier": (
        TOP + TARGETS.replace('column = "t"', 'value = "HER2", identifier = "uniprot:HER2"'),
        "claims 1, object, value: value 'HER2': 'uniprot:HER2' is not an identifier known",
    ),
    "identifier of a column": (
        TOP + TARGETS.replace('"t"', '"t", identifier = "uniprot:P04626"'),
        "claims 1, object: 'identifier' goes with 'value', 'identifier_column' with 'column'",
    ),
    "scheme": (TOP + TARGETS + "level = 'A'\n", "claims 1: 'scheme' is missing"),
    "date": (TOP + TARGETS + "valid_from = '2024-13'\n", "claims 1, valid_from: value '2024-13'"),
    "polarity": (TOP + TARGETS + "polarity = 'support'\n", "claims 1, polarity: 'support' is not"),
    "no words": (
        TOP + TARGETS + "polarity = { column = 'p' }\n",
        "claims 1, polarity: say which words of the column",
    ),
    "word twice": (
        TOP + TARGETS + "polarity = { column = 'p', supports = ['Yes'], refutes = ['yes'] }\n",
        "claims 1, polarity, refutes: 'yes' stands in two lists",
    ),
    "when": (
        TOP + TARGETS + "when = { column = 'w', is = [''] }\n",
        "claims 1, when, is: say for which words",
    ),
    "qualifier": (
        TOP
        + TARGETS
        + "qualifiers = [{ predicate = 'inCanser', column = 'c', class = 'Cancer' }]\n",
        "claims 1, qualifiers 1, predicate: 'inCanser' is not known: did you mean 'inCancer'?",
    ),
    "no qualifier": (
        TOP + TARGETS + "qualifiers = [{ predicate = 'brandName', column = 'c' }]\n",
        "'brandName' is not for tables of one's own: it does not narrow claims",
    ),
    "level as qualifier": (
        TOP + TARGETS + "qualifiers = [{ predicate = 'evidenceLevel', column = 'c' }]\n",
        "give it with the key level",
    ),
    "identifying": (
        TOP
        + TARGETS
        + "qualifiers = [{ predicate = 'frequency', column = 'c', identifying = 1 }]\n",
        "claims 1, qualifiers 1, identifying: write true or false, not 1",
    ),
    "source": (TOP + TARGETS + "[source]\nurl = 'https://a.org'\n", "source: 'title' is missing"),
    "source url": (
        TOP + TARGETS + "[source]\ntitle = 'A'\nurl = 'a b'\n",
        "source, url: 'a b' is no PMID, DOI, PMC or NCT number and no address",
    ),
    "source date": (
        TOP + TARGETS + "[source]\ntitle = 'A'\ndate = '5.2024'\n",
        "source, date: value '5.2024': '5.2024' is not a date as YYYY",
    ),
    "to be chosen": (
        (TOP + TARGETS).replace('"targets"', '"CHOOSE"'),
        "claims 1, predicate: it still has to be chosen",
    ),
}


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_place_and_what_to_do(text: str, said: str) -> None:
    """One line names the file, the place and the nearest right word."""
    assert said in _fault(text)


@given(st.text())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Whatever a file holds, the person gets one line and no traceback."""
    with pytest.raises(MappingError):
        _read(text)


KEY = st.sampled_from(sorted({key for keys in KEYS.values() for key in keys}))
WORD = st.sampled_from(
    ["targets", "inCancer", "Drug", "Protein", "t", "supports", "2020", "--", ""]
)
VALUE = st.recursive(
    st.one_of(
        WORD.map(repr), st.integers().map(str), st.sampled_from(["true", "1.5", "2020-01-01"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
        st.dictionaries(KEY, inner, max_size=4).map(
            lambda each: "{ " + ", ".join(f"{k} = {v}" for k, v in each.items()) + " }"
        ),
    ),
    max_leaves=8,
)


@given(st.dictionaries(KEY, VALUE, max_size=6), st.dictionaries(KEY, VALUE, max_size=6))
def test_keys_in_the_wrong_place_are_told(top: dict[str, str], claim: dict[str, str]) -> None:
    """Whatever well-formed sections a file holds, there is a mapping or one line."""
    lines = [
        f"{key} = {value}" for key, value in ({"name": "'a'"} | top).items() if key != "claims"
    ]
    lines += ["[[claims]]", *(f"{key} = {value}" for key, value in claim.items())]
    try:
        _read("\n".join(lines))
    except MappingError as error:
        assert "\n" not in str(error)  # noqa: PT017 - not failing is as good


def test_every_refused_word_is_one_of_the_ontology() -> None:
    """A word that the ontology drops or renames does not stay behind in the list."""
    text = (resources.files("her2kg.ontology") / "her2.ttl").read_text(encoding="utf-8")
    for row in table_rows("own_table_refused.tsv"):
        kind = "Class" if row["as"] == "class" else "(Object|Datatype)Property"
        assert re.search(rf"^her2:{row['term']} a owl:{kind} ;", text, re.MULTILINE), row


def test_every_guess_is_a_class_that_may_be_named() -> None:
    """A suggested mapping names no class that would then be refused."""
    rows = table_rows("own_table_words.tsv")
    assert {row["means"] for row in rows if row["role"] == "thing"} <= vocabulary().classes


def test_a_hint_falls_back_to_the_choices() -> None:
    """Where no word is near, all of them are named."""
    assert hint("zzz", ["b", "a"]) == "choose from: a, b"
    assert hint("drug", ["Drug", "Gene"]) == "did you mean 'Drug'?"
