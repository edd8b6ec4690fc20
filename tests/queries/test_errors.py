"""Errors are one line, drawn in one tree, and survive the way between processes."""

import inspect
import pickle
import subprocess
import sys

import pytest

from her2kg.queries import errors

_ERRORS = [
    errors.BadQuestionFile("x.rq", 3, "why"),
    errors.MalformedQuery("why", 1, 2),
    errors.UnknownName("x", "Drug", ("y",)),
    errors.UnknownName("x", None, ()),
    errors.UnknownQuestion("x", ("y", "z")),
    errors.QueryTimeout("why"),
]


@pytest.mark.parametrize("error", _ERRORS, ids=str)
def test_errors_travel(error: errors.QueryError) -> None:
    """A pickled error comes back with its text and its data."""
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes, as between our processes)
    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))
    assert "\n" not in str(error)


def test_the_tree_is_complete() -> None:
    """Every error stands in the tree, in __all__ and below the base class."""
    classes = {
        n for n, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__
    }
    listed = {name for name in errors.__all__ if inspect.isclass(getattr(errors, name))}
    assert classes == listed
    assert sorted(errors.__all__) == errors.__all__
    drawn = {word for line in str(errors.__doc__).splitlines() for word in line.split()}
    assert classes <= drawn
    assert all(issubclass(getattr(errors, name), errors.QueryError) for name in classes)


def test_asking_loads_nothing_heavy() -> None:
    """A cold start pays for no library that an answer does not need."""
    code = (
        "import sys; import her2kg.queries.catalogue, her2kg.queries.results, "
        "her2kg.queries.describe, her2kg.queries.guard; "
        "print(*{'rdflib', 'pandas', 'networkx', 'rapidfuzz', 'rich'} & set(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert loaded.split() == []
