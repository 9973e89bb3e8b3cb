"""A short call made by hand, with its scorecard, for the tests of the report."""

import copy
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.audio.recording import Recording
from simulator.brief import Brief
from simulator.events import (
    Event,
    HeardWord,
    HungUp,
    LineEnded,
    LineStarted,
    PauseEnded,
    PauseStarted,
    SentenceEnded,
    SentenceStarted,
    Transcribed,
    VerdictAnnounced,
)
from simulator.verdict import Verdict

DURATION = 30.0
"""Seconds of the call."""

BRIEF = Brief(name="Priya Raman", role="data analyst", company="Northwind", interviewed=datetime(2026, 11, 10, 15, 30))  # noqa: DTZ001 a brief's times are local

EVIL = (
    '</script><script>HACKED=1</script><img src=x onerror="HACKED=1">&amp;"\'`\u2028\u2029'
    "\u202e\u0645\u0631\u062d\u0628\u0627\u202c 👩🏽\u200d💻 "
)
"""Text that breaks pages which do not escape it."""

INTRODUCTION = "Hello, this is Priya. I wanted to ask for feedback."
REACTION = "Thank you. Could you keep me in mind?"


def sweep(start: float, end: float) -> Samples:
    """A tone whose pitch tells the time, `200 + 100 * t` Hz at `t` seconds, between two moments of an otherwise silent call."""
    t = np.arange(to_samples(DURATION)) / to_samples(1.0)
    tone = 0.3 * np.sin(2 * np.pi * (200 * t + 50 * t**2))
    return np.where((t >= start) & (t < end), tone, 0.0).astype(np.float32)


def heard(segment: int, text: str, start: float, end: float) -> Transcribed:
    """Words of equal length."""
    words = text.split()
    step = (end - start) / len(words)
    placed = tuple(
        HeardWord(text=word, start=to_samples(start + i * step), end=to_samples(start + (i + 1) * step))
        for i, word in enumerate(words)
    )
    return Transcribed(
        segment=segment, start=to_samples(start), end=to_samples(end), text=text, words=placed, engine="by hand",
        arrived_at=to_samples(end + 0.3),
    )  # fmt: skip


def spoken(line: int, *sentences: tuple[str, float, float]) -> list[Event]:
    """A line of the recruiter; an empty sentence is a pause."""
    events: list[Event] = [LineStarted(line=line, at=to_samples(sentences[0][1]))]
    for text, start, end in sentences:
        if text:
            events.append(SentenceStarted(line=line, text=text, at=to_samples(start)))
            events.append(SentenceEnded(line=line, at=to_samples(end)))
        else:
            events.append(PauseStarted(line=line, at=to_samples(start)))
            events.append(PauseEnded(line=line, at=to_samples(end)))
    return [*events, LineEnded(line=line, at=to_samples(sentences[-1][2]))]


def recording() -> Recording:
    """The call: hello, introduction, look-up with a pause and the verdict, reaction, answer."""
    events = [
        *spoken(0, ("Northwind, this is Dana.", 0.0, 2.5)),
        heard(0, INTRODUCTION, 3.0, 8.0),
        *spoken(1, ("Let me look.", 9.0, 11.0), ("", 11.0, 13.5), ("We chose somebody else.", 13.5, 16.0)),
        VerdictAnnounced(at=to_samples(16.0), verdict=Verdict.REJECTED),
        heard(1, REACTION, 17.0, 20.0),
        *spoken(2, ("I'll call you next week.", 21.0, 24.0), ("It was a pleasure.", 24.0, 26.0)),
        HungUp(at=to_samples(DURATION), by="recruiter"),
    ]
    near = sweep(3.0, 8.0) + sweep(17.0, 20.0)
    far = sweep(0.0, 2.5) + sweep(9.0, 11.0) + sweep(13.5, 16.0) + sweep(21.0, 26.0)
    return Recording(
        source="by-hand", brief=BRIEF, persona="dana-whitfield", verdict=Verdict.REJECTED, seed=7, near=near, far=far,
        events=tuple(events),
    )  # fmt: skip


