"""A measurement as people give it, checked against what the graph says is possible."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from her2kg.queries.errors import ImpossibleMeasurement
from her2kg.queries.scoring.rulebook import Quantity, RuleBook

__all__ = ["read_measurement"]

_NONE = "none"


def read_measurement(book: RuleBook, given: Mapping[str, object]) -> dict[str, Decimal | str]:
    """Check what was measured and bring it into the graph's words.

    Args:
        book: the rules, with the range of every quantity.
        given: values by name of the quantity; None for what was not measured.

    Returns:
        Numbers and the graph's own words (``strong`` becomes ``intense``), by quantity.

    Raises:
        ImpossibleMeasurement: a quantity that does not exist, or a value outside its range.
    """
    facts = {
        name: _value(_quantity(book, name), str(value).strip())
        for name, value in given.items()
        if value is not None
    }
    return _without_stain(book, facts)


def _quantity(book: RuleBook, name: str) -> Quantity:
    if name not in book.quantities:
        raise ImpossibleMeasurement(
            f"there is no quantity {name!r}: choose {', '.join(book.quantities)}"
        )
    return book.quantities[name]


def _value(quantity: Quantity, text: str) -> Decimal | str:
    return _word(quantity, text) if quantity.allowed else _number(quantity, text)


def _word(quantity: Quantity, text: str) -> str:
    by_word = {word.lower(): value for word, value in quantity.reads_as.items()}
    by_word |= {value.lower(): value for value in quantity.allowed}
    if text.lower() not in by_word:
        raise ImpossibleMeasurement(
            f"{quantity.label} cannot be {text!r}: choose {', '.join(quantity.allowed)}"
        )
    return by_word[text.lower()]


def _number(quantity: Quantity, text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ImpossibleMeasurement(f"{quantity.label} must be a number, not {text!r}") from None
    low, high = quantity.minimum, quantity.maximum
    if (
        not value.is_finite()
        or (low is not None and value < low)
        or (high is not None and value > high)
    ):
        raise ImpossibleMeasurement(f"{quantity.label} cannot be {text}: {_range(quantity)}")
    return value


def _range(quantity: Quantity) -> str:
    unit = "" if quantity.unit in {"", "1"} else f" {quantity.unit}"
    if quantity.maximum is None:
        return f"it is {quantity.minimum}{unit} or more"
    return f"it lies between {quantity.minimum} and {quantity.maximum}{unit}"


def _without_stain(book: RuleBook, facts: dict[str, Decimal | str]) -> dict[str, Decimal | str]:
    """Make ``no stain`` and ``0 % stained`` one thing, and refuse one without the other.

    Raises:
        ImpossibleMeasurement: no stain, but stained cells.
    """
    if facts.get("intensity") != _NONE:
        return facts
    for name in ("percent", "cluster"):
        if facts.get(name, Decimal(0)) != 0:
            label = book.quantities[name].label
            raise ImpossibleMeasurement(
                f"staining intensity none and {label} {facts[name]} exclude each other: "
                "without stain no cell is stained"
            )
    return {**facts, "percent": Decimal(0)}
