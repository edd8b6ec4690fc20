"""Tests of the comparison of two graphs."""
