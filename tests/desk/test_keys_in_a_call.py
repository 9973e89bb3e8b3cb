"""A person at a terminal, who types while the call goes on."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulator.audio.clock import SAMPLE_RATE
from simulator.audio.folder import read_recording
from simulator.events import HungUp, LineDrafted
from simulator.inputs import RepeatAsked
from simulator.persona import load_persona
from tests.desk.live import CALL, ROOT
from tests.desk.pulse import Pulse

pytestmark = pytest.mark.pulse

PAUSED_S = 3.0

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What moves the cursor and colours the words."""


def openings(persona: str, line: str) -> list[str]:
    """List the first two words of every way to say a recruiter's line."""
    texts = load_persona(ROOT / "personas" / f"{persona}.toml").lines[line]
    ways = [way for text in texts for way in re.split(r"[\[\]|]", text) if way.strip(" .")]
    return [" ".join(way.split()[:2]) for way in ways]


class Terminal:
    """What a person sees and types."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.shown = ""

    def wait_for(self, pattern: str, *, seconds: float = 30.0) -> None:
        """Read until this is shown."""
        limit = time.monotonic() + seconds
        while not re.search(pattern, self.shown):
            assert time.monotonic() < limit, f"never shown: {pattern}\n{self.shown[-1500:]}"
            self.read()

    def read(self) -> bool:
        """Take what is shown now; tell whether the program is still there."""
        if not select.select([self._descriptor], [], [], 0.1)[0]:
            return True
        try:
            self.shown += CONTROL.sub("", os.read(self._descriptor, 65_536).decode(errors="replace"))
        except OSError:
            return False
        return True

    def read_to_end(self, process: "subprocess.Popen[bytes]", *, seconds: float = 60.0) -> None:
        """Read until the program is over."""
        limit = time.monotonic() + seconds
        while self.read() and process.poll() is None:
            assert time.monotonic() < limit, f"never over\n{self.shown[-1500:]}"
        process.wait(seconds)

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self._descriptor, text.encode())


@contextmanager
def in_a_terminal(pulse: Pulse, *arguments: object) -> Iterator[tuple[Terminal, "subprocess.Popen[bytes]"]]:
    """Start the program in a terminal of its own."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "simulator", *map(str, arguments)]
    environment = pulse.environment | {"TERM": "xterm", "COLUMNS": "100", "LINES": "30"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        try:
            yield Terminal(ours), process
        finally:
            process.kill()  # a program that waits for an answer would be waited for
    os.close(ours)


@pytest.mark.usefixtures("silent_caller")
def test_a_first_call_from_the_keyboard(pulse: Pulse, tmp_path: Path) -> None:
    """Brief, repeat, pause and hanging up by keys: the clock stands while paused, and nobody is blamed for a repeat."""
    with in_a_terminal(pulse, "call", *CALL, "--keep", tmp_path / "kept") as (terminal, process):
        for question, answer in (
            ("Your name: ", "Daniel Kowalski"), ("interviewed for: ", "warehouse supervisor"), ("company", ""),
            ("When the interview was", "yesterday 2pm"), ("before the first call", "n"),
        ):  # fmt: skip
            terminal.wait_for(question)
            terminal.type(f"{answer}\n")
        terminal.wait_for("0:00  .*Dana")
        begun = time.monotonic()
        terminal.type("r")
        terminal.wait_for("say that again\\)")
        terminal.type("p")
        terminal.wait_for("paused")
        time.sleep(PAUSED_S)
        terminal.type("p")
        terminal.wait_for("|".join(re.escape(words) for words in openings("dana-whitfield", "repeat")))
        terminal.type("q")
        spoken = time.monotonic() - begun
        terminal.wait_for("What did you note down")
        terminal.type("\n")
        terminal.read_to_end(process)
    assert process.returncode == 0, terminal.shown
    (folder,) = (tmp_path / "kept").iterdir()
    recording = read_recording(folder)
    assert recording.brief is not None
    assert (recording.brief.name, recording.brief.role) == ("Daniel Kowalski", "warehouse supervisor")
    assert any(isinstance(event, RepeatAsked) for event in recording.events)
    assert [e.purpose for e in recording.events if isinstance(e, LineDrafted)][:2] == ["answer", "repeat"]
    assert recording.events[-1] == HungUp(at=len(recording.near), by="caller")
    assert len(recording.near) / SAMPLE_RATE < spoken - PAUSED_S + 0.5


@pytest.mark.usefixtures("silent_caller")
def test_ctrl_c_keeps_everything(pulse: Pulse, brief: Path, tmp_path: Path) -> None:
    """Ctrl-C ends the call with status 130, the recording whole and its place told; the terminal echoes again."""
    import termios

    with in_a_terminal(pulse, "call", *CALL, "--brief", brief, "--keep", tmp_path / "kept") as (terminal, process):
        terminal.wait_for("before the first call")
        terminal.type("n\n")
        terminal.wait_for("0:0[2-9]  .{8}  Dana's turn")
        process.send_signal(signal.SIGINT)
        terminal.wait_for("interrupted")
        echoes = termios.tcgetattr(terminal._descriptor)[3] & termios.ECHO
        process.wait()
    assert process.returncode == 130
    assert echoes
    (folder,) = (tmp_path / "kept").iterdir()
    assert "The recording so far: " in terminal.shown
    recording = read_recording(folder)
    assert recording.events[-1] == HungUp(at=len(recording.near), by="line")
