"""Which tests go to one process of `pytest -n 2`: those of a file, and those of a folder that share what is dear to build."""

from xdist.scheduler import LoadFileScheduling

_ROOMS = tuple(f"tests/{room}/" for room in ("chat/api", "chat/attacks", "chat/web", "chat/widget", "eval/training"))
"""An office with its index and its server each, or torch: a second process would build them a second time."""


class LoadRoomScheduling(LoadFileScheduling):  # type: ignore[misc]  # xdist tells no types
    """`--dist loadfile`, but a folder of `_ROOMS` is one piece of work as a file is."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return next((room for room in _ROOMS if file.startswith(room)), file)
