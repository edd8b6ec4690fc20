"""How often a build lets the garbage collector look."""

import gc

import pytest

from her2kg.collecting import fewer_collections


def _fail() -> None:
    with fewer_collections():
        raise ValueError


def test_the_collector_is_as_before_when_the_build_is_over() -> None:
    """It looks less often in between, and is never off; a failure puts it back as well."""
    before = gc.get_threshold()
    with fewer_collections():
        assert gc.isenabled()
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
    with pytest.raises(ValueError, match=r"^$"):
        _fail()
    assert gc.get_threshold() == before
