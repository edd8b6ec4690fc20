"""The cache of downloads: files, and a manifest that says where each came from."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import filelock

from her2kg.errors import FetchError
from her2kg.fetching.download import Known
from her2kg.whole_files import replace_text

__all__ = ["Cache", "Entry", "file_hash"]

_PREVIOUS = "previous"
_Manifest = dict[str, dict[str, Any]]


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a file of the cache came from.

    Attributes:
        source: name of the source.
        name: name of the file.
        url: the address that was asked for.
        final_url: where redirects led.
        fetched: when it came, in UTC.
        checked: when the publisher last said that it is the newest, in UTC.
        sha256: hash of its bytes, hexadecimal.
        size: bytes.
        etag: what the server called this copy.
        last_modified: when it last changed, as the server says.
        licence: licence of the source.
        release: the publisher's release, where it is known.
        query: what was asked, for an API.
        records: how many records it holds, for an API.
        announced: how many records the publisher said there are.
        unpacked: files taken out of it, each with its hash.
        left: files of it with a wanted name that were left for what they do not mention.
    """

    source: str
    name: str
    url: str
    final_url: str
    fetched: str
    checked: str
    sha256: str
    size: int
    licence: str
    etag: str = ""
    last_modified: str = ""
    release: str = ""
    query: str = ""
    records: int = 0
    announced: int = 0
    unpacked: tuple[tuple[str, str], ...] = ()
    left: int = 0

    @property
    def known(self) -> Known:
        """What the server said of this copy."""
        return Known(self.etag, self.last_modified)


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of downloads, one folder a source, the version before the newest beside it.

    Attributes:
        root: the folder; it is made when something is first written to it.
    """

    root: Path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let only one download at a time write here.

        Raises:
            FetchError: another one is running, or the folder cannot be written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self.root / "fetch.lock", blocking=False):
                yield
        except filelock.Timeout:
            raise FetchError(
                f"another download is running in {self.root}: wait until it is done"
            ) from None
        except OSError as error:
            raise FetchError(f"{self.root} cannot be written: {error.strerror or error}") from None

    def path(self, source: str, name: str) -> Path:
        """Return where a file lies."""
        return self.root / source / name

    def part(self, source: str, name: str) -> Path:
        """Return where the bytes of a file go until it is whole."""
        return self.root / source / f"{name}.part"

    def folder(self, source: str, name: str) -> Path:
        """Return where the files out of an archive lie."""
        return self.root / source / Path(name).stem

    def entries(self) -> list[Entry]:
        """Return what the manifest says of the newest files.

        Raises:
            FetchError: it is damaged.
        """
        return [_entry(each) for each in self._read()["files"].values()]

    def sound(self, source: str, name: str) -> Entry | None:
        """Return the entry of a file if the file is there and has not changed since it came.

        Raises:
            FetchError: the manifest is damaged.
        """
        stored = self._read()["files"].get(f"{source}/{name}")
        if stored is None:
            return None
        entry = _entry(stored)
        return entry if self._unchanged(entry) else None

    def files(self, entry: Entry) -> list[Path]:
        """Return the files to build with: the file, or what was taken out of it."""
        if not entry.unpacked:
            return [self.path(entry.source, entry.name)]
        folder = self.folder(entry.source, entry.name)
        return [folder / name for name, _ in entry.unpacked]

    def keep(self, entry: Entry, part: Path, unpacked: Path | None = None) -> None:
        """Put a file that has come whole into its place; the one before stays as the previous.

        Args:
            entry: what is known of it.
            part: where it lies now.
            unpacked: the folder of what was taken out of it.
        """
        manifest = self._read()
        key = f"{entry.source}/{entry.name}"
        old = manifest["files"].get(key)
        if old and old["sha256"] != entry.sha256:
            manifest[_PREVIOUS][key] = old
            self._set_aside(self.path(entry.source, entry.name))
            self._set_aside(self.folder(entry.source, entry.name))
        part.replace(self.path(entry.source, entry.name))
        if unpacked:
            folder = self.folder(entry.source, entry.name)
            shutil.rmtree(folder, ignore_errors=True)
            unpacked.rename(folder)
        manifest["files"][key] = asdict(entry)
        self._write(manifest)

    def note(self, entry: Entry) -> None:
        """Write down an entry whose file has stayed the same."""
        manifest = self._read()
        manifest["files"][f"{entry.source}/{entry.name}"] = asdict(entry)
        self._write(manifest)

    def _unchanged(self, entry: Entry) -> bool:
        folder = self.folder(entry.source, entry.name)
        hashes = {folder / name: sha256 for name, sha256 in entry.unpacked}
        hashes[self.path(entry.source, entry.name)] = entry.sha256
        return all(path.is_file() and file_hash(path) == said for path, said in hashes.items())

    def _set_aside(self, path: Path) -> None:
        aside = path.parent / _PREVIOUS / path.name
        if not path.exists():
            return
        aside.parent.mkdir(exist_ok=True)
        if path.is_dir():
            shutil.rmtree(aside, ignore_errors=True)
        path.replace(aside)

    def _read(self) -> _Manifest:
        path = self.root / "manifest.json"
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            return {"files": dict(stored["files"]), _PREVIOUS: dict(stored[_PREVIOUS])}
        except FileNotFoundError:
            return {"files": {}, _PREVIOUS: {}}
        except (ValueError, KeyError, TypeError):
            raise FetchError(f"{path} is damaged: delete it and fetch again") from None

    def _write(self, manifest: _Manifest) -> None:
        text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
        replace_text(self.root / "manifest.json", text)


def _entry(stored: Any) -> Entry:
    try:
        parts = tuple((str(name), str(said)) for name, said in stored.get("unpacked", ()))
        return Entry(**{**stored, "unpacked": parts})
    except (TypeError, ValueError, AttributeError):
        raise FetchError(
            "the manifest.json of the cache is damaged: delete it and fetch again"
        ) from None
