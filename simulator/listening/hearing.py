"""Makes a recognizer of an engine: cuts and pads what goes in, cleans and places what comes out."""

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.errors import EngineError, RehearsalError
from simulator.listening.cuts import quiet_cuts
from simulator.listening.loops import without_bursts, without_loops
from simulator.listening.placement import place_words
from simulator.listening.recognition import Heard, Transcribe, Transcript, Word, to_audio_data

LONGEST = to_samples(20.0)
"""Samples in the longest piece that an engine is given: Whisper takes 30 s at a time, services have limits of their own.
Moonshine hears pieces of 12 to 50 s equally well, and pieces of 5 s worse (4.9 % of words wrong against 1.6 %)."""

SHORTEST = to_samples(2.0)
"""Samples in the shortest piece: what is shorter gets silence on both sides."""


class Hearing:
    """A recognizer around one engine."""

    def __init__(self, key: str, transcribe: Transcribe, *, notice: str = "") -> None:
        """Hold the engine.

        Args:
            key: Engine, model and version.
            transcribe: The engine, its model loaded.
            notice: A sentence for the user when audio leaves the machine; empty when it does not.
        """
        self._key = key
        self._transcribe = transcribe
        self._notice = notice

    @property
    def key(self) -> str:
        """Engine, model and version: `moonshine:tiny-en@0.0.73`."""
        return self._key

    @property
    def notice(self) -> str:
        """Where audio is sent, as a sentence for the user; empty when it stays on this machine."""
        return self._notice

    def recognize(self, samples: Samples) -> Heard:
        """Recognize one segment.

        Args:
            samples: The segment, shape `(n,)`; best with 0.3 s of what surrounds the speech.

        Returns:
            What was heard, with times from 0 to `n`; an empty text when nothing was.

        Raises:
            AudioFormatError: If `samples` is not one-dimensional or not finite.
            EngineError: If the engine failed.
        """
        words: list[Word] = []
        if len(samples):
            for start, end in quiet_cuts(samples, LONGEST):
                words += [_moved(word, start) for word in self._piece(samples[start:end])]
        return Heard(text=" ".join(word.text for word in words), words=tuple(words), engine=self._key)

    def _piece(self, samples: Samples) -> tuple[Word, ...]:
        missing = max(SHORTEST - len(samples), 0)
        before = missing // 2
        transcript = self._asked(np.pad(samples, (before, missing - before)))
        if transcript.words:
            own = without_bursts(tuple(_moved(word, -before) for word in transcript.words))
            text = " ".join(word.text for word in own)
            if without_loops(text, len(samples)) == text:
                return place_words(text, samples, own)
        else:
            text = transcript.text
        return place_words(without_loops(text, len(samples)), samples)

    def _asked(self, samples: Samples) -> Transcript:
        """Ask the engine; whatever a third party's code raises becomes one of our errors, here and only here."""
        from speech_recognition.exceptions import UnknownValueError

        audio_data = to_audio_data(samples)
        try:
            return self._transcribe(audio_data)
        except UnknownValueError:
            return Transcript(text="")
        except RehearsalError:
            raise
        except Exception as error:  # every service's client raises classes of its own, not importable here
            message = f"recognizer {self._key} failed: {str(error) or type(error).__name__}"
            raise EngineError(message) from error


def _moved(word: Word, by: int) -> Word:
    return Word(text=word.text, start=word.start + by, end=word.end + by)
