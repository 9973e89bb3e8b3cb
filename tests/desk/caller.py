"""The second process of a live test: it listens to the virtual loudspeaker and speaks into the virtual microphone.

It has nothing but ears: it does not know what the program decides. Run as
`python -m tests.desk.caller SCRIPT REPORT`; SCRIPT is JSON, a list of what to say and when, REPORT what it heard.
"""

import fcntl
import json
import signal
import subprocess
import sys
import termios
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import soundfile
import soxr

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, to_samples
from simulator.audio.levels import rms_dbfs
from simulator.listening.vad import SileroVoiceActivity

VOICE_FROM = 0.5
"""Likelihood from which a hop holds the recruiter's voice; a ring has none."""

N_BYTES = 2 * HOP_LENGTH
"""Bytes of a hop on the wire."""

MOST_BEHIND = 8 * N_BYTES
"""Bytes unread from which this process has been kept waiting: speaking then would only add to the delay."""

RAW = ["--raw", f"--rate={SAMPLE_RATE}", "--channels=1", "--format=s16le", "--latency-msec=20"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say."""

    audio: str
    """File of the clip."""

    after: str = "silence"
    """`silence`: so long after the recruiter last sounded; `voice`: so long after they began to sound."""

    seconds: float = 3.6
    """How long."""


@dataclass(slots=True)
class Report:
    """What was heard and said, in samples of the caller's clock."""

    voice: list[tuple[int, int]] = field(default_factory=list)
    """Stretches in which the recruiter sounded."""

    said: list[tuple[int, int]] = field(default_factory=list)
    """Where each clip sounded, from its first to its last loud sample."""

    n_heard: int = 0
    """Samples heard in all."""


class Caller:
    """Follows the loudspeaker hop by hop, and says each line when its time comes."""

    def __init__(self, script: list[Line]) -> None:
        self._waiting = [(line, clip(Path(line.audio))) for line in script]
        self._vad = SileroVoiceActivity()
        self._saying: Samples = np.zeros(0, dtype=np.float32)
        self._quiet_since: int | None = None
        self._voice_since: int | None = None
        self._spoke_until = 0
        self.report = Report()

    @property
    def saying(self) -> bool:
        """Whether a line is being said."""
        return len(self._saying) > 0

    def hop(self, heard: Samples) -> Samples:
        """Hear one hop, give one back."""
        at = self.report.n_heard
        self.report.n_heard += HOP_LENGTH
        self._follow(heard, at)
        if not len(self._saying) and self._waiting and self._is_time(at):
            _, self._saying = self._waiting.pop(0)
            loud = np.flatnonzero(np.abs(self._saying) > 0.01)
            self.report.said.append((at + int(loud[0]), at + int(loud[-1])))
            self._spoke_until = at + int(loud[-1])
            self._quiet_since = None if self._voice_since is None else self._quiet_since
        said, self._saying = self._saying[:HOP_LENGTH], self._saying[HOP_LENGTH:]
        return np.pad(said, (0, HOP_LENGTH - len(said)))

    def _follow(self, heard: Samples, at: int) -> None:
        if self._vad.score(heard) >= VOICE_FROM and rms_dbfs(heard) > -60:
            if self._voice_since is None:
                self._voice_since = at
            self._quiet_since = None
        elif self._quiet_since is None and self._voice_since is not None:
            self._quiet_since = at
        if self._quiet_since is not None and self._voice_since is not None and at - self._quiet_since > to_samples(0.3):
            if self._quiet_since - self._voice_since > to_samples(0.25):
                self.report.voice.append((self._voice_since, self._quiet_since))
            self._voice_since = None

    def _is_time(self, at: int) -> bool:
        line, _ = self._waiting[0]
        if line.after == "voice":
            started = self._voice_since is not None and self._voice_since > self._spoke_until
            return started and at - (self._voice_since or 0) >= to_samples(line.seconds)
        last = self.report.voice[-1] if self.report.voice else None
        fresh = last is not None and last[1] > self._spoke_until and self._voice_since is None
        return fresh and at - (last or (0, 0))[1] >= to_samples(line.seconds)


def clip(path: Path) -> Samples:
    """Read a clip at our rate."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono: Samples = soxr.resample(samples.mean(axis=1), rate, SAMPLE_RATE)
    return mono


def main() -> None:
    """Call until the loudspeaker's stream ends or a signal comes."""
    # A shell that runs us in the background has Ctrl-C ignored, and it is how we are told to stop.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    script_path, report_path = map(Path, sys.argv[1:])
    caller = Caller([Line(**line) for line in json.loads(script_path.read_text())])
    ears = subprocess.Popen(["parec", "--device=loudspeaker.monitor", *RAW], stdout=subprocess.PIPE, bufsize=0)
    mouth = subprocess.Popen(["pacat", "--device=cable", *RAW], stdin=subprocess.PIPE)
    assert ears.stdout is not None
    assert mouth.stdin is not None
    print("ready", flush=True)
    try:
        converse(caller, ears.stdout, mouth.stdin)
    finally:
        report_path.write_text(json.dumps(asdict(caller.report)))
        ears.kill()
        mouth.kill()


def converse(caller: Caller, ears: IO[bytes], mouth: IO[bytes]) -> None:
    """Hear and speak hop by hop, paced by what is heard; after a stall of ours the next silence is cut short."""
    try:
        while len(heard := read_hop(ears)) == N_BYTES:
            # Silence is left out to catch up, never words.
            behind = waiting_bytes(ears) > MOST_BEHIND and not caller.saying
            said = caller.hop(np.frombuffer(heard, dtype="<i2").astype(np.float32) / np.float32(32768))
            if not behind:
                mouth.write((said * 32767).astype("<i2").tobytes())
                mouth.flush()
    except (KeyboardInterrupt, BrokenPipeError):
        return


def read_hop(pipe: IO[bytes]) -> bytes:
    """Read a hop from a pipe without a buffer of our own, which would hide what waits; less at its end."""
    heard = b""
    while len(heard) < N_BYTES and (more := pipe.read(N_BYTES - len(heard))):
        heard += more
    return heard


def waiting_bytes(pipe: IO[bytes]) -> int:
    """Count what lies in a pipe unread."""
    return int.from_bytes(fcntl.ioctl(pipe.fileno(), termios.FIONREAD, bytes(4)), sys.byteorder)


if __name__ == "__main__":
    main()
