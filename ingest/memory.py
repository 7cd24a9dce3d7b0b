"""Gives memory that is no longer used back to the operating system."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Give freed memory back to the system. glibc keeps it otherwise: half a GB stays with the process for good after a model was unpacked or
    released. Where the C library has no such call (musl, macOS) nothing happens.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def give_back_of_mimalloc(library: str) -> None:
    """Give back the freed memory of a shared `library` that uses mimalloc, as Kiwi's does; for one that does not nothing happens. (`mi_collect` of
    microsoft/mimalloc.)
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(library).mi_collect(ctypes.c_bool(True))
