"""Files of a user."""

import hashlib
from pathlib import Path

import pytest

from her2kg.errors import InputError
from her2kg.material import read_material


def test_a_text_is_read_with_its_hash(tmp_path: Path) -> None:
    """The text is as it stands, line ends too; the hash is that of the bytes."""
    path = tmp_path / "a.txt"
    path.write_bytes("HER2 is an ünïcödé name\r\n".encode())
    material = read_material(path)
    assert (material.name, material.text) == ("a.txt", "HER2 is an ünïcödé name\r\n")
    assert material.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_byte_order_mark_is_no_letter(tmp_path: Path) -> None:
    """A mark at the beginning does not become part of the text."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfHER2")
    assert read_material(path).text == "HER2"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\x00\x01", "binary"),
        (b"caf\xe9", "not UTF-8"),
        (b"one\ntw\xff", r"line 2"),
        (b"  \n", "empty"),
        (b"", "empty"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    """Binary, wrongly encoded and empty files are named with what is wrong."""
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason):
        read_material(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    """Each has its own reason."""
    with pytest.raises(InputError, match="does not exist"):
        read_material(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_material(tmp_path)
