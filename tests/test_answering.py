"""Engines beside a live call lose no words, however slow they are, and hear nothing twice."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from simulator.audio.clock import Samples
from simulator.brief import Brief
from simulator.call.inbox import Rendered
from simulator.call.session import SHORT, Engines
from simulator.call.wording import PAUSE, Wording
from simulator.errors import EngineError
from simulator.events import LineDrafted, PartSpoken, PartTranscribed, SpeechEnded, Transcribed
from simulator.listening.recognition import Heard
from simulator.persona import load_persona
from simulator.practice.answering import LiveAnswers, likely_lines
from simulator.testing import KeywordActs, LoudnessActivity, ToneVoice
from simulator.verdict import Verdict
from tests.scripted import PERSONAS

SOUND: Samples = np.zeros(100, dtype=np.float32)


@dataclass
class SlowRecognizer:
    """Hears nothing before its gate is opened, then how often it was asked."""

    gate: threading.Event = field(default_factory=threading.Event)
    n_asked: int = 0
    key: str = "slow"

    def recognize(self, samples: Samples) -> Heard:  # noqa: ARG002 it counts
        """Wait, and count."""
        self.gate.wait()
        self.n_asked += 1
        return Heard(text=f"heard {self.n_asked}", words=(), engine=self.key)


@dataclass
class Asked:
    """Topics that know nothing, and whether they were asked."""

    asked: list[str] = field(default_factory=list)

    def match(self, question: str) -> None:
        """Note the question."""
        self.asked.append(question)


def part(segment: int, start: int, end: int) -> PartSpoken:
    """A part of a stretch, in seconds."""
    return PartSpoken(segment=segment, start=start * SHORT, end=end * SHORT, decided_at=end * SHORT + 3)


def stretch(segment: int, start: int, end: int) -> SpeechEnded:
    """A whole stretch, in seconds."""
    return SpeechEnded(segment=segment, start=start * SHORT, end=end * SHORT, decided_at=end * SHORT + 6)


def told(*speeches: PartSpoken | SpeechEnded) -> tuple[list[tuple[str, int]], int]:
    """What comes of asking for these while the recogniser is busy, and how often it was asked."""
    recognizer = SlowRecognizer()
    answers = LiveAnswers(
        Engines(voice_activity=LoudnessActivity(), acts=KeywordActs(), recognizer=recognizer, voice=ToneVoice())
    )
    for speech in speeches:
        answers.recognize(speech, SOUND, start=0)
    recognizer.gate.set()
    answers._ears.join()
    results = answers.arrived(1000)
    answers.close()
    found = [
        ("part", r.part.end // SHORT) if isinstance(r, PartTranscribed) else ("stretch", r.end // SHORT)
        for r in results
        if not isinstance(r, Rendered)
    ]
    return sorted(found), recognizer.n_asked


@pytest.mark.parametrize(
    ("speeches", "results", "n_asked"),
    [
        ([stretch(0, 0, 9)], [("stretch", 9)], 1),
        ([part(0, 0, 5), stretch(0, 0, 9)], [("stretch", 9)], 2),
        ([part(0, 0, 9), stretch(0, 0, 9)], [("part", 9), ("stretch", 9)], 1),
        ([part(0, 0, 9), stretch(0, 0, 9), part(1, 20, 29)], [("part", 9), ("part", 29), ("stretch", 9)], 2),
        (
            [part(0, 0, 9), stretch(0, 0, 9), part(1, 20, 29), stretch(1, 20, 29), part(2, 40, 49), stretch(2, 40, 50)],
            [("part", 9), ("part", 29), ("stretch", 9), ("stretch", 29), ("stretch", 50)],
            4,
        ),
    ],
)
def test_every_stretch_gets_its_words(
    speeches: Sequence[PartSpoken | SpeechEnded], results: list[tuple[str, int]], n_asked: int
) -> None:
    """However far behind the recogniser is, each stretch is answered once, and its only part is not heard twice."""
    found, n = told(*speeches)
    # The first thing asked for is under way before anything else is known, so it is always heard.
    assert [result for result in found if result[0] == "stretch"] == [result for result in results if result[0] == "stretch"]
    assert n <= n_asked


def test_a_part_that_was_heard_already_is_the_stretch() -> None:
    """When the words of the last part are known, the stretch has them at once."""
    recognizer = SlowRecognizer()
    recognizer.gate.set()
    answers = LiveAnswers(
        Engines(voice_activity=LoudnessActivity(), acts=KeywordActs(), recognizer=recognizer, voice=ToneVoice())
    )
    answers.recognize(part(0, 0, 9), SOUND, start=0)
    answers._ears.join()
    assert [type(result) for result in answers.arrived(12)] == [PartTranscribed]
    answers.recognize(stretch(0, 0, 9), SOUND, start=0)
    (result,) = answers.arrived(16)
    assert isinstance(result, Transcribed)
    assert (result.text, result.arrived_at, recognizer.n_asked) == ("heard 1", 16, 1)
    answers.close()


def wording() -> Wording:
    """The words of one call."""
    persona = load_persona(PERSONAS / "dana-whitfield.toml")
    return Wording(persona=persona, brief=Brief(name="Ada"), verdict=Verdict.HIRED, seed=1)


def test_likely_lines_are_ready_before_they_are_wanted() -> None:
    """After warming up, the answer, the announcement and the verdict cost the call nothing, and questions are understood."""
    recognizer, voice = SlowRecognizer(), ToneVoice()
    recognizer.gate.set()
    topics = Asked()
    engines = Engines(
        voice_activity=LoudnessActivity(), acts=KeywordActs(), recognizer=recognizer, voice=voice, topics=topics
    )  # fmt: skip
    answers = LiveAnswers(engines)
    words = wording()
    answers.warm_up(words)
    answers._mouth.join()
    answers._ears.join()
    assert answers.ready()
    assert topics.asked
    n_said = len(voice.said)
    sentences = words.announcement() + words.verdict()
    answers.render(LineDrafted(line=1, purpose="announcement", sentences=sentences, pauses=(1, 1), decided_at=0))
    (line,) = answers.arrived(512)
    assert isinstance(line, Rendered)
    assert len(line.sounds) == len([text for text in sentences if text != PAUSE])
    assert len(voice.said) == n_said == len(set(voice.said))
    answers.close()


def test_a_voice_that_fails_ahead_of_time_fails_when_it_is_wanted() -> None:
    """What cannot be said ahead is no reason to stop; what cannot be said when its time comes is."""

    class Hoarse(ToneVoice):
        def render(self, text: str) -> Samples:
            if "congratulations" in text.lower():
                message = "hoarse"
                raise EngineError(message)
            return super().render(text)

    recognizer = SlowRecognizer()
    recognizer.gate.set()
    engines = Engines(voice_activity=LoudnessActivity(), acts=KeywordActs(), recognizer=recognizer, voice=Hoarse())
    answers, ask = LiveAnswers(engines), _asking
    answers.warm_up(wording())
    answers._mouth.join()
    answers._ears.join()
    assert answers.ready()
    ask(answers, "Congratulations.")
    with pytest.raises(EngineError, match="hoarse"):
        answers.arrived(0)
    answers.close()


def _asking(answers: LiveAnswers, text: str) -> None:
    answers.render(LineDrafted(line=1, purpose="reply", sentences=(text,), pauses=(), decided_at=0))
    answers._mouth.join()


def test_likely_lines_hold_no_pause_and_nothing_twice() -> None:
    """They are sentences, each once, the announcement first."""
    words = wording()
    lines = likely_lines(words)
    assert PAUSE not in lines
    assert len(lines) == len(set(lines))
    assert lines[0] == words.announcement()[0]
