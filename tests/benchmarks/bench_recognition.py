"""Measures recognizers on the fixtures' clips: word errors for each voice, speed, and how far words are misplaced.

    python tests/benchmarks/bench_recognition.py [ENGINE[:MODEL] ...]

Without arguments: the default engine, then Sphinx and faster-whisper where they are installed. faster-whisper needs
a model on this machine: name its folder in the environment variable WHISPER_MODEL.
"""

import os
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
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

FIXTURES = Path(__file__).parents[2] / "audio_fixtures"


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
    seconds: float = 0.0
    worst: list[tuple[int, str, str]] = field(default_factory=list)


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


def measure(recognizer: Recognizer, clips: list[Clip]) -> dict[str, Tally]:
    """Tally word errors for each voice."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    detector = SileroVoiceActivity()
    for clip in clips:
        tally = tallies[clip.voice]
        heard = hear(recognizer, clip.samples, detector)
        errors, words = word_errors(clip.text, heard)
        tally.errors += errors
        tally.words += words
        tally.seconds += len(clip.samples) / SAMPLE_RATE
        tally.worst.append((errors, clip.text, heard))
    return tallies


def report(spec: str, clips: list[Clip]) -> None:
    """Print one engine's word errors and speed."""
    try:
        recognizer = open_recognizer(spec)
    except RehearsalError as error:
        print(f"\n{spec}: left out ({error})")
        return
    wall, cpu = time.perf_counter(), time.process_time()
    tallies = measure(recognizer, clips)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"\n{recognizer.key}")
    for voice, tally in sorted(tallies.items()):
        print(f"  {voice:40s} {tally.errors / tally.words:6.1%} of {tally.words} words, {tally.seconds:.0f} s")
    errors, words = (sum(getattr(tally, name) for tally in tallies.values()) for name in ("errors", "words"))
    seconds = sum(tally.seconds for tally in tallies.values())
    print(f"  {'all':40s} {errors / words:6.1%}; {seconds / wall:.1f} s of audio a second, {seconds / cpu:.1f} a second of CPU")
    for missed, said, heard in sorted((worst for tally in tallies.values() for worst in tally.worst), reverse=True)[:3]:
        print(f"    {missed} errors in: {said}\n           heard: {heard}")


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
    model = os.environ.get("WHISPER_MODEL")
    usual = ["moonshine", "sphinx", *([f"faster-whisper:{model}"] if model else [])]
    for spec in arguments or usual:
        report(spec, clips)
    if not model and not arguments:
        print("\nfaster-whisper: left out (no local model: set WHISPER_MODEL to its folder)")
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
