"""Tests of downloads, against a server of their own."""
