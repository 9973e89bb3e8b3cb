"""How the caller spoke: each measure with the range that people usually fall in and where that range comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from simulator.audio.clock import Samples, to_samples, to_seconds
from simulator.events import Event, Transcribed
from simulator.reporting.page.card import Card, Turn
from simulator.reporting.page.pitch import pitch_range

PACE_SOURCE = (
    "Averages: about 150 in American conversation (National Center for Voice and Speech), 190 in British interviews "
    "(Tauroza & Allison 1990, Applied Linguistics 11). Silences between stretches of speech are "
    "left out here, so expect a little more."
)
FILLER_SOURCE = (
    "2.6 in 100 words, in conversations about a task (Bortfeld et al. 2001, Language and Speech 44). Normal, never marked "
    "down; the recogniser leaves some out."
)
GAP_SOURCE = (
    "0.2 s on average in everyday talk; averages of ten languages lie between 0 and 0.5 s (Stivers et al. 2009, PNAS 106). "
    "Thinking for longer is fine."
)
SHARE_SOURCE = "Half or less from the look-up on is this program's own rule, in step two; it is not a published range."
LONGEST_SOURCE = "No published range. The recorded callers that come with this program introduce themselves in 6 to 17 s."
LOUDNESS_SOURCE = (
    "Speech is taken to span about 30 dB from its quietest to its loudest parts (ANSI S3.5-1997). Here: 10th to 99th "
    "percentile of eighths of a second."
)
PITCH_SOURCE = (
    "Standard deviations of two to four semitones are usual, larger in lively talk (Traunmüller & Eriksson 1995, Stockholm "
    "University): nine tenths then span 7 to 13. Measured with Praat."
)

LEVEL_LENGTH = to_samples(0.125)
"""Samples of one level: what the standards call "fast"."""

PAUSE_DB = 45.0
"""Below the loudest level by this much, in dB, is a pause between words and no speech: 30 dB of speech and half again."""

LEAST_LEVELS = 16
"""Levels that a range can be told from: two seconds of speech."""

SHORTEST_TURN_S = 1.0
FEWEST_WORDS = 3
"""A turn below either says nothing about pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing measured."""

    title: str
    """What it is."""

    value: str
    """How much, with its unit."""

    usual: str
    """The usual range in words; empty when there is none."""

    source: str
    """Where that range comes from."""

    at: float
    """Where the value stands on its scale, in percent."""

    band: tuple[float, float] | None
    """Where the usual range begins and ends on the scale, in percent; None when there is none."""

    note: str = ""
    """What else there is to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnPace:
    """How fast one turn was."""

    start: float
    """First moment, in seconds."""

    end: float
    """Last moment, in seconds."""

    words_per_minute: int
    """Its pace."""

    x: float
    """Where it begins, in percent of the call."""

    width: float
    """How long it lasted, in percent."""


def measures(card: Card, near: Samples) -> tuple[Measure, ...]:
    """Describe a caller's delivery; what could not be measured is left out.

    Args:
        card: The call.
        near: The caller's channel, shape `(n,)`; may be empty.
    """
    callers = [turn for turn in card.turns if turn.speaker == "caller"]
    stretches = [cut for turn in callers if len(cut := near[to_samples(turn.start) : to_samples(turn.end)])]
    found = [
        _pace(card),
        _fillers(card, callers),
        _gaps(card),
        _share(card),
        _longest(card),
        _loudness(stretches),
        _pitch(stretches),
    ]
    return tuple(measure for measure in found if measure is not None)


def pace_over_time(card: Card, events: Sequence[Event]) -> tuple[TurnPace, ...]:
    """Tell how fast each of the caller's turns was, where there were enough words.

    Args:
        card: The call.
        events: Its journal: silences between stretches of speech are left out of a turn's time when it is known.
    """
    stretches = [(to_seconds(e.start), to_seconds(e.end)) for e in events if isinstance(e, Transcribed) and e.text]
    long_enough = (
        (turn, n_words, sum(b - a for a, b in stretches if turn.start - 0.01 <= a and b <= turn.end + 0.01))
        for turn in card.turns
        if turn.speaker == "caller"
        and turn.end - turn.start >= SHORTEST_TURN_S
        and (n_words := len(turn.text.split())) >= FEWEST_WORDS
    )
    return tuple(
        TurnPace(
            start=turn.start, end=turn.end, words_per_minute=round(60 * n_words / (voiced or turn.end - turn.start)),
            x=round(100 * turn.start / card.duration, 2), width=round(100 * (turn.end - turn.start) / card.duration, 2),
        )
        for turn, n_words, voiced in long_enough
    )  # fmt: skip


