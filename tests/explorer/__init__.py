"""Tests of the page in a real Chromium: what people see and do, in a file and served."""
