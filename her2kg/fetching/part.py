"""A file that has come in part, with what tells whether the rest still fits."""

import json
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["Part", "strong_validator"]


def strong_validator(headers: httpx.Headers) -> str:
    """Return what If-Range may name: a strong ETag, else the date of change, else nothing.

    See RFC 9110, section 13.1.5. A body that came compressed has none: its bytes on disk are not
    those that the server counts.
    """
    if headers.get("Content-Encoding", "identity") != "identity":
        return ""
    etag = str(headers.get("ETag", ""))
    if etag and not etag.startswith("W/"):
        return etag
    return str(headers.get("Last-Modified", ""))


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes so far, and beside them the address and validator that they came with.

    Attributes:
        path: the file of the bytes.
    """

    path: Path

    @property
    def _beside(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    def begin(self, url: str, validator: str) -> None:
        """Start anew; without a validator the part will not be continued."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        self._beside.write_text(json.dumps({"url": url, "validator": validator}), encoding="utf-8")

    def resumable(self, url: str) -> tuple[int, str]:
        """Return how many bytes are there and their validator; 0 when it must start anew."""
        try:
            state = json.loads(self._beside.read_text(encoding="utf-8"))
            size = self.path.stat().st_size
            fits = state["url"] == url and bool(state["validator"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, ""
        return (size, str(state["validator"])) if fits and size else (0, "")

    def discard(self) -> None:
        """Remove it."""
        self.path.unlink(missing_ok=True)
        self._beside.unlink(missing_ok=True)

    def finished(self) -> None:
        """Keep the bytes and remove what stands beside them."""
        self._beside.unlink(missing_ok=True)
