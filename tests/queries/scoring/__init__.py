"""Tests of scoring: from a measurement to a status by the rules of the graph."""