def met(check_id: str, *evidence: tuple[str, float, float]) -> dict[str, Any]:
    """A check that passed; its evidence is words, start and end."""
    return {"id": check_id, "passed": True, "advice": None, "evidence": _quotes(evidence)}


def missed(check_id: str, advice: str, *evidence: tuple[str, float, float]) -> dict[str, Any]:
    """A check that did not."""
    return {"id": check_id, "passed": False, "advice": advice, "evidence": _quotes(evidence)}


def unjudged(check_id: str, reason: str) -> dict[str, Any]:
    """A check without a finding."""
    return {"id": check_id, "passed": None, "advice": reason, "evidence": []}


def _quotes(evidence: Sequence[tuple[str, float, float]]) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "text": text} for text, start, end in evidence]


_TURNS = [
    {"speaker": "recruiter", "start": 0.0, "end": 2.5, "text": "Northwind, this is Dana.", "acts": [], "pauses": []},
    {"speaker": "caller", "start": 3.0, "end": 8.0, "text": INTRODUCTION, "acts": ["name"]},
    {
        "speaker": "recruiter", "start": 9.0, "end": 16.0, "text": "Let me look. We chose somebody else.", "acts": [],
        "pauses": [[11.0, 13.5]],
    },
    {"speaker": "caller", "start": 17.0, "end": 20.0, "text": REACTION, "acts": ["thanks"]},
    {
        "speaker": "recruiter", "start": 21.0, "end": 26.0, "text": "I'll call you next week. It was a pleasure.",
        "acts": [], "pauses": [],
    },
]  # fmt: skip

_STEPS = [
    {"id": "introduction", "score": 15, "of": 25, "checks": [
        met("name", ("this is Priya.", 4.0, 5.5)),
        missed("role", 'Name the job: "I interviewed with you for the data analyst position."'),
        missed("interview_when", "You said Monday; the interview was on Tuesday.", ("Monday", 6.0, 6.5)),
        met("purpose", ("ask for feedback.", 6.5, 8.0)),
        met("enthusiasm", ("I wanted", 5.5, 6.5)),
    ]},
    {"id": "silence", "score": 8, "of": 17, "checks": [
        missed("no_interruption", "Let them finish, then speak.", ("yes but", 14.0, 15.0)),
        met("held_silence"),
        unjudged("let_them_talk", "The call ended before there was a verdict to listen to."),
    ]},
    {"id": "reaction", "score": 16, "of": 25, "checks": [
        missed("feedback", 'Ask what you can learn from it: "Could you give me some feedback?"'),
        met("gracious", ("Thank you.", 17.0, 18.0)),
        met("second_chance", ("keep me in mind?", 18.5, 20.0)),
    ]},
    {"id": "ending", "score": 25, "of": 25, "checks": [
        met(name, ("Thank you.", 17.0, 18.0)) for name in ("thanks", "well_wish", "goodbye", "positive_note")
    ]},
]  # fmt: skip


def card(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 a scorecard's keys have values of many kinds
    """The scorecard of that call, with some of its keys replaced."""
    whole = {
        "schema": 1, "source": "by-hand", "persona": "dana-whitfield", "verdict": "rejected", "seed": 7, "score": 70,
        "passed": True, "duration": DURATION, "steps": _STEPS, "turns": _TURNS,
        "interruptions": [{"start": 14.0, "end": 15.0, "text": "yes but", "kind": "interruption"}],
        "timing": {"response_gaps": [1.0, 1.0], "talk_share": 0.4},
        "delivery": {"words_per_minute": 127, "fillers": 1, "longest_turn": 5.0}, "expectations": [],
    }  # fmt: skip
    return copy.deepcopy(whole | changes)
