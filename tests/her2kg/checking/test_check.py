"""Verdicts on claims of small articles."""

import pyoxigraph as ox
import pytest

from her2kg.checking.check import check
from her2kg.checking.model import Role, Verdict
from her2kg.errors import InputError
from her2kg.loaders.article import embedded_article
from her2kg.loaders.base import Material
from her2kg.queries.errors import BadParameter
from tests.civic_sample import evidence_table
from tests.her2kg.checking.articles import check_text, finding, shown


def test_a_table_that_says_the_same_supports_a_claim_and_names_its_sources(
    graph_store: ox.Store,
) -> None:
    """Support comes with titles and pages."""
    found = finding("Trastuzumab targets HER2.\n", graph_store)
    assert (found.verdict, found.why) == (Verdict.SUPPORTED, "The graph says so.")
    (told,) = shown(found, Role.FOR)
    assert (told.says, told.read, told.checked) == ("trastuzumab targets HER2", False, "verified")
    assert all(source.title and source.url.startswith("http") for source in told.sources)


def test_a_denied_claim_that_the_graph_asserts_is_contradicted(graph_store: ox.Store) -> None:
    """Polarity counts."""
    found = finding("Trastuzumab does not target HER2.\n", graph_store)
    assert found.verdict is Verdict.CONTRADICTED
    assert [told.says for told in shown(found, Role.AGAINST)] == ["trastuzumab targets HER2"]


def test_a_denied_claim_that_the_graph_denies_is_supported(graph_store: ox.Store) -> None:
    """To deny what is wrong is right."""
    found = finding("ERBB2 L755S does not confer sensitivity to lapatinib.\n", graph_store)
    assert found.verdict is Verdict.SUPPORTED
    assert shown(found, Role.FOR)[0].says == "ERBB2 L755S confers resistance to lapatinib"


def test_what_a_rule_finds_contradicts_a_claim_that_denies_it(graph_store: ox.Store) -> None:
    """Rules look both ways."""
    found = finding("T-DM1 does not bind HER2.\n", graph_store)
    assert found.verdict is Verdict.CONTRADICTED
    assert found.why.startswith("The graph says otherwise.")
    assert "subdomain IV" in shown(found, Role.AGAINST)[0].says


def test_the_opposite_relation_contradicts(graph_store: ox.Store) -> None:
    """Sensitivity and resistance cannot both hold."""
    found = finding("ERBB2 L755S confers sensitivity to lapatinib.\n", graph_store)
    assert found.verdict is Verdict.CONTRADICTED
    says = [told.says for told in shown(found, Role.AGAINST)]
    assert says[0] == "ERBB2 L755S confers resistance to lapatinib"


def test_sources_that_disagree_leave_a_claim_disputed(graph_store: ox.Store) -> None:
    """Both sides are shown."""
    found = finding("ERBB2 T862A confers resistance to lapatinib.\n", graph_store)
    assert found.verdict is Verdict.DISPUTED
    assert shown(found, Role.FOR)
    assert any("confers sensitivity" in told.says for told in shown(found, Role.AGAINST))


def test_what_only_other_texts_say_is_told_as_such(graph_store: ox.Store) -> None:
    """What a program read is no proof."""
    found = finding("Tucatinib inhibits HER2.\n", graph_store)
    assert (found.verdict, found.why) == (Verdict.ONLY_TEXTS, "Only other texts say so.")
    (told,) = shown(found, Role.FOR)
    assert told.read
    assert told.words


def test_a_claim_of_which_the_graph_is_silent_is_unknown_beside_what_it_knows(
    graph_store: ox.Store,
) -> None:
    """Nothing is guessed."""
    found = finding("Pembrolizumab treats prostate adenocarcinoma.\n", graph_store)
    assert found.verdict is Verdict.UNKNOWN
    assert "pembrolizumab for gastric" in shown(found, Role.NEARBY)[0].says


def test_a_stronger_statement_supports_a_weaker_claim(graph_store: ox.Store) -> None:
    """A boxed warning for an event implies the event."""
    found = finding("Pertuzumab causes embryo-fetal toxicity.\n", graph_store)
    assert found.verdict is Verdict.SUPPORTED
    assert "boxed warning" in " ".join(told.says for told in shown(found, Role.FOR))


