"""The command that lets a language model propose claims of an article."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from her2kg import display

if TYPE_CHECKING:
    from her2kg.loaders.text.lexicon import Lexicon
    from her2kg.proposing.client import Model
    from her2kg.proposing.preparing import Prepared
    from her2kg.proposing.run import Run

__all__ = ["PROPOSE_EXAMPLES", "propose"]

PROPOSE_EXAMPLES = (
    "Examples: her2kg propose article.pdf --model gpt-5-mini --dry-run | "
    "her2kg propose article.pdf --model gpt-5-mini -o article.proposals.json"
)
_ENDING = ".proposals.json"
_MOST = 1_000
_INTERRUPTED = 130

Files = Annotated[
    list[Path], typer.Argument(help="Articles: text, Markdown, HTML, PDF, JATS, PubMed XML …")
]
Name = Annotated[
    str,
    typer.Option(
        "--model", envvar="HER2KG_LLM_MODEL", help="Name of the model, as its server knows it."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="The file to write; by default ARTICLE.proposals.json here."
    ),
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only say what would be sent, and where to.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before sending.")]


def propose(
    files: Files, name: Name = "", output: Output = None, *, dry_run: Dry = False, yes: Yes = False
) -> None:
    """Let a language model propose claims of articles, for you to look at.

    Sentences of the articles leave this machine: they go to the server that OPENAI_BASE_URL
    names (api.openai.com by default), with the key of OPENAI_API_KEY. What it proposes is
    checked word for word and written to a file; the graph is not changed.
    """
    from her2kg.api import open_graph
    from her2kg.checking.lexicon import lexicon_of
    from her2kg.errors import InputError
    from her2kg.proposing.client import open_model

    if not name:
        raise InputError("name a model with --model, or set HER2KG_LLM_MODEL")
    target = output or Path(files[0].name.removesuffix(".gz")).with_suffix(_ENDING)
    if not dry_run:
        _check_target(target)
    with open_model(name, key_needed=not dry_run) as model:
        lexicon = lexicon_of(open_graph().store)
        documents = _prepared(files, lexicon)
        _tell(documents, model)
        if not dry_run and any(each.kept.sentences for each in documents):
            _confirm(yes=yes)
            _ask(documents, model, lexicon, target)


def _check_target(target: Path) -> None:
    """Refuse a file that cannot be written, before anything is paid for.

    Raises:
        InputError: it exists, or its folder does not.
    """
    from her2kg.errors import InputError

    if target.exists():
        raise InputError(f"{target} exists: remove it, or name another file with --output")
    if not target.parent.is_dir():
        raise InputError(f"{target.parent} is no folder: make it, or name another with --output")


def _prepared(files: Sequence[Path], lexicon: "Lexicon") -> "list[Prepared]":
    """Read the articles.

    Raises:
        InputError: one cannot be read, or there is more than may be sent at once.
    """
    from her2kg.errors import InputError
    from her2kg.material import read_materials
    from her2kg.proposing.preparing import prepared

    documents = []
    with display.progress() as tick:
        for number, path in enumerate(files):
            tick("Reading", number, len(files))
            for material in read_materials(path):
                for found in prepared(material, lexicon):
                    if isinstance(found, str):
                        display.note(f"not read: {found}")
                    else:
                        documents.append(found)
    sentences = sum(len(each.kept.sentences) for each in documents)
    if sentences > _MOST:
        raise InputError(
            f"{sentences:,} sentences would be sent, and {_MOST:,} are the most at once: name "
            "fewer or shorter articles"
        )
    return documents


def _tell(documents: "Sequence[Prepared]", model: "Model") -> None:
    from her2kg.proposing.preparing import batches

    sentences = sum(len(each.kept.sentences) for each in documents)
    requests = sum(len(list(batches(each.kept.sentences))) for each in documents)
    unencrypted = ", WITHOUT ENCRYPTION" if model.in_the_clear else ""
    display.done(
        f"{sentences:,} sentences of {_counted(len(documents), 'document')} name things that a "
        f"relation could join: {_counted(requests, 'request')} to {model.name} at "
        f"{model.endpoint}{unencrypted}."
    )
    if too_long := sum(each.too_long for each in documents):
        display.note(f"{_counted(too_long, 'sentence')} of over 2,000 characters are not sent")
    if not sentences:
        display.done("There is nothing to send.")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _confirm(*, yes: bool) -> None:
    """Ask whether the text may leave this machine.

    Raises:
        InputError: nobody can be asked.
    """
    from her2kg.errors import InputError

    if yes:
        return
    if not sys.stdin.isatty():
        raise InputError("the text would leave this machine: say with --yes that it may")
    typer.confirm("Send these sentences there?", abort=True)


def _ask(documents: "Sequence[Prepared]", model: "Model", lexicon: "Lexicon", target: Path) -> None:
    """Ask, and write what came, also when it ends early.

    Raises:
        ProposeError: the model cannot be asked any more.
    """
    from her2kg.errors import ProposeError
    from her2kg.proposing.prompt import answer_schema, instructions
    from her2kg.proposing.run import Run
    from her2kg.proposing.run import propose as run_propose

    run = Run()
    stopped: BaseException | None = None
    try:
        with display.progress() as tick:
            run_propose(
                documents,
                lambda question: model.ask(instructions(), question, answer_schema()),
                lexicon,
                run,
                tick,
            )
    except (KeyboardInterrupt, ProposeError) as error:
        stopped = error
    if run.answered:
        _write(run, model, lexicon, target)
    came = f"{run.answered} of {run.requests} requests were answered"
    if isinstance(stopped, KeyboardInterrupt):
        kept = f"{target} holds what came" if run.answered else "nothing was written"
        typer.echo(f"her2kg: {came}; {kept}", err=True)
        raise typer.Exit(_INTERRUPTED)
    if stopped:
        raise ProposeError(f"{stopped}; {came}" if run.answered else str(stopped))


def _write(run: "Run", model: "Model", lexicon: "Lexicon", target: Path) -> None:
    from her2kg.export import write_file
    from her2kg.proposing.writing import written

    write_file(target, written(run, model=model.name, endpoint=model.endpoint, lexicon=lexicon))
    rows = [["accepted", f"{run.accepted:,}"], ["known already", f"{run.known:,}"]]
    rows += [[f"rejected: {why}", f"{count:,}"] for why, count in run.reasons.most_common()]
    rows += [[f"unusable: {why}", f"{count:,}"] for why, count in run.failures.most_common()]
    display.print_table(["what came of the proposals", "how many"], rows)
    display.done(f"Wrote {target}. Look at it, delete what is wrong, then: her2kg add {target}")
    display.done(f"{display.NOTICE} A model proposed these; nobody has checked them.")
