"""What a started system keeps on this machine is for its owner only."""

import stat
from collections.abc import Iterator
from pathlib import Path

from deploy.local.system import System


def opened(folder: Path) -> Iterator[str]:
    """Name what others than the owner may read, write or enter."""
    for path in (folder, *folder.rglob("*")):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            continue
        if not stat.S_ISLNK(mode) and mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"{path.relative_to(folder)} {stat.filemode(mode)}"


def test_no_file_of_a_running_system_is_open_to_others(system: System) -> None:
    found = list(opened(system.folder))

    assert found == []
    assert (system.folder / "broker" / "rabbitmq.conf").exists()
    assert (system.folder / "run" / "gateway.json").exists()
