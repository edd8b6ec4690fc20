"""The sources that the graph can be built from; adding one adds one line here."""

from collections.abc import Callable

from her2kg.loaders.article import ArticleLoader
from her2kg.loaders.base import Loader
from her2kg.loaders.cgi import CgiLoader
from her2kg.loaders.civic import CivicLoader, Scope
from her2kg.loaders.civic_2021 import Civic2021Loader
from her2kg.loaders.civic_assertions import CivicAssertionsLoader
from her2kg.loaders.civic_features import CivicFeaturesLoader
from her2kg.loaders.civic_profiles import CivicProfilesLoader
from her2kg.loaders.civic_variants import CivicVariantsLoader
from her2kg.loaders.clinicaltrials import ClinicalTrialsLoader
from her2kg.loaders.clinicaltrials_xml import ClinicalTrialsXmlLoader
from her2kg.loaders.drug_labels import DrugLabelsLoader
from her2kg.loaders.drug_labels_spl import DrugLabelsSplLoader
from her2kg.loaders.hgnc import HgncLoader
from her2kg.loaders.obo import OboLoader
from her2kg.loaders.oncotree import OncoTreeLoader
from her2kg.loaders.proposals import ProposalsLoader
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.wikipathways import WikiPathwaysLoader

__all__ = ["PROSE", "RELEASES", "TABLES"]

TABLES: tuple[Callable[[Scope], Loader], ...] = (
    CivicLoader,
    Civic2021Loader,
    CivicAssertionsLoader,
    CivicFeaturesLoader,
    CivicProfilesLoader,
    CivicVariantsLoader,
    CgiLoader,
    ClinicalTrialsLoader,
    ClinicalTrialsXmlLoader,
    DrugLabelsLoader,
    DrugLabelsSplLoader,
    HgncLoader,
    OboLoader,
    OncoTreeLoader,
    WikiPathwaysLoader,
)
"""Loaders of tables and databases; what concerns HER2 is handed to them."""

RELEASES = frozenset({"cgi", "civic", "civic-assertions", "civic-features", "civic-profiles"})
"""Sources whose files are releases of the same records: a build takes one of each."""

PROSE: tuple[Callable[[Lexicon], Loader], ...] = (ProposalsLoader, ArticleLoader)
"""Readers of prose and of proposals; they get the names of everything that the tables brought."""
