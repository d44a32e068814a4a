"""Where a store may be, and where not."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.store.place import check_drive, network_drive, path_of, read_target

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/team /mnt/team cifs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sda2 /home/ada ext4 rw 0 0
ada@server: /mnt/far\\040away fuse.sshfs rw 0 0
/dev/fuse /mnt/near fuse.portal rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/a.sqlite", None),
        ("/mnt/team/a.sqlite", "cifs"),
        ("/mnt/teamwork/a.sqlite", None),
        ("/home/bo/a.sqlite", "nfs4"),
        ("/home/ada/a.sqlite", None),
        ("/mnt/far away/a.sqlite", "fuse.sshfs"),
        ("/mnt/near/a.sqlite", None),
    ],
)
def test_a_network_drive_is_known_by_its_kind(path: str, kind: str | None):
    """The innermost drive counts; a folder's name that only begins alike is another; blanks are read."""
    assert network_drive(PurePosixPath(path), MOUNTS) == kind


def test_a_windows_share_is_a_network_drive():
    """It shows in the path itself."""
    assert network_drive(PureWindowsPath(r"\\server\team\a.sqlite"), "") == "a shared folder"
    assert network_drive(PureWindowsPath(r"C:\team\a.sqlite"), "") is None


def test_a_network_drive_is_refused_with_a_cure():
    with pytest.raises(StoreError, match=r"/mnt/team/a\.sqlite: .*\(cifs\).*own disk.*PostgreSQL"):
        check_drive(Path("/mnt/team/a.sqlite"), MOUNTS)


@pytest.mark.parametrize("target", ["a b.sqlite", "sqlite:///a b.sqlite", Path("a b.sqlite"), "./x/../a b.sqlite"])
def test_a_file_is_named_by_its_path(target: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whatever folder the program goes to later."""
    monkeypatch.chdir(tmp_path)

    assert path_of(read_target(target)) == tmp_path / "a b.sqlite"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_postgresql_address_is_taken_as_people_write_it(scheme: str):
    url = read_target(f"{scheme}://ada:secret@db/falls")

    assert (url.drivername, url.password, path_of(url)) == ("postgresql+psycopg", "secret", None)


@pytest.mark.parametrize("target", ["mysql://ada:secret@db/falls", "sqlite://", "sqlite:///:memory:", "http://db:x/"])
def test_any_other_address_is_refused_without_its_password(target: str):
    with pytest.raises(StoreError, match=r"Give the path of a file|cannot be read") as refusal:
        read_target(target)

    assert "secret" not in str(refusal.value)
