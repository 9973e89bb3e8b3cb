"""Fakes that satisfy our protocols, for tests and for programs that have no engine."""

from dataclasses import dataclass, field

import numpy as np

from simulator.audio.clock import Samples, to_samples

TONE_PER_CHARACTER = to_samples(0.060)
"""Samples of tone for each character."""

TONE_FADE = to_samples(0.005)
"""Samples over which a tone swells and dies away, so that it does not click."""


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
