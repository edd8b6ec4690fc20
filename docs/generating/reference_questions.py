"""The questions of the catalogue, from the catalogue itself."""

import re

from her2kg.queries.catalogue import ANY, ASKED, Question, questions

from .markdown import anchor, cell, code, table

__all__ = ["questions_in_full", "questions_table"]


def questions_table() -> str:
    """Return a table of the questions that leads to what is said of each further down."""
    rows = ([f"[{q.name}](#{anchor(q.name)})", cell(q.title)] for q in questions().values())
    return table(["question", "what it asks"], rows)


def questions_in_full() -> str:
    """Return a section for each question: what it takes and answers with."""
    return "\n".join(_section(question) for question in questions().values())


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
