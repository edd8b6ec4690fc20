"""The page of the catalogue of questions."""

import re

from her2kg.queries.catalogue import ANY, ASKED, Question, questions

from .context import Context
from .markdown import GENERATED, anchor, cell, code, table

__all__ = ["questions_page"]


def questions_page(_context: Context) -> str:
    """Write the page of the questions: what each asks, takes and answers with."""
    catalogue = questions().values()
    rows = ([f"[{q.name}](#{anchor(q.name)})", cell(q.title)] for q in catalogue)
    parts = [
        f"{GENERATED}\n\n# Questions\n",
        "Every question of the catalogue: what it asks, what it can be given, and the columns of"
        " its answer. Ask one with `her2kg query NAME [name=value]...`; `her2kg questions NAME`"
        " prints its SPARQL, ready for any other tool. Where a question names a thing, any name,"
        " synonym or identifier of it will do.\n",
        table(["question", "what it asks"], rows),
        *(_section(question) for question in catalogue),
    ]
    return "\n".join(parts)


def _section(question: Question) -> str:
    lines = [f"## {question.name}\n", f"**{cell(question.title)}** {cell(question.description)}\n"]
    if question.parameters:
        rows = (
            [code(p.name), cell(p.kind), _default(p.default), cell(p.help)]
            for p in question.parameters
        )
        lines.append(table(["parameter", "kind", "default", "what it does"], rows))
    lines.append(f"Columns: {', '.join(code(name) for name in _columns(question))}.\n")
    lines.append(f"Its query: [{question.name}.rq](../../queries/questions/{question.name}.rq)\n")
    return "\n".join(lines)


def _default(text: str) -> str:
    return "any" if text == ANY else code(text)


def _columns(question: Question) -> list[str]:
    """Return the columns that people see, from the first SELECT of a question."""
    head = question.sparql.partition("SELECT")[2].partition("WHERE")[0]
    return [name for name in re.findall(r"\?(\w+)", head) if not name.startswith(ASKED)]
