"""An engine that may wait is opened with the first audio, once, and fails then as it would have at the start."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from simulator.errors import EngineError
from simulator.listening.engines import open_recognizer
from simulator.listening.hearing import Hearing
from simulator.listening.late import LateEngine
from simulator.listening.recognition import Transcribe, Transcript

if TYPE_CHECKING:
    from speech_recognition import AudioData

pytestmark = pytest.mark.filterwarnings("ignore:'(aifc|audioop)' is deprecated:DeprecationWarning")

SOUND = np.zeros(16_000, dtype=np.float32)


def test_a_late_engine_opens_once_with_the_first_audio() -> None:
    """Nothing is loaded before there is something to hear, and nothing twice."""
    opened: list[str] = []

    def open_engine() -> Transcribe:
        opened.append("now")
        return hello

    hearing = Hearing("stub", LateEngine(open_engine))
    assert opened == []
    assert [hearing.recognize(SOUND).text for _ in range(3)] == ["hello"] * 3
    assert opened == ["now"]


def test_a_late_engine_that_does_not_open_says_why() -> None:
    """What is wrong with a model is said with the same words, only later."""

    def broken() -> Transcribe:
        message = "the model is damaged"
        raise EngineError(message)

    with pytest.raises(EngineError, match="the model is damaged"):
        Hearing("stub", LateEngine(broken)).recognize(SOUND)


def test_only_the_model_in_the_package_may_wait() -> None:
    """A model that the user names is looked for at once, late or not."""
    assert open_recognizer(late=True).key == open_recognizer().key
    with pytest.raises(EngineError, match="no-such-model"):
        open_recognizer("sphinx:no-such-model", late=True)


def hello(_audio_data: "AudioData") -> Transcript:
    """Hear one word."""
    return Transcript(text="hello")
