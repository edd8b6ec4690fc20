"""The SPARQL query that finds the rules that a measurement meets, for those who want it bare."""

import re
from decimal import Decimal

from her2kg.ontology.namespaces import PREFIXES
from her2kg.queries.lookup import lookup
from her2kg.queries.scoring.conditions import Facts

__all__ = ["met_query"]

_PLACE = "#values"


def met_query(facts: Facts) -> str:
    """Write the query for a measurement.

    Args:
        facts: what is known, by name of the quantity; with what stages concluded (the score,
            the ISH group) the rules of later stages are found as well.

    Returns:
        SPARQL 1.1 with its prefixes, for any endpoint over the graph.
    """
    values = " ".join(f"(quantity:{name} {_term(value)})" for name, value in sorted(facts.items()))
    text = lookup("scoring-met").replace(_PLACE, values)
    used = [prefix for prefix in sorted(PREFIXES) if re.search(rf"(?<![\w?$]){prefix}:", text)]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + text


def _term(value: Decimal | str) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    text = f"{value:f}"
    return text if "." in text else f"{text}.0"
