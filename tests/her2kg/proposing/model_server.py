"""A server on this machine that answers as the OpenAI API does, with what it is told to say."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.answering import HERE, QuietHandler, QuietServer, respond, running

__all__ = [
    "Answer",
    "ModelServer",
    "completion",
    "recorded",
    "replies",
    "says",
    "serving",
    "silent",
]

_RECORDED = Path(__file__).parent / "recorded"


class _Handler(QuietHandler):
    server: "_Server"

    def do_POST(self) -> None:  # noqa: N802  # its name in the base
        model = self.server.model
        body = self.rfile.read(int(self.headers["Content-Length"]))
        model.asked.append(json.loads(body))
        model.headers.append({name.lower(): value for name, value in self.headers.items()})
        answer = model.answers.pop(0) if len(model.answers) > 1 else model.answers[0]
        answer(self)


Answer = Callable[[_Handler], None]


class _Server(QuietServer):
    model: "ModelServer"


@dataclass
class ModelServer:
    """What it answers, one after another and the last one from then on, and what it was asked."""

    address: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def will(self, *answers: Answer) -> None:
        """Set the answers."""
        self.answers[:] = answers

    @property
    def questions(self) -> list[str]:
        """The numbered sentences of each request."""
        return [each["messages"][1]["content"] for each in self.asked]


@contextmanager
def serving() -> Iterator[ModelServer]:
    """Run a server while the block lasts."""
    server = _Server((HERE, 0), _Handler)
    server.model = ModelServer(f"http://{HERE}:{server.server_address[1]}/v1")
    with running(server, server.model.over):
        yield server.model


def says(body: bytes | str, status: int = 200, **headers: str) -> Answer:
    """Answer with a body and a status; a client that tries again need not wait."""
    content = body.encode() if isinstance(body, str) else body
    sent = {
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
        "retry-after-ms": "1",
        **headers,
    }

    def answer(asked: _Handler) -> None:
        respond(asked, status, sent, content)

    return answer


def recorded(name: str) -> Answer:
    """Answer with a file of the folder ``recorded``."""
    return says((_RECORDED / f"{name}.json").read_bytes())


def completion(text: str | None, finish: str = "stop", refusal: str | None = None) -> str:
    """Write a body as the API does."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "test-model-1",
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        }
    )


def replies(*claims: Mapping[str, object] | object) -> Answer:
    """Answer with claims."""
    return says(completion(json.dumps({"claims": list(claims)})))


def silent(asked: _Handler) -> None:
    """Never answer."""
    asked.server.model.over.wait(10)
    asked.close_connection = True
