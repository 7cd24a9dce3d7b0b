"""The mount points (of network drives and disks) that documents lie on: where nothing is mounted an empty folder is left, which nobody emptied."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from ingest.errors import BadInputError


def mounts_of(sources: Collection[str], before: Mapping[str, int]) -> dict[str, int]:
    """Mount point -> number of the device mounted there (`st_dev`), for those that the files `sources` lie on, without the root of all files. One
    known `before` stays known while it is away.
    """
    is_mount = cache(_is_mount)
    folders = {Path(source.rpartition("/")[0]) for source in sources}
    above = {next((one for one in (folder, *folder.parents) if is_mount(one)), None) for folder in folders}
    devices = {str(mount): _device(mount) for mount in above if mount is not None and mount != mount.parent}
    found = {mount: device for mount, device in devices.items() if device is not None}
    away = {
        mount: device
        for mount, device in before.items()
        if (_device(Path(mount)) is None or not _holds_files(Path(mount)))
        and any(source.startswith(f"{mount}/") for source in sources)
    }
    return dict(sorted((away | found).items()))


def check_mounted(sources: Iterable[str], mounts: Mapping[str, int]) -> None:
    """Make sure that none of `mounts` that holds some of the known files `sources` is away: missing or empty, and on another device than was known.

    The number of a device alone proves nothing, for a network drive may have another one after each start; neither does whether the folder is a mount
    point, for in a container it is one whatever its host has mounted there.

    Raises:
        BadInputError: one is away.
    """
    away = tuple(
        f"{one}/" for one, device in mounts.items() if _device(Path(one)) != device and not _holds_files(Path(one))
    )
    lost = {source for source in sources if source.startswith(away)} if away else set()
    if lost:
        places = ", ".join(f"'{one[:-1]}'" for one in away if any(source.startswith(one) for source in lost))
        raise BadInputError(
            f"{places}이(가) 연결되어 있지 않은 것 같습니다(폴더가 비었고 전과 다른 장치입니다). 그 안의 문서 {len(lost)}개는 그대로 두었습니다. "
            "네트워크 드라이브나 디스크를 연결하고 다시 실행해 주세요. 정말로 비운 폴더이면 --emptied를 붙여 주세요."
        )


def _is_mount(folder: Path) -> bool:
    try:
        return folder.is_mount()
    except OSError:
        return False


def _device(folder: Path) -> int | None:
    """The number of the device that `folder` lies on; None where it is missing or does not answer."""
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def _holds_files(folder: Path) -> bool:
    """Whether anything but hidden files lies in `folder`; true also where it cannot be opened, of which no document is lost."""
    try:
        return any(not one.name.startswith(".") for one in folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True
