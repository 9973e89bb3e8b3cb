"""An engine that loads with the first audio: the recruiter speaks first, and nobody waits for ears before that."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.listening.recognition import Transcribe, Transcript

if TYPE_CHECKING:
    from speech_recognition import AudioData


class LateEngine:
    """Stands for an engine until it is needed."""

    def __init__(self, open_engine: Callable[[], Transcribe]) -> None:
        """Remember how the engine is opened."""
        self._open = open_engine

    @cached_property
    def engine(self) -> Transcribe:
        """The engine, opened the first time that somebody asks."""
        return self._open()

    def __call__(self, audio_data: "AudioData") -> Transcript:
        """Transcribe as the engine does."""
        return self.engine(audio_data)
