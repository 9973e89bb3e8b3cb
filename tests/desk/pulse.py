"""A sound server of our own, with a loudspeaker and a microphone made of nothing, that no other program sees."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_LIMIT_S = 10.0

DEVICES = """
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=loudspeaker rate=48000
load-module module-null-sink sink_name=cable rate=48000
load-module module-remap-source source_name=microphone master=cable.monitor
set-default-sink loudspeaker
set-default-source microphone
"""
"""What the caller plays into `cable` comes out of `microphone`; what is played comes out of `loudspeaker.monitor`."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """A running server."""

    environment: dict[str, str]
    """What a program needs to find it, and nothing of the user's own."""

    process: "subprocess.Popen[bytes]"
    """The server."""

    def control(self, *words: str) -> str:
        """Give it an order; return the answer."""
        done = subprocess.run(["pactl", *words], env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()


def missing_tools() -> list[str]:
    """Name the programs that are not installed."""
    return [tool for tool in ("pulseaudio", "pactl", "parec", "pacat") if shutil.which(tool) is None]


@contextmanager
def private_pulse(*, user: str = "") -> Iterator[Pulse]:
    """Start a server in a folder of its own, and end it."""
    with tempfile.TemporaryDirectory(prefix="rehearse-pulse-") as name:
        folder = Path(name)
        socket = folder / "native"
        (folder / "default.pa").write_text(DEVICES.format(socket=socket) + user)
        environment = _environment(folder) | {"PULSE_SERVER": f"unix:{socket}"}
        command = [
            "pulseaudio", "-n", "-F", str(folder / "default.pa"), "--exit-idle-time=-1", "--daemonize=no", "--system=no",
            "--use-pid-file=no", "--disable-shm=yes", "--high-priority=yes", "--realtime=yes",
        ]  # fmt: skip
        with (folder / "log").open("wb") as log, subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:
            try:
                _wait_for(socket, process, folder / "log")
                yield Pulse(environment, process)
            finally:
                process.kill()


def _environment(folder: Path) -> dict[str, str]:
    own = {name: str(folder) for name in ("PULSE_RUNTIME_PATH", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULSE_", "XDG_", "DBUS_"))}
    return kept | own | {"REHEARSE_CONFIG": str(folder / "config")}


def _wait_for(socket: Path, process: "subprocess.Popen[bytes]", log: Path) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while not socket.exists():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < limit, log.read_text()
        time.sleep(0.05)
