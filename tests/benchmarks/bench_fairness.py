"""Lets the same good callers ring in many voices, at three speeds, halting, in noise and over a telephone line.

    python -m tests.benchmarks bench_fairness

Every caller meets every check in writing, so a check that is failed is a mistake of the ears or of what comes after: that is
what counts as lost. A check that is left open, because the room is too loud to tell, is honest and counts as neither; for each
condition the share of such checks is printed, and the share right among those that were judged.
Voices that are not installed are named and left out: eSpeak NG's come with the project, and so do the callers' own
recorded sentences, one caller in each of four further kinds of voice.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from simulator.audio.clock import Samples, on_pcm16_grid
from simulator.audio.levels import rms_dbfs
from simulator.engines import EngineRoom
from simulator.speaking.catalogue import open_voice
from simulator.speaking.loudness import speech_dbfs
from simulator.speaking.script import render_sentence
from simulator.speaking.voice import Voice, VoiceSettings
from tests.benchmarks.alterations import SCRIPTS, SIDESTEP, Clip, Script
from tests.benchmarks.bench_alterations import called, outcomes, sentences_of, spoken
from tests.benchmarks.figures import Figure, show
from tests.recipes import effects
from tests.recipes.make_fixtures import babble, speak
from tests.recipes.voices import Voice as SpeaksText
from tests.recipes.voices import open_voice as open_any_voice

ESPEAK = (
    "en-us+m3", "en-us+f2", "en-gb-scotland+m3", "en+f2", "en-029+m7", "en-029+f2", "en-gb-x-rp+m3", "en-gb-x-gbclan+f2",
)  # fmt: skip
"""Accents and genders, from least to most unlike what recognisers learn from."""

OPTIONAL = {
    "piper joe": ("piper", "en_US-joe-medium"), "flite slt": ("flite", "slt"), "flite awb": ("flite", "awb"),
    "festival slt": ("festival", "cmu_us_slt_arctic_hts"), "kokoro alpha": ("kokoro", "jf_alpha/en"),
    "kokoro kumo": ("kokoro", "jm_kumo/en-us"),
}  # fmt: skip
"""Voices that `tests/recipes/voices.py` can open where they are installed: kind and name."""

RECORDED = "recorded"
"""Each caller in the voice in which their sentences were recorded; it knows no others, and no other speed."""

RATE_WPM = 165
"""Ordinary speed."""


def _as_it_is(samples: Samples) -> Samples:
    return samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A way of speaking, or what lies between a mouth and the program."""

    id: str
    """What it is."""

    rate_wpm: int = RATE_WPM
    """Words a minute."""

    halting: bool = False
    """Whether the caller hesitates and starts anew."""

    through: Callable[[Samples], Samples] = _as_it_is
    """What happens to each clip."""

    around_db: float | None = None
    """How far the voice is above others who talk all through the call, in decibels; nobody does when None."""

    at_most: float = 10.0
    """How many points of accuracy may be lost: checks that are wrongly failed, of a hundred."""


@cache
def _other_tables() -> Samples:
    return babble(np.random.default_rng(0))


def noisy(samples: Samples, *, snr_db: float) -> Samples:
    """Put a caller in a room full of voices."""
    return on_pcm16_grid(effects.mix(samples, _other_tables(), snr_db=snr_db))


def telephoned(samples: Samples) -> Samples:
    """Send a caller over a telephone line."""
    return on_pcm16_grid(effects.resample(effects.telephone(samples), effects.TELEPHONE_RATE, effects.SAMPLE_RATE))


CONDITIONS = (
    Condition(id="130 words a minute", rate_wpm=130, at_most=5),
    Condition(id="200 words a minute", rate_wpm=200, at_most=5),
    Condition(id="hesitations and restarts", halting=True, at_most=5),
    Condition(id="babble at 20 dB", through=partial(noisy, snr_db=20.0), at_most=5),
    Condition(id="babble at 10 dB", through=partial(noisy, snr_db=10.0)),
    Condition(id="babble at 5 dB", through=partial(noisy, snr_db=5.0), at_most=20),
    Condition(id="a crowd all through the call at 20 dB", around_db=20.0, at_most=5),
    Condition(id="a crowd all through the call at 10 dB", around_db=10.0),
    Condition(id="telephone band", through=telephoned, at_most=5),
)
"""What is compared with a quiet room."""


def halting(clip: Clip) -> Clip:
    """Say "um", wait half a second more, and begin every other sentence twice."""
    parts = []
    for n, part in enumerate(clip.parts):
        first_words = " ".join(part.text.split()[:2]).rstrip(",.!?")
        text = f"Um, {part.text}" if n % 2 == 0 else f"{first_words}, uh, {part.text}"
        parts.append(replace(part, text=text, gap=part.gap + 0.4))
    return replace(clip, parts=tuple(parts))


Outcomes = dict[str, bool | None]
"""What came of each check of a call; None when it was left open."""


