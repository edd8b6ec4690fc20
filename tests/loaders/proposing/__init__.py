"""Tests of the checks that a proposal must pass."""
