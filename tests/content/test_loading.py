"""A guide from a file: what is read as it is, and which files are refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from netlearn_widgets.content import default_guide, default_text, load, parse, read_text
from netlearn_widgets.content.load import LARGEST
from netlearn_widgets.model.errors import GuideError


def test_a_copy_of_the_default_guide_is_the_default_guide(tmp_path: Path) -> None:
    copy = tmp_path / "my guide.toml"
    copy.write_text(default_text(), encoding="utf-8")

    assert default_guide() == load(copy)
    assert default_guide() == load(str(copy))
    assert default_text() == read_text(copy)


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "byte order mark"])
def test_a_file_saved_on_windows_is_read(tmp_path: Path, start: str) -> None:
    """Windows line ends and Notepad's byte order mark change nothing."""
    copy = tmp_path / "my.toml"
    copy.write_bytes((start + default_text()).replace("\n", "\r\n").encode())

    assert default_guide() == load(copy)


def test_markup_in_a_guide_is_text() -> None:
    """What looks like HTML, a formula or another script is kept letter for letter."""
    for typed in ("<img src=x onerror=alert(1)>", "=HYPERLINK(A1)", "مرحبا 👩‍🔬 e\u0301", "{{ 7 * 7 }} & $x$"):
        guide = parse(default_text().replace('title = "Welcome"', f"title = '{typed}'"))

        assert typed == guide.step("welcome").title


def test_the_default_guide_is_ready_at_once() -> None:
    """Reading it takes far less than a page needs to be drawn (about 15 ms on a laptop; ten times that is allowed)."""
    text = default_text()
    parse(text)

    begin = time.process_time()
    parse(text)

    assert time.process_time() - begin < 0.15


def refused(path: Path) -> str:
    """What load says about a file it refuses."""
    with pytest.raises(GuideError) as error:
        load(path)
    return str(error.value)


def test_a_missing_file_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "my_guide.toml").write_text(default_text(), encoding="utf-8")

    message = refused(tmp_path / "my_giude.toml")

    assert f"{tmp_path / 'my_giude.toml'}: There is no such file." in message
    assert f"Did you mean {tmp_path / 'my_guide.toml'}?" in message


def test_a_missing_file_without_a_likely_other_says_how_to_get_one(tmp_path: Path) -> None:
    assert "`netlearn guide > my.toml`" in refused(tmp_path / "nowhere" / "x.toml")


def test_a_folder_is_no_guide(tmp_path: Path) -> None:
    assert f"{tmp_path}: The file cannot be read" in refused(tmp_path)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_in_another_encoding_is_refused_with_its_cure(tmp_path: Path, encoding: str) -> None:
    """The line is named where the first letter cannot be read."""
    path = tmp_path / "my.toml"
    path.write_bytes('key = "g"\ntitle = "Café"\n'.encode(encoding))

    message = refused(path)

    assert f"{path}, line {2 if encoding == 'latin-1' else 1}: The file is not written in UTF-8." in message
    assert "Save it again with the encoding UTF-8" in message


def test_a_file_far_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(b"#" * (LARGEST + 1))

    assert "The file is larger than 1,000,000 bytes. Is it the right file?" in refused(path)


def test_a_text_far_too_large_is_refused_unread() -> None:
    with pytest.raises(GuideError, match=r"guide: The text is longer than 1,000,000 characters\."):
        parse("#" * (LARGEST + 1))