def outcome(script: Script, voice: str, condition: Condition, room: EngineRoom) -> Outcomes:
    """Let one caller ring in one voice; tell what came of each check."""
    say = sentences_of(script.id).__getitem__ if voice == RECORDED else partial(_say, voice, condition.rate_wpm)
    clips = [halting(clip) if condition.halting else clip for clip in script.clips]
    spoken_clips = [spoken(clip, say) for clip in clips]
    around = None if condition.around_db is None else crowd(np.concatenate(spoken_clips), snr_db=condition.around_db)
    sounds = [condition.through(sound) for sound in spoken_clips]
    return outcomes(called(script, sounds, condition.through(say(SIDESTEP)), room, around=around))


def crowd(voice: Samples, *, snr_db: float) -> Samples:
    """Make others talk, so far below a voice."""
    others = _other_tables()
    return np.asarray(others * 10 ** ((speech_dbfs(voice) - snr_db - rms_dbfs(others)) / 20), np.float32)


def _say(voice: str, rate_wpm: int, text: str) -> Samples:
    if voice in OPTIONAL:
        return speak(_optional(voice), {"say": text, "rate": rate_wpm / RATE_WPM})
    return render_sentence(text, _espeak(voice, rate_wpm))


@cache
def _espeak(name: str, rate_wpm: int) -> Voice:
    return open_voice(VoiceSettings(voice=name, rate_wpm=rate_wpm))


@cache
def _optional(name: str) -> SpeaksText:
    return open_any_voice(*OPTIONAL[name], seed=0)


def opens(name: str) -> bool:
    """Tell whether a voice is installed: it is, when it can say a word."""
    try:
        _say(name, RATE_WPM, "Hello.")
    except (ImportError, OSError, ValueError, subprocess.CalledProcessError):
        return False
    return True


def available() -> list[str]:
    """List the voices that can speak here, and name those that cannot."""
    found = [RECORDED, *ESPEAK, *(name for name in OPTIONAL if opens(name))]
    missing = [name for name in OPTIONAL if name not in found]
    print(f"      {len(found)} voices; not installed: {', '.join(missing) or 'none'}", flush=True)
    return found


def found(calls: list[Outcomes]) -> list[bool | None]:
    """Put the checks of all calls in a row."""
    return [met for call in calls for met in call.values()]


def right(calls: list[Outcomes]) -> float:
    """Share of checks passed, in per cent of all."""
    return 100 * float(np.mean([met is True for met in found(calls)]))


def failed(calls: list[Outcomes]) -> float:
    """Share of checks wrongly failed, in per cent."""
    return 100 * float(np.mean([met is False for met in found(calls)]))


def told(calls: list[Outcomes]) -> str:
    """Say how many checks were judged, and how many of those rightly."""
    judged = [met for met in found(calls) if met is not None]
    n_open = len(found(calls)) - len(judged)
    right = f"{100 * np.mean(judged):.1f} % right of those judged" if judged else "none judged"
    return f"{right}, {100 * n_open / len(found(calls)):.1f} % left open"


def lost(calls: list[Outcomes], than: list[Outcomes]) -> str:
    """List the checks that were wrongly failed more or less often, in points."""
    n = Counter(check for call in calls for check in call)
    now, before = (Counter(c for call in some for c, met in call.items() if met is False) for some in (calls, than))
    moved = {check: 100 * (before[check] - now[check]) / n[check] for check in n}
    return ", ".join(f"{check} {points:+.0f}" for check, points in sorted(moved.items()) if points) or "none moved"


def pairs_for(condition: Condition, voices: list[str]) -> list[tuple[Script, str]]:
    """Choose who rings: each voice once, and each caller in their recorded voice where that can be."""
    others = [voice for voice in voices if voice != RECORDED]
    pairs = [(SCRIPTS[n % len(SCRIPTS)], voice) for n, voice in enumerate(others)]
    said_anew = condition.halting or condition.rate_wpm != RATE_WPM
    return pairs if said_anew else [*pairs, *((script, RECORDED) for script in SCRIPTS)]


def main(_arguments: tuple[str, ...] = ()) -> bool:
    """Measure; tell whether the goals were met."""
    room = EngineRoom()
    room.load()
    voices = available()
    clean = Condition(id="quiet")
    quiet = {(s.id, voice): outcome(s, voice, clean, room) for voice in voices for s in SCRIPTS}
    everybody = list(quiet.values())
    figures = [Figure(what="checks right, quiet, all voices", value=right(everybody), unit="%", at_least=93)]
    for voice in voices:
        calls = [quiet[script.id, voice] for script in SCRIPTS]
        points = failed(calls) - failed(everybody)
        figures.append(Figure(what=f"lost by the voice {voice}", value=points, unit="points", at_most=5))
        which = Counter(check for call in calls for check, met in call.items() if met is False)
        print(f"      {voice}: {told(calls)}, failed {dict(which)}", flush=True)
    for condition in CONDITIONS:
        pairs = pairs_for(condition, voices)
        calls = [outcome(script, voice, condition, room) for script, voice in pairs]
        before = [quiet[script.id, voice] for script, voice in pairs]
        points = failed(calls) - failed(before)
        figures.append(Figure(what=f"lost by {condition.id}", value=points, unit="points", at_most=condition.at_most))
        print(f"      {condition.id}: {told(calls)}; {lost(calls, before)}", flush=True)
    return show(figures)


if __name__ == "__main__":
    sys.exit(not main())
