"""All measures, one after the other, of whatever material there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.reading.article import article_cases, article_certainty
from benchmarks.reading.civic import civic_cases, civic_measures, civic_rows
from benchmarks.reading.civicmine import entity_cases, relation_cases
from benchmarks.reading.civicmine_gold import read_standoff
from benchmarks.reading.frames import frame_measures, read_frames
from benchmarks.reading.gold import gold_measures, leaks, read_texts, turned
from benchmarks.reading.gold_texts import GoldText, read_gold, read_wordings, set_of
from benchmarks.reading.material import Folder
from benchmarks.reading.names import Names, graph_names
from benchmarks.reading.offsets import sound_quotes
from benchmarks.reading.scores import Measure
from benchmarks.reading.speed import Speed, prose, speed_of
from benchmarks.reading.table import Figure
from her2kg.loaders.text.reader import read_document

__all__ = ["Measured", "measure_all"]


@dataclass(slots=True)
class Measured:
    """What was measured.

    Attributes:
        measures: with precision and recall.
        none: of which nothing may be read; counted among the figures.
        figures: without precision and recall.
        notes: what is missing, and so was not measured.
        texts: every text that was read, for the offsets.
    """

    measures: list[Measure] = field(default_factory=list)
    none: list[Measure] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, *measures: Measure) -> None:
        """Keep measures, and their texts."""
        self.measures += measures
        self.texts += [case.text for measure in measures[:1] for case in measure.cases]

    def lacks(self, what: str, *files: object) -> None:
        """Note that something cannot be measured for want of files."""
        self.notes.append(f"{what}: no file {', '.join(map(str, files))}")


def measure_all(folder: Folder, splits: Sequence[str], gold_set: str = "") -> Measured:
    """Measure everything for which there is material.

    Args:
        folder: the folder of real files.
        splits: the halves whose figures are wanted.
        gold_set: the set of the project's own sentences and passages that is wanted; empty for all.
    """
    # First, for a process inherits the peak memory of the one that it was started from.
    speed = speed_of(folder.root)
    names = graph_names()
    measured = Measured()
    _civic(measured, folder, names)
    _civicmine(measured, folder, names)
    _article(measured, folder, names)
    _gold(measured, folder, names, splits, gold_set)
    _frames(measured, folder, names, splits)
    _offsets(measured, folder, names)
    measured.figures += _speeds(speed)
    return measured


def _civic(measured: Measured, folder: Folder, names: Names) -> None:
    if folder.civic.is_file():
        measured.take(*civic_measures(civic_cases(civic_rows(folder.civic), names)))
    else:
        measured.lacks("CIViC", folder.civic)


def _civicmine(measured: Measured, folder: Folder, names: Names) -> None:
    archives = [(split, file) for split, file in folder.civicmine if file.is_file()]
    if not archives:
        measured.lacks("CIViCmine", *(file for _, file in folder.civicmine))
        return
    gold = [(split, list(read_standoff(file))) for split, file in archives]
    wide = [file for file in folder.vocabularies if file.is_file()]
    lexicons = {"CIViCmine, names of the graph": names.lexicon}
    if wide:
        lexicons["CIViCmine, names with vocabularies"] = graph_names(wide).lexicon
    else:
        measured.lacks("CIViCmine with vocabularies", *folder.vocabularies)
    for name, lexicon in lexicons.items():
        found = tuple(c for split, of in gold for c in entity_cases(split, of, lexicon))
        measured.take(Measure(name, found, types=True, compared=False))
    related = tuple(case for split, of in gold for case in relation_cases(split, of))
    measured.take(Measure("CIViCmine, relations of given names", related, types=True, macro=True))


def _article(measured: Measured, folder: Folder, names: Names) -> None:
    missing = [file for file in folder.article if not file.is_file()]
    if missing:
        measured.lacks("the article", *missing)
        return
    article, listed = folder.article
    measured.take(
        Measure("article (seen), claims", tuple(article_cases(article, listed, names.lexicon))),
        Measure(
            "article (seen), certainty",
            tuple(article_certainty(article, listed, names.lexicon)),
            types=True,
        ),
    )


def _gold(
    measured: Measured, folder: Folder, names: Names, splits: Sequence[str], gold_set: str
) -> None:
    texts: dict[str, list[GoldText]] = {}
    for group, file in folder.gold:
        if file.is_file():
            texts[file.stem] = list(read_gold(file, group, names.lexicon))
        else:
            measured.lacks(f"gold {file.stem}", file)
    annotated = frozenset(
        claim.triple[0] for every in texts.values() for text in every for claim in text.claims
    )
    _wordings(measured, folder, names, annotated)
    for name, every in texts.items():
        wanted = [text for text in every if gold_set in ("", set_of(text.id))]
        read = read_texts(wanted, names.lexicon, annotated)
        measured.take(*gold_measures(f"gold {name}", read))
        none = [
            Measure(f"gold {name}: asserting nothing, yet read", leaks(read)),
            Measure(f"gold {name}: weak claims read as plain", turned(read)),
        ]
        measured.none += none
        measured.figures += [_texts(each, split, "0") for each in none for split in splits]


def _wordings(measured: Measured, folder: Folder, names: Names, annotated: frozenset[str]) -> None:
    if not folder.wordings.is_file():
        measured.lacks("gold wordings", folder.wordings)
        return
    read = read_texts(read_wordings(folder.wordings, names.lexicon), names.lexicon, annotated)
    claims, triples, *_ = gold_measures("gold wordings", read)
    measured.take(claims, triples)


def _frames(measured: Measured, folder: Folder, names: Names, splits: Sequence[str]) -> None:
    if not folder.frames.is_file():
        measured.lacks("frames", folder.frames)
        return
    nothing, asserted = frame_measures(read_frames(folder.frames), names.lexicon)
    measured.none.append(nothing)
    measured.figures += [_texts(one, split, "") for one in (nothing, asserted) for split in splits]


def _texts(measure: Measure, split: str, promised: str) -> Figure:
    """Say of how many texts something was read."""
    cases = [case for case in measure.cases if case.split == split]
    ours, baseline = (
        f"{sum(map(bool, found))} of {len(cases)}"
        for found in ([case.read for case in cases], [case.baseline for case in cases])
    )
    return Figure(measure.name, split, ours, baseline, promised)


def _offsets(measured: Measured, folder: Folder, names: Names) -> None:
    texts = [*dict.fromkeys(measured.texts), *prose(folder)]
    sound, every = sound_quotes(
        (text, read_document(text, names.lexicon).everything) for text in texts
    )
    share = f"{sound / every:.1%}" if every else "-"
    figure = Figure("quotes cut out by their offsets", "all", f"{share} of {every:,}", "", "100.0%")
    measured.figures.append(figure)


def _speeds(speed: Speed) -> Iterator[Figure]:
    of = f"{speed.megabytes:.1f} MB"
    yield Figure("recognition, one core", "all", f"{speed.recognition:.2f} MB/s of {of}")
    yield Figure(
        "whole reader, one core", "all", f"{speed.reader:.2f} MB/s of {of}", "", "0.5 MB/s"
    )
    yield Figure("reader with predictions, one core", "all", f"{speed.predicting:.2f} MB/s of {of}")
    yield Figure("peak memory of reading", "all", f"{speed.peak:.0f} MB")
