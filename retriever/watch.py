"""Watching folders: when something in them has changed and no further change follows, they are synced.

The folders are looked at again and again instead of being watched by the operating system, which does not report a file that somebody else
puts on a network drive, where an office's documents lie.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ingest.errors import MureobwaError

EVERY = 3.0
"""Seconds between two looks; a change counts when the next look finds no further one, so that a file that is being copied is not read in half."""

Snapshot = Mapping[str, tuple[int, int]]


def snapshot(paths: Sequence[Path]) -> Snapshot:
    """Size (bytes) and time of change (nanoseconds) of every file at and below `paths`; what is missing is left out."""
    found: dict[str, tuple[int, int]] = {}
    for path in paths:
        files = [Path(folder) / name for folder, _, names in os.walk(path) for name in names]
        for file in files or [path]:
            try:
                state = file.stat()
            except OSError:
                continue
            found[str(file)] = state.st_size, state.st_mtime_ns
    return found


def watch(
    paths: Sequence[Path],
    sync: Callable[[], None],
    failed: Callable[[MureobwaError], None],
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """Call `sync` after each change, until it is interrupted; an error of it is passed to `failed`, and the watch goes on. Of the same error again and
    again, as long as a drive is not mounted, only the first is passed.

    Raises:
        KeyboardInterrupt: somebody pressed Ctrl+C.
    """
    seen, told = snapshot(paths), ""
    while True:
        wait(EVERY)
        now = snapshot(paths)
        if now == seen:
            continue
        wait(EVERY)
        while (later := snapshot(paths)) != now:
            now = later
            wait(EVERY)
        seen = now  # before the sync: what changes during it is found by the next look
        try:
            sync()
            told = ""
        except MureobwaError as error:
            if str(error) != told:
                failed(error)
            seen, told = {}, str(error)  # tried again at the next look
