"""Whether every quote stands where its claim says it does."""

from collections.abc import Iterable

from her2kg.ontology.model import Claim, TextQuote

__all__ = ["sound_quotes", "stands"]


def stands(text: str, quote: TextQuote | None) -> bool:
    """Tell whether words, surroundings and sentence of a quote are those of the text.

    Args:
        text: the document.
        quote: the selector of a claim; without one it stands nowhere.
    """
    if quote is None:
        return False
    return (
        text[quote.start : quote.end] == quote.exact != ""
        and text[: quote.start].endswith(quote.prefix)
        and text[quote.end :].startswith(quote.suffix)
        and quote.exact in quote.sentence
        and quote.sentence in text
    )


def sound_quotes(read: Iterable[tuple[str, Iterable[Claim]]]) -> tuple[int, int]:
    """Count the claims whose quotes stand, and all claims.

    Args:
        read: documents and the claims read from them.
    """
    every = [stands(text, claim.quote) for text, claims in read for claim in claims]
    return sum(every), len(every)
