"""Runs one call: moves samples between a line and the engine, and has speech recognised and words spoken.

In a replay both engines answer after a fixed delay on the call's own clock, so that every run is equal
however fast the machine is.
"""

from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.recording import Recording
from simulator.audio.tape import Tape
from simulator.brief import Brief
from simulator.call.caller import sound_of
from simulator.call.engine import Call
from simulator.call.inbox import Rendered
from simulator.call.levels import AS_WRITTEN, Level, at_level
from simulator.call.surprises import Surprise
from simulator.call.topics import NoTopics, TopicReader
from simulator.call.wording import PAUSE, Wording
from simulator.events import Event, HeardWord, LineDrafted, PartSpoken, PartTranscribed, SpeechEnded, Transcribed
from simulator.listening.acts import ActReader
from simulator.listening.briefed import BriefedReader
from simulator.listening.loud_enough import LoudEnough
from simulator.listening.recognition import Heard, Recognizer
from simulator.listening.room_voices import OverCrowd
from simulator.listening.segments import PAD
from simulator.listening.vad import VoiceActivity
from simulator.persona import Persona
from simulator.speaking.script import render_sentence
from simulator.speaking.voice import Voice
from simulator.verdict import Verdict

VOICE_DELAY = 3 * HOP_LENGTH
"""Virtual time from drafting a line to its sound, in a replay: 0.1 s, in which eSpeak NG says a sentence; what was said
once comes from the cache sooner."""


SHORT = to_samples(1.0)
"""A stretch shorter than this is recognised again with all the quiet around it: one word alone is easily misheard."""