def test_support_for_a_cancer_that_the_claim_does_not_name_is_told_as_such(
    graph_store: ox.Store,
) -> None:
    """Evidence in one cancer is not evidence in all."""
    found = finding("ERBB2 L755S confers sensitivity to neratinib.\n", graph_store)
    scopes = {told.scope for told in found.evidence}
    assert "for breast cancer" in scopes


def test_what_the_document_itself_brought_to_the_graph_does_not_count(
    graph_store: ox.Store,
) -> None:
    """An article is no source for itself."""
    found = check(embedded_article(), graph_store)
    evidence = [e for s in found.sentences for f in s.findings for e in f.evidence]
    assert evidence
    assert not any(each.read for each in evidence)


def test_the_same_sentence_in_another_document_does_not_count_either(
    graph_store: ox.Store,
) -> None:
    """A copy is no second source."""
    found = finding("HER2 testing informs treatment selection.\n", graph_store)
    assert not any(each.read for each in found.evidence)


def test_a_sentence_takes_the_verdict_that_needs_most_attention(graph_store: ox.Store) -> None:
    """Counts go by sentence and by claim."""
    text = "Trastuzumab targets HER2. HER2 is found on the surface of all cells. Nothing here.\n"
    found = check_text(text, graph_store)
    assert [sentence.verdict for sentence in found.sentences] == [
        Verdict.SUPPORTED,
        Verdict.CONTRADICTED,
        None,
    ]
    assert found.verdicts() == {Verdict.CONTRADICTED: 1, Verdict.SUPPORTED: 1}
    assert found.claims() == found.verdicts()


def test_each_quote_stands_in_its_own_sentence_of_the_text(graph_store: ox.Store) -> None:
    """Offsets count in the text of the document."""
    text = "# About\n\nTrastuzumab targets HER2. It binds HER2.\n\n- Pertuzumab targets HER2.\n"
    (document,) = check_text(text, graph_store).documents
    for sentence in document.sentences:
        for found in sentence.findings:
            assert document.text[found.start : found.end].split() == found.quote.split()
            assert found.end <= sentence.end
            assert found.end > sentence.start


def test_an_approval_that_came_after_the_day_does_not_count(graph_store: ox.Store) -> None:
    """Time is that of the day asked for."""
    text = "Trastuzumab deruxtecan is indicated for HER2-low breast cancer in adults.\n"
    now, then = finding(text, graph_store), finding(text, graph_store, "2020")
    assert any("FDA" in told.says or "EMA" in told.says for told in shown(now, Role.FOR))
    assert all(told.read for told in shown(then, Role.FOR))


def test_the_day_of_the_data_is_that_of_a_check(graph_store: ox.Store) -> None:
    """Never the clock's."""
    assert check_text("Trastuzumab targets HER2.\n", graph_store).day
    assert check_text("Trastuzumab targets HER2.\n", graph_store, "2020-05").day == "2020-05-01"


def test_a_day_that_is_none_is_refused_in_one_line(graph_store: ox.Store) -> None:
    """Wrong input is told."""
    with pytest.raises(BadParameter, match="the day cannot be read"):
        check_text("Trastuzumab targets HER2.\n", graph_store, "yesterday")


def test_a_table_is_refused_with_what_to_do(graph_store: ox.Store) -> None:
    """Tables have a command of their own."""
    material = Material.of_text("evidence.tsv", evidence_table({}))
    with pytest.raises(InputError, match=r"evidence\.tsv is a table \(CIViC.*her2kg add FILE"):
        check(material, graph_store)


def test_a_file_of_no_known_kind_is_refused(graph_store: ox.Store) -> None:
    """The line names what can be given."""
    with pytest.raises(InputError, match=r"data\.csv is no article"):
        check(Material.of_text("data.csv", "a,b\n1,2\n"), graph_store)


def test_a_document_that_cannot_be_read_is_noted_beside_the_others(graph_store: ox.Store) -> None:
    """Nothing is dropped without a word."""
    german = '<!doctype html><html lang="de"><body><p>Trastuzumab targets HER2.</p></body></html>'
    found = check(Material.of_text("page.html", german), graph_store)
    assert found.documents == ()
    assert found.notes
    assert found.notes[0].startswith("page.html, line 1: ")
