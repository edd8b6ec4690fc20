"""Sections of a mapping file, whose keys are read one by one and whose faults name their place."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from her2kg.loaders.own_table_text import unprintable
from her2kg.loaders.own_table_vocabulary import hint

__all__ = ["CHOOSE", "MappingError", "Section", "read_sections"]

CHOOSE = "CHOOSE"
"""What a suggested mapping has where a person must decide."""

_SPEECH = {
    dict: "a section in braces",
    list: "a list",
    str: "a text in quotes",
    bool: "true or false",
}

_SHOWN = 60
_Read = TypeVar("_Read")


class MappingError(ValueError):
    """A mapping file cannot be used; one line with its name, the place and what to do."""


class Section:
    """A section of a mapping file.

    Args:
        file: name of the file, for messages.
        place: where the section stands, in words; empty for the whole file.
        data: its keys and values.
    """

    def __init__(self, file: str, place: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self.place = place
        self._data = data

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def knows(self, keys: Iterable[str]) -> None:
        """Refuse keys that mean nothing here.

        Raises:
            MappingError: there is one.
        """
        allowed = set(keys)
        for key in self._data:
            if key not in allowed:
                raise self.fault("", f"there is no key {key!r} here: {hint(key, allowed)}")

    def text(self, key: str) -> str:
        """Return a text without blanks around it, or an empty one where the key is missing.

        Raises:
            MappingError: it is none, or is still to be chosen.
        """
        found = self.mark(key).strip()
        if found == CHOOSE:
            raise self.fault(key, "it still has to be chosen")
        return found

    def mark(self, key: str) -> str:
        """Return what stands between things, blanks and all, or an empty text.

        Raises:
            MappingError: it is no text, or cannot be shown as one.
        """
        found = str(self._typed(key, str, ""))
        if mark := unprintable(found):
            raise self.fault(key, f"it holds the character {mark}: remove it")
        return found

    def required(self, key: str) -> str:
        """Return a text that must be there.

        Raises:
            MappingError: it is missing or empty, or is no text.
        """
        found = self.text(key)
        if not found:
            raise self.fault("", f"{key!r} is missing: add it")
        return found

    def word(self, key: str, known: Iterable[str]) -> str:
        """Return a text that is one of some words.

        Raises:
            MappingError: it is not; the message has the nearest one.
        """
        found, words = self.required(key), list(known)
        if found not in words:
            raise self.fault(key, f"{found!r} is not known: {hint(found, words)}")
        return found

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false.

        Raises:
            MappingError: it is neither.
        """
        return bool(self._typed(key, bool, default))

    def texts(self, key: str) -> list[str]:
        """Return a list of texts.

        Raises:
            MappingError: it is none.
        """
        found = self._typed(key, list, [])
        if not all(isinstance(each, str) for each in found):
            raise self.fault(key, "write a list of texts in quotes")
        return list(found)

    def section(self, key: str) -> "Section":
        """Return a section within this one.

        Raises:
            MappingError: it is missing, or is no section.
        """
        if key not in self._data:
            raise self.fault("", f"{key!r} is missing: add it")
        return Section(self.file, self._within(key), self._typed(key, dict, {}))

    def sections(self, key: str) -> list["Section"]:
        """Return a list of sections, numbered from 1.

        Raises:
            MappingError: it is no list of sections.
        """
        found = self._typed(key, list, [])
        if not all(isinstance(each, dict) for each in found):
            raise self.fault(key, "write a list of sections")
        return [Section(self.file, self._within(f"{key} {n}"), s) for n, s in enumerate(found, 1)]

    def is_section(self, key: str) -> bool:
        """Say whether a key holds a section."""
        return isinstance(self._data.get(key), dict)

    def fault(self, key: str, reason: str) -> MappingError:
        """Make the error that something is wrong with a key, or with the whole section."""
        place = self._within(key) if key else self.place
        return MappingError(": ".join(filter(None, (self.file, place, reason))))

    def checked(self, key: str, read: Callable[[], _Read]) -> _Read:
        """Read something, and say where it stands if that fails.

        Raises:
            MappingError: reading it raises a ValueError.
        """
        try:
            return read()
        except MappingError:
            raise
        except ValueError as error:
            raise self.fault(key, str(error)) from None

    def _within(self, key: str) -> str:
        return ", ".join(filter(None, (self.place, key)))

    def _typed(self, key: str, kind: type, default: Any) -> Any:
        found = self._data.get(key, default)
        if not isinstance(found, kind):
            raise self.fault(key, f"write {_SPEECH[kind]}, not {found!r:.{_SHOWN}}")
        return found


def read_sections(text: str, file: str) -> Section:
    """Read the text of a mapping file.

    Raises:
        MappingError: it is not TOML.
    """
    try:
        return Section(file, "", tomllib.loads(text.removeprefix("\ufeff")))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{file}: it cannot be read as TOML: {error}") from None
