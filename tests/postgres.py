"""A PostgreSQL server of one's own for tests: its own folder, its own port, loopback only, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

UNPRIVILEGED = "nobody"
"""Who runs the server when root runs the tests: it refuses to be root."""


class NoPostgresError(Exception):
    """There is no server to be had; the message says why."""


def programs() -> Path:
    """Find the folder with `initdb` and `postgres`.

    Raises:
        NoPostgresError: If it is not installed.
    """
    beside = shutil.which("initdb")
    found = [Path(beside).parent] if beside else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    usable = [folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists()]
    if not usable:
        message = "PostgreSQL is not installed (apt-get install postgresql)"
        raise NoPostgresError(message)
    return usable[0]


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server; yield its URL; stop it and remove everything.

    Raises:
        NoPostgresError: If it is not installed or does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="rehearse-postgres-"))
    try:
        if os.name == "posix" and os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
        port = _free_port()
        data = folder / "data"
        here = programs()
        _run([str(here / "initdb"), "-D", str(data), "-U", "rehearse", "--auth=trust", "--no-sync", "-E", "UTF8"])
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        )
        control = [str(here / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
        _run([*control, "-o", options, "start"])
        try:
            yield f"postgresql://rehearse@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: Sequence[str]) -> None:
    as_user = ["setpriv", f"--reuid={UNPRIVILEGED}", "--clear-groups"] if os.name == "posix" and os.geteuid() == 0 else []
    try:
        # Not captured: the server would hold the pipe open for as long as it runs.
        subprocess.run(
            [*as_user, *command], check=True, timeout=120, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        message = f"PostgreSQL does not start: {error}"
        raise NoPostgresError(message) from error
