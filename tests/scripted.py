"""A call in writing: who says what for how long, run through the real engine with engines made of paper."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.brief import Brief
from simulator.call.engine import Call, Rendered
from simulator.call.session import VOICE_DELAY, recognition_delay
from simulator.call.wording import PAUSE, Wording
from simulator.events import Event, LineDrafted, PartSpoken, PartTranscribed, SpeechEnded, Transcribed
from simulator.lines.caller import RecordedCaller
from simulator.lines.fixture import Cue, FixtureTurn
from simulator.persona import load_persona
from simulator.speaking.script import render_sentence
from simulator.testing import KeywordActs, LoudnessActivity, ToneVoice
from simulator.verdict import Verdict

PERSONAS = Path(__file__).parent.parent / "personas"


def said(seconds: float) -> Samples:
    """Sound that counts as speech, shape `(seconds * SAMPLE_RATE,)`."""
    return np.full(to_samples(seconds), 0.1, dtype=np.float32)


def hush(seconds: float) -> Samples:
    """Silence."""
    return np.zeros(to_samples(seconds), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Says:
    """One clip of a scripted caller: its words are known, its sound is a tone."""

    words: str
    seconds: float = 2.0
    cue: Cue = Cue.AFTER
    delay: float = 0.6
    hang_up: bool = False
    sound: Samples | None = None

    @property
    def clip(self) -> Samples:
        """The sound of it."""
        return said(self.seconds) if self.sound is None else self.sound

    @property
    def turn(self) -> FixtureTurn:
        """The clip as a fixture has it."""
        return FixtureTurn(audio="", cue=self.cue, delay=self.delay, hang_up=self.hang_up)


@dataclass
class Outcome:
    """What came of a scripted call."""

    events: list[Event] = field(default_factory=list)
    near: list[Samples] = field(default_factory=list)
    far: list[Samples] = field(default_factory=list)

    def of(self, kind: type) -> list[Event]:
        """Events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


def new_call(*, verdict: Verdict = Verdict.HIRED, seed: int = 1, persona: str = "dana-whitfield") -> Call:
    """A call with paper engines."""
    wording = Wording(persona=load_persona(PERSONAS / f"{persona}.toml"), brief=Brief(name="Ada"), verdict=verdict, seed=seed)
    return Call(wording=wording, verdict=verdict, voice_activity=LoudnessActivity(), acts=KeywordActs())


def answer_requests(call: Call, events: list[Event], words: list[str]) -> None:
    """Do what a session does: render each line, and give each stretch of speech its words, in order."""
    for event in events:
        if isinstance(event, LineDrafted):
            sounds = tuple(render_sentence(text, ToneVoice()) for text in event.sentences if text != PAUSE)
            call.accept(Rendered(line=event.line, sounds=sounds, arrived_at=event.decided_at + VOICE_DELAY))
        elif isinstance(event, PartSpoken):
            text = words[event.segment] if event.segment < len(words) else ""
            arrived_at = event.decided_at + recognition_delay(event.decided_at - event.start)
            call.accept(PartTranscribed(part=event, text=text, arrived_at=arrived_at))
        elif isinstance(event, SpeechEnded):
            text = words[event.segment] if event.segment < len(words) else ""
            call.accept(Transcribed(
                segment=event.segment, start=event.start, end=event.end, text=text, words=(), engine="paper",
                arrived_at=event.decided_at + recognition_delay(event.end - event.start),
            ))  # fmt: skip


def run(script: list[Says], *, words: list[str] | None = None, verdict: Verdict = Verdict.HIRED, seed: int = 1) -> Outcome:
    """Run a scripted caller to the end of the call; `words` a stretch of speech, one a clip when left out."""
    call = new_call(verdict=verdict, seed=seed)
    line = RecordedCaller([s.turn for s in script], [s.clip for s in script])
    outcome = Outcome()
    heard = words if words is not None else [s.words for s in script]
    far: Samples = np.zeros(512, dtype=np.float32)
    while not call.over:
        near = line.exchange(far)
        if near is None:
            events = call.hang_up(by="caller")
        else:
            outcome.near.append(near)
            outcome.far.append(far)
            far, events = call.feed(near)
        answer_requests(call, events, heard)
        for event in events:
            line.notice(event)
        outcome.events += events
    return outcome