def _measure(title: str, number: float, value: str, *, scale: tuple[float, float], usual: tuple[float, float] | None,
             words: str, source: str, note: str = "") -> Measure:  # fmt: skip
    low, high = scale

    def percent(x: float) -> float:
        return round(min(max(100 * (x - low) / (high - low), 0.0), 100.0), 1)

    band = None if usual is None else (percent(usual[0]), percent(usual[1]))
    return Measure(title=title, value=value, usual=words, source=source, at=percent(number), band=band, note=note)


def _pace(card: Card) -> Measure | None:
    pace = card.delivery.words_per_minute
    if pace is None:
        return None
    return _measure(
        "Pace", pace, f"{pace} words a minute", scale=(60, 260), usual=(150, 190), words="usual averages: 150 to 190",
        source=PACE_SOURCE,
    )  # fmt: skip


def _fillers(card: Card, callers: Sequence[Turn]) -> Measure | None:
    n_words = sum(len(turn.text.split()) for turn in callers)
    if not n_words:
        return None
    n = card.delivery.fillers
    per_hundred = 100 * n / n_words
    return _measure(
        "Fillers (um, er, you know)", per_hundred, f"{n} heard" if n else "none heard", scale=(0, 8), usual=(1.5, 3.5),
        words="usual: 2 to 3 in 100 words",
        source=FILLER_SOURCE, note=f"{per_hundred:.1f} in 100 words" if n else "",
    )  # fmt: skip


def _gaps(card: Card) -> Measure | None:
    handed_over = [(a, b) for a, b in pairwise(card.turns) if (a.speaker, b.speaker) == ("recruiter", "caller")]
    gaps = [after.start - before.end for before, after in handed_over if after.start >= before.end]
    if not gaps:
        return None
    middle = median(gaps)
    theirs = card.timing.response_gaps
    note = f"the recruiter took {median(theirs):.1f} s" if theirs else ""
    return _measure(
        "Your answers began after", middle, f"{middle:.1f} s", scale=(0, 4), usual=(0, 0.5),
        words="usual averages: 0 to 0.5 s", source=GAP_SOURCE, note=note,
    )  # fmt: skip


def _share(card: Card) -> Measure | None:
    share = card.timing.talk_share
    if share is None:
        return None
    return _measure(
        "Your share of the talk", 100 * share, f"{round(100 * share)} %", scale=(0, 100), usual=(20, 50), words="half or less",
        source=SHARE_SOURCE,
    )  # fmt: skip


def _longest(card: Card) -> Measure | None:
    longest = card.delivery.longest_turn
    if not longest:
        return None
    return _measure(
        "Longest turn",
        longest,
        f"{longest:.1f} s",
        scale=(0, 40),
        usual=(6, 17),
        words="our callers: 6 to 17 s",
        source=LONGEST_SOURCE,
    )


def _loudness(stretches: Sequence[Samples]) -> Measure | None:
    cuts = [s[: len(s) // LEVEL_LENGTH * LEVEL_LENGTH].reshape(-1, LEVEL_LENGTH) for s in stretches]
    power = np.concatenate([np.square(cut, dtype=np.float64).mean(axis=1) for cut in cuts] or [np.zeros(0)])
    levels_db = 10 * np.log10(power[power > 0])
    levels_db = levels_db[levels_db > levels_db.max(initial=-np.inf) - PAUSE_DB]
    if len(levels_db) < LEAST_LEVELS:
        return None
    low, high = np.percentile(levels_db, [10, 99])
    return _measure(
        "Loudness range", high - low, f"{high - low:.0f} dB", scale=(0, 60), usual=(25, 35), words="usual: about 30 dB",
        source=LOUDNESS_SOURCE,
    )  # fmt: skip


def _pitch(stretches: Sequence[Samples]) -> Measure | None:
    found = pitch_range(stretches)
    if found is None:
        return None
    return _measure(
        "Pitch range", found.semitones, f"{found.semitones:.0f} semitones", scale=(0, 24), usual=(7, 13),
        words="usual: 7 to 13 semitones", source=PITCH_SOURCE, note=f"around {found.median_hz:.0f} Hz",
    )  # fmt: skip
