"""What the tests of proposals share."""

from collections.abc import Iterator

import pytest

from her2kg.proposing.client import Model, open_model
from tests.her2kg.proposing.model_server import ModelServer, serving

KEY = "sk-a-secret-of-the-tests"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """Run a model's server."""
    with serving() as running:
        yield running


@pytest.fixture
def environment(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name the server and a key in the environment, and return the key."""
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.delenv("HER2KG_LLM_MODEL", raising=False)
    return KEY


@pytest.fixture
def model(environment: str) -> Iterator[Model]:
    """Open the model behind the server."""
    assert environment
    with open_model("some-model") as opened:
        yield opened
