"""Fakes that satisfy our protocols, for tests and for programs that have no engine."""

from dataclasses import dataclass, field

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.listening.acts import Act, Finding
from simulator.listening.placement import place_words
from simulator.listening.recognition import Heard

TONE_PER_CHARACTER = to_samples(0.060)
"""Samples of tone for each character."""

TONE_FADE = to_samples(0.005)
"""Samples over which a tone swells and dies away, so that it does not click."""

LOUDNESS_FLOOR = 0.001
"""Amplitude above which a sample is a sound."""


@dataclass
class ToneVoice:
    """A voice that hums: one tone a text, 60 ms a character, the same every time."""

    tone_hz: float = 220.0
    """Pitch of the tone."""

    said: list[str] = field(default_factory=list)
    """Texts rendered so far, in order."""

    @property
    def key(self) -> str:
        """The tone's pitch."""
        return f"tone {self.tone_hz:g}"

    def render(self, text: str) -> Samples:
        """Hum, shape `(TONE_PER_CHARACTER * len(text),)`, with a peak of 0.1."""
        self.said.append(text)
        n = TONE_PER_CHARACTER * len(text)
        at = np.arange(n)
        fade = np.clip(np.minimum(at + 1, n - at) / TONE_FADE, 0.0, 1.0)
        tone = 0.1 * fade * np.sin(2 * np.pi * self.tone_hz * at / to_samples(1.0))
        return tone.astype(np.float32)


@dataclass
class LoudnessActivity:
    """Voice activity by loudness alone: a frame with any sound in it is speech."""

    def score(self, frame: Samples) -> float:
        """Score 1 for a frame with sound, 0 for silence."""
        return float(np.abs(frame).max() > LOUDNESS_FLOOR)

    def reset(self) -> None:
        """Do nothing: loudness has no memory."""


@dataclass
class KeywordActs:
    """Reads the acts that are named in the text itself: `"NAME ROLE"` does `name` and `role`."""

    def read(self, text: str) -> tuple[Finding, ...]:
        """Find every act whose name stands in capitals in the text, in order."""
        found = [(text.find(act.name), act) for act in Act if act.name in text.split()]
        return tuple(Finding(act=act, start=at, end=at + len(act.name), confidence=1.0) for at, act in sorted(found))


@dataclass
class ScriptedRecognizer:
    """Hears what the script says, one text a segment; after its end it hears nothing."""

    texts: list[str]
    """What is heard, in order."""

    lengths: list[int] = field(default_factory=list)
    """Samples in each segment recognised so far, in order."""

    @property
    def key(self) -> str:
        """Always the same."""
        return "scripted"

    def recognize(self, samples: Samples) -> Heard:
        """Hear the script's next text, its words placed on the segment's sound."""
        n = len(self.lengths)
        self.lengths.append(len(samples))
        text = self.texts[n] if n < len(self.texts) else ""
        return Heard(text=text, words=place_words(text, samples), engine=self.key)
