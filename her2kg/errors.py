"""What can go wrong for a user, each error one line that says what to do.

Her2kgError
├── NoGraph          there is no built graph yet
├── InputError       a file cannot be read as material
├── BuildError       the build stopped; the graph of before stays in use
├── ExportError      a file cannot be written
├── FetchError       a file cannot be downloaded
│   └── NotThereError  the server has nothing there
├── ProposeError     a language model cannot be asked
└── NotDrawn         a thing has no picture
"""

__all__ = [
    "BuildError",
    "ExportError",
    "FetchError",
    "Her2kgError",
    "InputError",
    "NoGraph",
    "NotDrawn",
    "NotThereError",
    "ProposeError",
]


class Her2kgError(Exception):
    """Base of the errors that end a command with one line and a code other than 0."""


class NoGraph(Her2kgError):  # noqa: N818  # it says what is the matter
    """There is no built graph in the data folder."""


class InputError(Her2kgError):
    """A file is missing, is a folder, is not text, or is of no known kind."""


class BuildError(Her2kgError):
    """The build stopped; the graph of before stays in use."""


class ExportError(Her2kgError):
    """A file cannot be written."""


class NotDrawn(Her2kgError):  # noqa: N818 - as the others read
    """A thing has no picture, such as a source or a claim."""


class FetchError(Her2kgError):
    """A file cannot be downloaded, is not what it should be, or is not in the cache."""


class NotThereError(FetchError):
    """A server says that it has nothing at an address, or that nothing matches a query."""


class ProposeError(Her2kgError):
    """A language model cannot be asked: the extra is missing, or its server refuses."""
