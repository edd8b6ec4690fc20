"""What can go wrong in a download."""

from her2kg.errors import Her2kgError

__all__ = ["FetchError", "NotThereError"]


class FetchError(Her2kgError):
    """A file cannot be downloaded, is not what it should be, or is not in the cache."""


class NotThereError(FetchError):
    """A server says that it has nothing at an address, or that nothing matches a query."""
