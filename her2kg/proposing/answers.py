"""From the answer of a model to the proposals in it, whatever it wrote."""

import json

from her2kg.proposing.client import Answer
from her2kg.proposing.prompt import LIST

__all__ = ["UnusableError", "items_of"]

_LONGEST = 200_000
_MOST_PER_SENTENCE = 20
_SHOWN = 100


class UnusableError(ValueError):
    """An answer holds no proposals that can be told apart; the message says why."""


def items_of(answer: Answer, sentences: int) -> list[object]:
    """Return what an answer lists, as values of JSON.

    Args:
        answer: the answer.
        sentences: how many sentences it is about.

    Raises:
        UnusableError: it was declined, cut off, empty, far too long, no JSON or lists nothing.
    """
    if answer.refusal:
        raise UnusableError(f"the model declined: {' '.join(answer.refusal.split())[:_SHOWN]}")
    if answer.finish == "length":
        raise UnusableError("the answer was cut off: the model ran out of words")
    if answer.finish == "content_filter":
        raise UnusableError("the server withheld the answer (content filter)")
    if not answer.text.strip():
        raise UnusableError("the answer is empty")
    if len(answer.text) > _LONGEST:
        raise UnusableError(f"the answer is longer than {_LONGEST:,} characters")
    try:
        whole = json.loads(answer.text)
    except (ValueError, RecursionError):
        raise UnusableError("the answer is no JSON") from None
    items = whole.get(LIST) if isinstance(whole, dict) else None
    if not isinstance(items, list):
        raise UnusableError(f"the answer has no list {LIST!r}")
    if len(items) > _MOST_PER_SENTENCE * sentences:
        raise UnusableError(f"the answer lists {len(items):,} claims for {sentences} sentences")
    return items