def recognition_delay(n_samples: int) -> int:
    """Say how long the recogniser takes in a replay: 0.05 s and 0.04 s for each second, in whole hops.

    That is what Moonshine takes of one core of a small server (0.10 s for 2 s of speech, 0.25 s for 6 s).
    """
    return -(-(to_samples(0.05) + n_samples // 25) // HOP_LENGTH) * HOP_LENGTH


class Line(Protocol):
    """The far side of a call."""

    def exchange(self, far: Samples) -> Samples | None:
        """Trade one hop.

        Args:
            far: What the caller hears, shape `(HOP_LENGTH,)`.

        Returns:
            What the caller says at the same time, on the 16-bit grid, so that a recording holds the same
            samples; None once they have hung up.
        """
        ...

    def notice(self, event: Event) -> None:
        """Learn what happened."""
        ...


class Sink(Protocol):
    """Somebody who follows a call while it goes on: a recording on disk, captions."""

    def heard(self, near: Samples, far: Samples) -> None:
        """Take one hop of both channels."""
        ...

    def happened(self, event: Event) -> None:
        """Take one event, in the order decided."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """What a call needs from outside."""

    voice_activity: VoiceActivity
    """Scores the caller's channel."""

    acts: ActReader
    """Finds what words do."""

    recognizer: Recognizer
    """Turns sound into words."""

    voice: Voice
    """Turns words into sound."""

    topics: TopicReader = field(default_factory=NoTopics)
    """Understands questions outside the script."""

    other_voice: Voice | None = None
    """Who speaks where it is not the recruiter; the recruiter's voice when None."""

    def voice_for(self, draft: LineDrafted) -> Voice:
        """Tell who says a line: somebody else answers at the reception."""
        return (self.other_voice or self.voice) if draft.purpose == "reception" else self.voice

    def gated(self, gate_dbfs: float | None) -> "Engines":
        """Pass over voices that are quieter than this; hear everything when None."""
        if gate_dbfs is None:
            return self
        return replace(self, voice_activity=LoudEnough(self.voice_activity, gate_dbfs=gate_dbfs))


@dataclass(slots=True)
class _Session:
    call: Call
    line: Line
    engines: Engines
    sinks: tuple[Sink, ...]
    near: Tape = field(default_factory=Tape)
    far: Tape = field(default_factory=Tape)
    events: list[Event] = field(default_factory=list)
    underway: dict[int, Transcribed] = field(default_factory=dict)
    wanted: PartSpoken | None = None
    known: tuple[PartSpoken, Heard] | None = None

    def run(self) -> None:
        played = np.zeros(HOP_LENGTH, dtype=np.float32)
        while not self.call.over:
            spoken = self.line.exchange(played)
            if spoken is None:
                self._note(self.call.hang_up(by="caller"))
                break
            self.near.append(spoken)
            self.far.append(played)
            for sink in self.sinks:
                sink.heard(spoken, played)
            self._hear_part()
            played, events = self.call.feed(spoken)
            self._note(events)
        # What was still being recognised when the line closed belongs to the record all the same.
        self._note(list(self.underway.values()))

    def _note(self, events: list[Event]) -> None:
        for event in events:
            self.events.append(event)
            self.line.notice(event)
            for sink in self.sinks:
                sink.happened(event)
            match event:
                case PartSpoken():
                    self.wanted = event
                case SpeechEnded():
                    self.underway[event.segment] = self._recognised(event)
                    self.call.accept(self.underway[event.segment])
                case Transcribed():
                    self.underway.pop(event.segment, None)
                case LineDrafted():
                    self.call.accept(self._rendered(event))
                case _:
                    pass

    def _hear_part(self) -> None:
        """Recognise the part that is wanted when its words are due, unless the caller went on meanwhile."""
        part = self.wanted
        if part is None:
            return
        due = part.decided_at + recognition_delay(part.decided_at - part.start)
        if not self.call.awaits(part):
            self.wanted = None
        elif len(self.near) >= due:
            heard = self._heard_part(part)
            self.wanted, self.known = None, (part, heard)
            self.call.accept(PartTranscribed(part=part, text=heard.text, arrived_at=due))

    def _heard_part(self, part: PartSpoken) -> Heard:
        return self.engines.recognizer.recognize(sound_of(part, self.near.samples))

    def _heard(self, start: int, until: int) -> Heard:
        return self.engines.recognizer.recognize(self.near.cut(max(start - PAD, 0), until))

    def _recognised(self, stretch: SpeechEnded) -> Transcribed:
        heard, arrived_at = self._as_part(stretch) or (
            self._heard(stretch.start, stretch.end + PAD),
            stretch.decided_at + recognition_delay(stretch.end - stretch.start),
        )
        start = max(stretch.start - PAD, 0)
        words = tuple(HeardWord(text=w.text, start=start + w.start, end=start + w.end) for w in heard.words)
        return Transcribed(
            segment=stretch.segment, start=stretch.start, end=stretch.end, text=heard.text, words=words,
            engine=self.engines.recognizer.key, arrived_at=max(arrived_at, stretch.decided_at),
        )  # fmt: skip

    def _as_part(self, stretch: SpeechEnded) -> tuple[Heard, int] | None:
        """Take the words of a part for those of the stretch, when nothing was said after it."""
        if self.wanted is not None and (self.wanted.start, self.wanted.end) == (stretch.start, stretch.end):
            self.known, self.wanted = (self.wanted, self._heard_part(self.wanted)), None
        if self.known is None or (self.known[0].start, self.known[0].end) != (stretch.start, stretch.end):
            return None
        if stretch.end - stretch.start < SHORT:
            return None
        part, heard = self.known
        return heard, part.decided_at + recognition_delay(part.decided_at - part.start)

    def _rendered(self, draft: LineDrafted) -> Rendered:
        voice = self.engines.voice_for(draft)
        sounds = tuple(render_sentence(text, voice) for text in draft.sentences if text != PAUSE)
        return Rendered(line=draft.line, sounds=sounds, arrived_at=draft.decided_at + VOICE_DELAY)


def draw_verdict(persona: Persona, seed: int) -> Verdict:
    """Draw a verdict from the persona's weights; the same seed draws the same."""
    verdicts = [verdict for verdict in Verdict if persona.verdicts.get(verdict, 0.0) > 0]
    weights = np.array([persona.verdicts[verdict] for verdict in verdicts])
    return verdicts[int(np.random.default_rng([seed, 0]).choice(len(verdicts), p=weights / weights.sum()))]


def new_call(
    *, persona: Persona, brief: Brief, verdict: Verdict, seed: int, engines: Engines, level: Level = AS_WRITTEN,
    surprise: Surprise | None = None,
) -> Call:  # fmt: skip
    """Prepare a call between this persona, at this level, and a caller with this brief."""
    wording = Wording(persona=at_level(persona, level), brief=brief, verdict=verdict, seed=seed, level=level)
    acts = BriefedReader(engines.acts, brief, not_names=(persona.name,))
    return Call(
        wording=wording, verdict=verdict, voice_activity=OverCrowd(engines.voice_activity), acts=acts, topics=engines.topics,
        surprise=surprise,
    )  # fmt: skip


def place_call(
    line: Line, *, source: str, brief: Brief, persona: Persona, verdict: Verdict | None, seed: int,
    engines: Engines, sinks: tuple[Sink, ...] = (), level: Level = AS_WRITTEN, surprise: Surprise | None = None,
) -> Recording:  # fmt: skip
    """Run a call from the first hello to the last.

    Args:
        line: Where the caller is.
        source: Name for the recording.
        brief: What the caller is meant to know.
        persona: Who answers.
        verdict: What is announced; drawn with the seed when None.
        seed: Seed of everything that is drawn.
        engines: Ears, understanding and voice.
        sinks: Who else wants to follow.
        level: How hard the call is.
        surprise: What comes between the caller and the verdict.

    Returns:
        Both channels and the journal.
    """
    verdict = verdict or draw_verdict(at_level(persona, level), seed)
    call = new_call(
        persona=persona, brief=brief, verdict=verdict, seed=seed, engines=engines, level=level, surprise=surprise
    )  # fmt: skip
    session = _Session(call, line, engines, sinks)
    session.run()
    return Recording(
        source=source, brief=brief, persona=persona.id, verdict=verdict, seed=seed,
        near=session.near.samples, far=session.far.samples, events=tuple(session.events),
    )  # fmt: skip
