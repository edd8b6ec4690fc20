"""Tests of unpacking archives, well-meant and not."""

import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.errors import FetchError
from her2kg.fetching.archives import is_safe_name, unpack

MB = 1_000_000


def _zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _zip_as_named(path: Path, name: str) -> Path:
    """Make an archive with a name that zipfile itself would mend when writing."""
    stand_in = "x" * len(name.encode())
    _zip(path, {stand_in: b"<Pathway/>"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), name.encode()))
    return path


def _unpack(path: Path, *wanted: str, largest: int = MB) -> tuple[str, ...]:
    folder = path.parent / "out"
    return unpack(path, folder, wanted=wanted or (".gpml",), mentions=(), largest=largest).names


def test_only_wanted_files_are_unpacked(tmp_path: Path) -> None:
    """Only wanted files are unpacked."""
    path = _zip(
        tmp_path / "a.zip", {"b/WP2.gpml": b"2", "WP1.gpml": b"1", "README.md": b"no", "c/": b""}
    )
    assert _unpack(path) == ("WP1.gpml", "b/WP2.gpml")
    assert (tmp_path / "out" / "b" / "WP2.gpml").read_bytes() == b"2"
    assert not (tmp_path / "out" / "README.md").exists()


def test_files_that_mention_no_word_are_left_and_counted(tmp_path: Path) -> None:
    """Files that mention no word are left and counted."""
    path = _zip(
        tmp_path / "a.zip",
        {"1.gpml": b"about ErbB2", "2.gpml": b"about TP53", "3.gpml": b"HER2", "4.txt": b"x"},
    )
    found = unpack(path, tmp_path / "out", wanted=[".gpml"], mentions=["ERBB", "her2"], largest=MB)
    assert (found.names, found.left) == (("1.gpml", "3.gpml"), 1)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.gpml",
        "a/../../evil.gpml",
        "/etc/evil.gpml",
        "..\\evil.gpml",
        "C:/evil.gpml",
        "C:evil.gpml",
        "//host/share/evil.gpml",
        "a.gpml\0.txt",
    ],
)
def test_a_path_out_of_the_folder_refuses_the_whole_archive(tmp_path: Path, name: str) -> None:
    """A path out of the folder refuses the whole archive."""
    path = _zip_as_named(tmp_path / "a.zip", name)
    with pytest.raises(FetchError, match="names the path"):
        _unpack(path)
    assert not (tmp_path / "out").exists()


def test_an_unsafe_name_refuses_also_the_files_before_it(tmp_path: Path) -> None:
    """An unsafe name refuses also the files before it."""
    path = _zip(tmp_path / "a.zip", {"good.gpml": b"1", "../evil.txt": b"2"})
    with pytest.raises(FetchError, match="names the path"):
        _unpack(path)
    assert not (tmp_path / "out").exists()


@given(st.text(alphabet="ab./\\:\0 é", min_size=0, max_size=12))
def test_a_safe_name_stays_within_its_folder(name: str) -> None:
    """A safe name stays within its folder."""
    root = Path("/cache/source/files")
    if is_safe_name(name):
        target = (root / name).resolve()
        assert target.is_relative_to(root)
        assert target != root
        assert not set("\0\\:") & set(name)


@given(st.lists(st.text(alphabet="abcWP019._-", min_size=1, max_size=8), min_size=1, max_size=4))
def test_usual_names_are_safe(parts: list[str]) -> None:
    """Usual names are safe."""
    name = "/".join(parts)
    if not any(set(part) <= {"."} for part in parts):
        assert is_safe_name(name)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    """Links and devices are refused."""
    path = tmp_path / "a.zip"
    member = zipfile.ZipInfo("link.gpml")
    member.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "/etc/passwd")
    with pytest.raises(FetchError, match="link or device"):
        _unpack(path)


def test_a_bomb_is_cut(tmp_path: Path) -> None:
    """A bomb is cut."""
    path = _zip(tmp_path / "a.zip", {"bomb.gpml": bytes(50 * MB)})
    assert path.stat().st_size < MB
    with pytest.raises(FetchError, match="grows too large"):
        _unpack(path, largest=100 * MB)
    assert not (tmp_path / "out" / "bomb.gpml").exists()


def test_many_files_may_not_be_too_large_together(tmp_path: Path) -> None:
    """Many files may not be too large together."""
    path = _zip(
        tmp_path / "a.zip", {f"{n}.gpml": bytes(400_000) for n in range(3)}, zipfile.ZIP_STORED
    )
    with pytest.raises(FetchError, match="grows too large"):
        _unpack(path, largest=MB)


def test_a_size_that_an_entry_understates_is_not_believed(tmp_path: Path) -> None:
    """A size that an entry understates is not believed."""
    path = _zip(tmp_path / "a.zip", {"a.gpml": b"x" * 5000})
    content = path.read_bytes()
    path.write_bytes(content.replace((5000).to_bytes(4, "little"), (5).to_bytes(4, "little")))
    with pytest.raises(FetchError, match="no sound zip archive"):
        _unpack(path)


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """Two files of one name are refused."""
    path = _zip(tmp_path / "a.zip", {"a.gpml": b"1", "A.GPML": b"2"})
    with pytest.raises(FetchError, match="twice"):
        _unpack(path)


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    """A file in the place of a folder is refused."""
    path = _zip(tmp_path / "a.zip", {"a.gpml": b"1", "a.gpml/b.gpml": b"2"})
    with pytest.raises(FetchError, match="cannot be written"):
        _unpack(path)


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    """An encrypted file is refused."""
    path = _zip(tmp_path / "a.zip", {"a.gpml": b"1"}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(FetchError, match="encrypted"):
        _unpack(path)


def test_a_rare_compression_is_refused(tmp_path: Path) -> None:
    """A rare compression is refused."""
    path = _zip(tmp_path / "a.zip", {"a.gpml": b"1" * 500}, zipfile.ZIP_LZMA)
    with pytest.raises(FetchError, match="packed oddly"):
        _unpack(path)


@given(cut=st.integers(0, 200), flip=st.integers(0, 200))
def test_a_damaged_archive_is_one_line(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flip: int
) -> None:
    """A damaged archive is one line."""
    path = _zip(tmp_path_factory.mktemp("zip") / "a.zip", {"a.gpml": b"<Pathway/>" * 20})
    content = bytearray(path.read_bytes())
    content[flip % len(content)] ^= 0xFF
    path.write_bytes(content[: len(content) - cut])
    with suppress(FetchError):  # any other error would fail the test
        _unpack(path, "")
    written = [p.read_bytes() for p in (path.parent / "out").rglob("*") if p.is_file()]
    assert all(content == b"<Pathway/>" * 20 for content in written)


def test_an_archive_without_a_wanted_file_is_refused(tmp_path: Path) -> None:
    """An archive without a wanted file is refused."""
    path = _zip(tmp_path / "a.zip", {"README.md": b"no"})
    with pytest.raises(FetchError, match=r"holds no file \*\.gpml"):
        _unpack(path)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    """What is no archive is refused."""
    path = tmp_path / "a.zip"
    path.write_text("<html>Please sign in</html>")
    with pytest.raises(FetchError, match=r"a\.zip is no sound zip archive"):
        _unpack(path)
