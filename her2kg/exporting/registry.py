"""The formats that the graph can be exported in, one line each."""

from collections.abc import Callable

import pyoxigraph as ox

from her2kg.exporting.csv_tables import as_csv
from her2kg.exporting.graphml import as_graphml
from her2kg.exporting.kgx import as_kgx
from her2kg.exporting.output import Output
from her2kg.exporting.rdf import as_jsonld, as_nquads
from her2kg.exporting.sssom import as_sssom

__all__ = ["FORMATS"]

FORMATS: dict[str, Callable[[ox.Store], Output]] = {
    "csv": as_csv,
    "graphml": as_graphml,
    "jsonld": as_jsonld,
    "kgx": as_kgx,
    "nquads": as_nquads,
    "sssom": as_sssom,
}
"""By name, what makes the files."""
