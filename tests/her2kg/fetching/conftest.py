"""What the tests of downloads share."""

from collections.abc import Iterator

import pytest

from her2kg.fetching.download import Downloader
from tests.her2kg.fetching.publisher import Publisher, Waits, publishing


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """Run a publisher's server."""
    with publishing() as running:
        yield running


@pytest.fixture
def waits() -> Waits:
    """Keep what was slept."""
    return Waits()


@pytest.fixture
def downloader(waits: Waits) -> Iterator[Downloader]:
    """Make a downloader that does not really wait."""
    with waits.downloader() as made:
        yield made
