"""The client of a language model, against a server that answers well or badly."""

import sys

import pytest

from her2kg.errors import ProposeError
from her2kg.proposing.answers import UnusableError, items_of
from her2kg.proposing.client import Answer, Model, open_model
from her2kg.proposing.prompt import answer_schema, instructions, prompt_version
from tests.her2kg.proposing.model_server import (
    ModelServer,
    completion,
    recorded,
    replies,
    says,
    silent,
)

_ERROR = '{"error": {"message": "something of the server: sk-a-secret-of-the-tests", "code": "x"}}'


def _ask(model: Model) -> Answer:
    return model.ask("Do it.", "1: A sentence.", answer_schema())


def test_a_good_answer_comes_as_it_was_written(server: ModelServer, model: Model) -> None:
    """Its words, why it ended, and which model answered; the request holds what was asked."""
    server.will(recorded("good"))
    answer = _ask(model)
    assert len(items_of(answer, 3)) == 4
    assert (answer.finish, answer.refusal, answer.model) == ("stop", "", "gpt-test-2026-01-01")
    (asked,) = server.asked
    assert asked["model"] == "some-model"
    assert [each["content"] for each in asked["messages"]] == ["Do it.", "1: A sentence."]
    assert asked["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "refuses the key .HTTP 401.: check OPENAI_API_KEY"),
        (403, "refuses the key"),
        (404, "knows no such address or model some-model"),
        (429, "takes no more for now .HTTP 429, .*: try again later"),
        (400, "cannot answer .HTTP 400, .*something of the server"),
        (500, "cannot answer .HTTP 500"),
        (503, "cannot answer .HTTP 503"),
    ],
)
def test_an_error_of_the_server_is_told_in_a_line(
    server: ModelServer, model: Model, status: int, reason: str
) -> None:
    """With what to do, and without the key, even where the server repeats it."""
    server.will(says(_ERROR, status))
    with pytest.raises(ProposeError, match=reason) as failure:
        _ask(model)
    assert "sk-a-secret" not in str(failure.value)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("status", [429, 500])
def test_a_passing_trouble_is_tried_again(server: ModelServer, model: Model, status: int) -> None:
    """A busy server answers the second time."""
    server.will(says(_ERROR, status), replies())
    assert items_of(_ask(model), 1) == []
    assert len(server.asked) == 2


def test_a_refused_key_is_not_tried_again(server: ModelServer, model: Model) -> None:
    """It would be refused again."""
    server.will(says(_ERROR, 401))
    with pytest.raises(ProposeError):
        _ask(model)
    assert len(server.asked) == 1


def test_a_silent_server_is_not_waited_for(server: ModelServer, environment: str) -> None:
    """After the time that a request may take, it is told."""
    assert environment
    server.will(silent)
    with (
        open_model("some-model", timeout=0.2, retries=0) as model,
        pytest.raises(ProposeError, match=r"no answer in 0\.2 seconds"),
    ):
        _ask(model)


def test_a_server_that_is_not_there_is_told(
    environment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the address and what to check."""
    assert environment
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with (
        open_model("some-model", retries=0) as model,
        pytest.raises(ProposeError, match=r"127\.0\.0\.1:9/v1 cannot be reached .*OPENAI_BASE_URL"),
    ):
        _ask(model)


def test_a_redirect_is_not_followed(server: ModelServer, model: Model) -> None:
    """The text goes to the address that was shown, and to no other."""
    server.will(says("", 307, Location=f"{server.address}/elsewhere"))
    with pytest.raises(ProposeError, match=r"redirects elsewhere .HTTP 307., .*not followed"):
        _ask(model)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body",
    ["<html>Welcome</html>", "{}", "[]", '{"choices": []}', '{"choices": [{}]}', "null", '{"a":'],
)
def test_what_is_no_answer_of_the_api_is_told(server: ModelServer, model: Model, body: str) -> None:
    """A page or other JSON means that the address is wrong."""
    server.will(says(body))
    with pytest.raises(ProposeError, match="does not answer as the OpenAI API does"):
        _ask(model)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (recorded("refusal"), "the model declined: I'm sorry"),
        (says(completion('{"claims": [{"sen', "length")), "cut off"),
        (says(completion("", "content_filter")), "content filter"),
        (says(completion(None)), "empty"),
        (says(completion("   ")), "empty"),
        (says(completion("Here are the claims: none.")), "no JSON"),
        (says(completion("[" * 100_000)), "no JSON"),
        (says(completion('{"claims": ' + "9" * 10_000 + "}")), "no JSON"),
        (says(completion('{"claims": {}}')), "no list 'claims'"),
        (says(completion("[]")), "no list 'claims'"),
        (says(completion("x" * 300_000)), "longer than 200,000 characters"),
        (replies(*range(2_000)), "2,000 claims for 3 sentences"),
    ],
)
def test_an_answer_that_cannot_be_used_says_why(
    server: ModelServer, model: Model, answer: object, reason: str
) -> None:
    """Declined, cut off, withheld, empty, no JSON, another form or far too much."""
    server.will(answer)  # type: ignore[arg-type]
    with pytest.raises(UnusableError, match=reason):
        items_of(_ask(model), 3)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setitem(sys.modules, "openai", None)
    with (
        pytest.raises(ProposeError, match=r"pip install 'her2kg\[llm\]'"),
        open_model("some-model"),
    ):
        pass


def test_without_a_key_nothing_can_be_asked(
    environment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though what would be sent can be looked at."""
    assert environment
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(ProposeError, match="set OPENAI_API_KEY"), open_model("some-model"):
        pass
    with open_model("some-model", key_needed=False) as model:
        assert model.endpoint.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("address", "shown", "in_the_clear"),
    [
        ("https://user:word@models.example/v1/?token=x", "https://models.example/v1", False),
        ("http://models.example:8080/v1", "http://models.example:8080/v1", True),
        ("http://localhost:11434/v1", "http://localhost:11434/v1", False),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1", False),
    ],
)
def test_the_address_is_shown_without_secrets(
    environment: str,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    shown: str,
    in_the_clear: bool,
) -> None:
    """And it is known whether the text would travel unencrypted."""
    assert environment
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    with open_model("some-model") as model:
        assert (model.endpoint, model.in_the_clear) == (shown, in_the_clear)


def test_an_address_that_is_none_is_told(environment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is sent, or when it is."""
    assert environment
    for wrong in ("http://[", "models.example", "ftp://models.example/v1"):
        monkeypatch.setenv("OPENAI_BASE_URL", wrong)
        with (
            pytest.raises(ProposeError, match="OPENAI_BASE_URL"),
            open_model("some-model", retries=0) as model,
        ):
            _ask(model)


def test_every_relation_is_explained_and_allowed() -> None:
    """The instructions tell its classes and meaning, and the schema lists it."""
    relation = answer_schema()["properties"]["claims"]["items"]["properties"]["relation"]
    assert "- targets (Drug to Protein): The drug is designed" in instructions()
    assert "accountsForShareOf" not in relation["enum"]
    for name in relation["enum"]:
        assert f"\n- {name} (" in instructions()
    assert len(prompt_version()) == 8
