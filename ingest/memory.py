"""Memory that nobody uses any more, given back to the system."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Let the system have what has been freed. glibc keeps it for itself: half a GB stays with the process for good after a model was unpacked or
    let go. Where the C library has no such call (musl, macOS) nothing happens.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def give_back_of_mimalloc(library: str) -> None:
    """The same for a shared `library` that carries mimalloc, as Kiwi's does; one without it is left alone. (`mi_collect` of microsoft/mimalloc.)"""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(library).mi_collect(ctypes.c_bool(True))
