"""Files of a user."""

import gzip
import hashlib
import zipfile
from functools import partial
from pathlib import Path

import pytest

from her2kg.errors import InputError
from her2kg.material import read_material, read_materials

# Without the time, which would name the tests otherwise in each worker.
_gzip = partial(gzip.compress, mtime=0)


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


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_compressed_file_is_the_same_input(tmp_path: Path) -> None:
    """Name and hash are those of what is inside, so that adding both adds one."""
    plain, packed = tmp_path / "a.tsv", tmp_path / "a.tsv.gz"
    plain.write_bytes("a\tb\nü\t2\n".encode())
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_material(plain) == read_material(packed)
    assert list(read_material(packed).lines()) == ["a\tb\n", "ü\t2\n"]


def test_an_archive_is_each_of_its_files(tmp_path: Path) -> None:
    """Folders and what macOS adds are passed over; nothing is written to disk."""
    files = {"studies/1.json": b"{}", "studies/2.json": b"[]", "__MACOSX/x": b"\0", "b/": b""}
    path = _zip(tmp_path / "studies.zip", files)
    found = read_materials(path)
    assert [(m.name, m.text, m.archive) for m in found] == [
        ("studies/1.json", "{}", "studies.zip"),
        ("studies/2.json", "[]", "studies.zip"),
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["studies.zip"]
    with pytest.raises(InputError, match="holds 2 files"):
        read_material(path)


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    """A name that points out of the archive is a name only."""
    path = _zip(tmp_path / "x.zip", {"../../evil.txt": b"HER2"})
    assert read_material(path).text == "HER2"
    assert not (tmp_path.parent / "evil.txt").exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("cut.gz", _gzip(b"HER2 " * 1000)[:-12], "cut off or damaged"),
        ("bad.gz", b"\x1f\x8b\x08\0 no gzip at all", "cut off or damaged"),
        ("twice.gz", _gzip(_gzip(b"HER2")), "compressed twice"),
        ("blank.gz", _gzip(b" \n"), "is empty"),
        ("cut.zip", b"PK\x03\x04 and nothing more", "is damaged"),
        ("wide.txt", "HER2".encode("utf-16"), "UTF-16"),
        ("nul.txt", b"HER2\0", "binary"),
    ],
)
def test_damaged_files_are_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Each is told with what is wrong, and what to do."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason):
        read_materials(path)


def test_an_archive_with_a_damaged_file_is_refused(tmp_path: Path) -> None:
    """The check sum inside tells."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"HER2 is a protein")
    path.write_bytes(path.read_bytes().replace(b"HER2 is", b"HER3 is"))
    with pytest.raises(InputError, match=r"x.zip/a.txt is cut off or damaged"):
        read_materials(path)


def test_office_documents_are_told_apart_from_archives(tmp_path: Path) -> None:
    """A Word or Excel file is an archive of XML that nobody means to load."""
    path = _zip(tmp_path / "x.docx", {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    with pytest.raises(InputError, match="office document"):
        read_materials(path)


def test_a_bomb_is_refused_before_it_fills_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What unpacks to more than the limit is not unpacked to its end."""
    monkeypatch.setattr("her2kg.material._LARGEST", 4_000_000)
    bomb = b"x" * 40_000_000
    packed = tmp_path / "x.gz"
    packed.write_bytes(gzip.compress(bomb))
    with pytest.raises(InputError, match="larger than"):
        read_materials(packed)
    with pytest.raises(InputError, match="unpacks to more"):
        read_materials(_zip(tmp_path / "x.zip", {"x.txt": bomb}))


def test_an_encoding_is_checked_across_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter that two chunks share is a letter; a broken one is found on its line."""
    monkeypatch.setattr("her2kg.material._CHUNK", 4)
    path = tmp_path / "x.txt"
    path.write_bytes("abcü\nabcü\nü".encode())
    assert read_material(path).text == "abcü\nabcü\nü"
    path.write_bytes("abcü\nabcü\n".encode() + b"\xc3")
    with pytest.raises(InputError, match="line 3"):
        read_material(path)


def test_a_file_that_changes_meanwhile_is_not_mixed(tmp_path: Path) -> None:
    """What was checked and what is loaded are the same bytes, or the load stops."""
    path = tmp_path / "x.txt"
    path.write_text("HER2 is a protein", "utf-8")
    material = read_material(path)
    path.write_text("HER2 is another protein", "utf-8")
    with pytest.raises(InputError, match="was changed while it was read"):
        _ = material.text


def test_a_pdf_is_taken_as_it_is(tmp_path: Path) -> None:
    """Its bytes are no text and are not checked as one."""
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7\n\0\xff")
    material = read_material(path)
    assert material.head == "%PDF-"
    with material.open() as content:
        assert content.read() == b"%PDF-1.7\n\0\xff"


def test_the_meaning_of_columns_is_part_of_the_input(tmp_path: Path) -> None:
    """The same table with another mapping is another input."""
    table, mapping = tmp_path / "x.csv", tmp_path / "x.map.toml"
    table.write_text("a,b\n1,2\n", "utf-8")
    mapping.write_text('title = "x"\n', "utf-8")
    with_mapping = read_material(table, mapping)
    assert with_mapping.mapping == 'title = "x"\n'
    assert with_mapping.sha256 != read_material(table).sha256
