"""A language model behind an endpoint that is compatible with OpenAI's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from her2kg.errors import ProposeError

if TYPE_CHECKING:
    import openai

__all__ = ["Answer", "Model", "open_model"]

_TIMEOUT = 180.0
_RETRIES = 2
_LONGEST_MESSAGE = 200
_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
_UNAUTHORISED = frozenset({401, 403})
_NOT_FOUND = 404
_BUSY = 429
_REDIRECTS = range(300, 400)
_SHORTEST_SECRET = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered.

    Attributes:
        text: its words, or empty.
        finish: why it ended: ``stop``, or ``length`` when it was cut off, or another word.
        refusal: its words where it declined, or empty.
        model: which model the server says that answered, or empty.
    """

    text: str
    finish: str = ""
    refusal: str = ""
    model: str = ""


class Model:
    """A model that can be asked.

    Args:
        client: the client of the package; it holds the key and the address.
        name: name of the model, as its server knows it.
    """

    def __init__(self, client: "openai.OpenAI", name: str) -> None:
        self._client = client
        self.name = name

    @property
    def endpoint(self) -> str:
        """The address that requests go to, without user name, password and query."""
        url = self._client.base_url
        port = f":{url.port}" if url.port else ""
        host = f"[{url.host}]" if ":" in url.host else url.host
        return f"{url.scheme}://{host}{port}{url.path}".rstrip("/")

    @property
    def in_the_clear(self) -> bool:
        """Whether key and text would travel to another machine without encryption."""
        url = self._client.base_url
        return url.scheme != "https" and url.host not in _LOCAL

    def ask(self, instructions: str, question: str, schema: dict[str, Any]) -> Answer:
        """Ask once; the package tries again what is worth it.

        Args:
            instructions: what to do.
            question: what to do it with.
            schema: JSON Schema of the answer.

        Raises:
            ProposeError: the server refuses, cannot be reached, takes too long or does not
                answer as the API says.
        """
        with self._told_in_a_line():
            completion: Any = self._client.chat.completions.create(
                model=self.name,
                messages=[
                    {"role": "system", "content": instructions},
                    {"role": "user", "content": question},
                ],
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "claims", "strict": True, "schema": schema},
                },
            )
            return _answer(completion)

    @contextmanager
    def _told_in_a_line(self) -> Iterator[None]:
        import openai  # noqa: PLC0415  # optional, and slow to load

        try:
            yield
        except openai.APIStatusError as error:
            raise ProposeError(self._status(error)) from None
        except openai.APITimeoutError:
            raise ProposeError(
                f"{self.endpoint} gave no answer in {_timeout(self._client)}: try again later, or "
                "with a faster model"
            ) from None
        except openai.APIConnectionError as error:
            reason = self._clean(str(error.__cause__ or error))
            raise ProposeError(
                f"{self.endpoint} cannot be reached ({reason}): check OPENAI_BASE_URL and the "
                "network"
            ) from None
        except (openai.OpenAIError, AttributeError, IndexError, TypeError, ValueError):
            raise ProposeError(
                f"{self.endpoint} does not answer as the OpenAI API does: check OPENAI_BASE_URL"
            ) from None

    def _status(self, error: "openai.APIStatusError") -> str:
        code = error.status_code
        if code in _UNAUTHORISED:
            return f"{self.endpoint} refuses the key (HTTP {code}): check OPENAI_API_KEY"
        said = self._clean(error.message)
        if code == _NOT_FOUND:
            return (
                f"{self.endpoint} knows no such address or model {self.name} (HTTP 404, {said}): "
                "check OPENAI_BASE_URL and the model"
            )
        if code == _BUSY:
            return f"{self.endpoint} takes no more for now (HTTP 429, {said}): try again later"
        if code in _REDIRECTS:
            return (
                f"{self.endpoint} redirects elsewhere (HTTP {code}), which is not followed: set "
                "OPENAI_BASE_URL to where the API is"
            )
        return f"{self.endpoint} cannot answer (HTTP {code}, {said})"

    def _clean(self, message: str) -> str:
        """Make a line of what a server says, without the key and without control characters."""
        key = self._client.api_key
        if len(key) >= _SHORTEST_SECRET:
            message = message.replace(key, "…")
        plain = "".join(c if c.isprintable() else " " for c in message)
        return " ".join(plain.split())[:_LONGEST_MESSAGE]


def _timeout(client: "openai.OpenAI") -> str:
    return f"{client.timeout:g} seconds" if isinstance(client.timeout, int | float) else "time"


def _answer(completion: Any) -> Answer:
    """Take from an answer what is used of it; a server may leave out what it likes."""
    choice = completion.choices[0]
    message = choice.message
    return Answer(
        text=str(message.content or ""),
        finish=str(choice.finish_reason or ""),
        refusal=str(getattr(message, "refusal", None) or ""),
        model=str(completion.model or ""),
    )


@contextmanager
def open_model(
    name: str, *, key_needed: bool = True, timeout: float = _TIMEOUT, retries: int = _RETRIES
) -> Iterator[Model]:
    """Give a model at the address and with the key that the environment names.

    Args:
        name: name of the model.
        key_needed: whether it will be asked.
        timeout: how long a request may take, in seconds.
        retries: how often a request is tried again.

    Raises:
        ProposeError: the extra is not installed, or there is no key or no sound address.
    """
    openai = _package()
    given = {} if key_needed else {"api_key": "not needed"}
    transport = openai.DefaultHttpxClient(follow_redirects=False, timeout=timeout)
    try:
        client = openai.OpenAI(**given, timeout=timeout, max_retries=retries, http_client=transport)
    except openai.OpenAIError:
        transport.close()
        raise ProposeError(
            "there is no key: set OPENAI_API_KEY (any word for a server that asks for none)"
        ) from None
    except Exception:  # noqa: BLE001  # each version of the package has its own for a bad address
        transport.close()
        raise ProposeError("OPENAI_BASE_URL is no address: check it") from None
    with client:
        yield Model(client, name)


def _package() -> ModuleType:
    try:
        import openai  # noqa: PLC0415  # optional, and slow to load
    except ImportError:
        raise ProposeError(
            "asking a language model needs an extra: pip install 'her2kg[llm]'"
        ) from None
    return openai
