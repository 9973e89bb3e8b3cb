"""Whether callers are understood, and recruiters left alone, where a room hums, hisses or talks; with and without a threshold.

python -m tests.benchmarks bench_noise
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid, to_samples
from simulator.audio.levels import rms_dbfs
from simulator.call.session import place_call
from simulator.data import find_persona, personas_folder
from simulator.doctor.talk import gate_dbfs, talk_dbfs
from simulator.engines import EngineRoom
from simulator.events import LineStopped
from simulator.scoring.judge import score
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.ringing import Caller, WatchedCaller, fixture_callers, speaker

CALLERS = ("hired-asks-what-is-next", "rejected-asks-for-feedback", "pending-asks-when")
"""Recorded callers who keep to the order of a call; they speak at -23 dBFS."""

TALKERS = (("espeak", "en-us+f3"), ("espeak", "en+m2"), ("espeak", "en-gb-scotland+f1"), ("espeak", "en-us+m7"))
WORDS = (
    "I told her that the train was late again, and she said we should have taken the car.",
    "No, the other one, with the blue door, right behind the station where we met last year.",
    "So he asked whether anybody had seen the keys, and of course nobody had.",
    "Two coffees and a slice of cake, please, and could we have the window open?",
)  # fmt: skip

LISTENED = to_samples(2.0)
"""Samples of the room that the doctor hears."""

LONGEST = to_samples(130.0)
"""When a caller whose turn never seems to end gives up."""

QUIETER_DB = -8.0
"""How much quieter the second caller is."""

Signal = NDArray[np.float64]


def at_level(sound: Samples | Signal, dbfs: float) -> Samples:
    """Bring a sound to a level."""
    return np.asarray(sound * 10 ** ((dbfs - rms_dbfs(np.asarray(sound, dtype=np.float32))) / 20), dtype=np.float32)


def talking(n_talkers: int) -> Callable[[int], Signal]:
    """So many people who talk at the same time."""

    def talk(n: int) -> Signal:
        voices = [np.concatenate([speaker(*TALKERS[i])(WORDS[(i + k) % 4]) for k in range(4)]) for i in range(n_talkers)]
        return np.asarray(np.sum([np.resize(voice, n) for voice in voices], axis=0), dtype=np.float64)

    return talk


def pink(n: int) -> Signal:
    """Noise that is equally strong in every octave."""
    spectrum = np.fft.rfft(np.random.default_rng(0).standard_normal(n))
    return np.asarray(np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), n), dtype=np.float64)


def hum(n: int) -> Signal:
    """A transformer: 50 Hz and what goes with it."""
    at = 2 * np.pi * 50 * np.arange(n) / SAMPLE_RATE
    return np.asarray(np.sum([np.sin(k * at + k) / k for k in (1, 2, 3, 4, 6, 10)], axis=0), dtype=np.float64)


ROOMS = {
    "pink noise, -40 dBFS": (pink, -40.0), "hum, -40 dBFS": (hum, -40.0),
    "one talks, -45 dBFS": (talking(1), -45.0), "four talk, -45 dBFS": (talking(4), -45.0),
}  # fmt: skip


class InNoise(WatchedCaller):
    """A recorded caller in a room that is not quiet."""

    def __init__(self, caller: Caller, room: Samples, *, gain_db: float) -> None:
        """Put them there."""
        gain = np.float32(10 ** (gain_db / 20))
        WatchedCaller.__init__(self, caller.turns, [clip * gain for clip in caller.clips])
        self._room, self._at = room, 0

    def exchange(self, far: Samples) -> Samples | None:
        """Trade one hop."""
        said = WatchedCaller.exchange(self, far)
        if said is None or self._at >= LONGEST:
            return None
        self._at += HOP_LENGTH
        return on_pcm16_grid(said + self._room[self._at - HOP_LENGTH : self._at])


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What came of a call."""

    checks: dict[str, bool | None]
    """Outcome of each check."""

    n_stops: int
    """How often the recruiter was stopped."""


def called(caller: Caller, engines: EngineRoom, room: Samples, *, gain_db: float = 0.0, gate: float | None = None) -> Called:
    """Let somebody ring."""
    persona = find_persona(caller.persona, personas_folder(), asked_by=caller.id)
    recording = place_call(
        InNoise(caller, room, gain_db=gain_db), source=caller.id, brief=caller.brief, persona=persona, verdict=caller.verdict,
        seed=caller.seed, engines=engines.for_call(persona).gated(gate),
    )  # fmt: skip
    card = score(recording, acts=engines.acts)
    return Called(
        checks={f"{step.id}.{check.id}": check.passed for step in card.steps for check in step.checks},
        n_stops=sum(isinstance(event, LineStopped) for event in recording.events),
    )


def outcomes(engines: EngineRoom) -> Iterator[tuple[str, float, int, int]]:
    """Compare calls in each room with the same in a quiet one: the room, the share of checks that differ, stops more."""
    callers = [caller for caller in fixture_callers() if caller.id in CALLERS]
    quiet = [called(caller, engines, np.zeros(LONGEST, np.float32)) for caller in callers]
    for name, (make, dbfs) in ROOMS.items():
        sound = at_level(make(LISTENED + LONGEST), dbfs)
        listened, room = sound[:LISTENED], sound[LISTENED:]
        talk = talk_dbfs(listened, engines.voice_activity())
        for gain_db in (0.0, QUIETER_DB):
            gates = [gate_dbfs(talk, caller.clips[0] * np.float32(10 ** (gain_db / 20))) for caller in callers]
            for with_gate in (False, True) if any(gates) else (False,):
                found = [
                    called(caller, engines, room, gain_db=gain_db, gate=gate if with_gate else None)
                    for caller, gate in zip(callers, gates, strict=True)
                ]
                differ = sum(a.checks[check] != b.checks[check] for a, b in zip(quiet, found, strict=True) for check in a.checks)
                what = f"{name}, caller {gain_db:+.0f} dB{', threshold' if with_gate else ''}"
                stops = sum(max(b.n_stops - a.n_stops, 0) for a, b in zip(quiet, found, strict=True))
                yield what, differ / sum(len(a.checks) for a in quiet), stops, len(callers)


def main() -> bool:
    """Measure; tell whether the goals are met."""
    engines = EngineRoom()
    engines.load()
    figures = []
    for what, differing, n_stops, n_calls in outcomes(engines):
        print(f"      {what:48s} {differing:6.1%} of checks differ, {n_stops} stops more in {n_calls} calls", flush=True)
        if "talk" not in what or "threshold" in what:
            figures.append(Figure(what=f"checks that differ: {what}", value=differing, unit="share", at_most=0.03))
            figures.append(Figure(what=f"stops: {what}", value=n_stops, unit="", at_most=0))
    return show(figures)


if __name__ == "__main__":
    sys.exit(not main())
