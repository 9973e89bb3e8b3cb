"""A recognizer hands its engine good pieces and makes sense of what comes back."""

from collections.abc import Callable

import numpy as np
import pytest

from simulator.audio.clock import SAMPLE_RATE, to_samples
from simulator.errors import AudioFormatError, EngineError, InputError
from simulator.listening.hearing import LONGEST, SHORTEST, Hearing
from simulator.listening.recognition import Transcript, Word, from_audio_data

pytestmark = pytest.mark.filterwarnings("ignore:'(aifc|audioop)' is deprecated:DeprecationWarning")


INVENTED = ("thanks", "for", "watching", "us")


class Engine:
    """An engine that answers from a script and remembers how much it was given."""

    def __init__(self, *answers: Transcript) -> None:
        self.answers = list(answers)
        self.lengths: list[int] = []

    def __call__(self, audio_data: object) -> Transcript:
        """Take a piece, give the next answer."""
        self.lengths.append(len(from_audio_data(audio_data)))
        return self.answers[len(self.lengths) - 1]


def hum(seconds: float) -> np.ndarray:
    """Make a tone with a short dip every second."""
    at = np.arange(round(seconds * SAMPLE_RATE))
    return (0.2 * np.sin(at / 10) * (at % SAMPLE_RATE > to_samples(0.25))).astype(np.float32)


def raising(error: Exception) -> Callable[[object], Transcript]:
    """Make an engine that fails."""

    def engine(_audio_data: object) -> Transcript:
        raise error

    return engine


def test_words_get_places_on_the_segment() -> None:
    """What an engine without times hears is one line of words, each with a place."""
    heard = Hearing("fake@1", Engine(Transcript(text="  Good   morning. "))).recognize(hum(2))
    assert (heard.text, heard.engine) == ("Good morning.", "fake@1")
    assert [word.text for word in heard.words] == ["Good", "morning."]
    assert 0 <= heard.words[0].start < heard.words[1].start < heard.words[1].end <= 2 * SAMPLE_RATE


@pytest.mark.parametrize("missing", [1, 2, SHORTEST - 1])
def test_short_segments_get_silence_around_them(missing: int) -> None:
    """An engine never gets less than a second, and its own times are counted from the segment all the same."""
    n = SHORTEST - missing
    engine = Engine(Transcript(text="Yes.", words=(Word(text="Yes.", start=missing // 2, end=missing // 2 + n),)))
    (word,) = Hearing("fake@1", engine).recognize(np.zeros(n, dtype=np.float32)).words
    assert engine.lengths == [SHORTEST]
    assert (word.start, word.end) == (0, n)


def test_long_segments_are_heard_in_pieces() -> None:
    """A segment longer than the longest piece is cut; times go on counting from its start."""
    engine = Engine(Transcript(text="One."), Transcript(text="Two."))
    samples = hum(30)
    heard = Hearing("fake@1", engine).recognize(samples)
    first, _ = engine.lengths
    assert sum(engine.lengths) == len(samples)
    assert max(engine.lengths) <= LONGEST
    assert heard.text == "One. Two."
    assert heard.words[0].end <= first <= heard.words[1].start


def test_inventions_are_cut() -> None:
    """Loops are cut from text without times, and words in no time from text with times."""
    loop = Transcript(text="see you in the next video " * 9)
    assert Hearing("fake@1", Engine(loop)).recognize(hum(3)).text == "see you in the next video"
    end = 2 * SAMPLE_RATE
    words = (
        Word(text="Hello.", start=0, end=end),
        *(Word(text=t, start=end, end=end) for t in INVENTED),
    )
    burst = Transcript(text=" ".join(word.text for word in words), words=words)
    assert Hearing("fake@1", Engine(burst)).recognize(hum(3)).text == "Hello."


def test_nothing_heard_is_no_error() -> None:
    """An engine that understands nothing gives an empty text, and an empty segment is not even given to it."""
    from speech_recognition.exceptions import UnknownValueError

    heard = Hearing("fake@1", raising(UnknownValueError())).recognize(hum(1))
    assert (heard.text, heard.words) == ("", ())
    assert Hearing("fake@1", raising(AssertionError())).recognize(np.zeros(0, dtype=np.float32)).text == ""


def test_a_failing_engine_is_named() -> None:
    """Whatever a third party raises becomes an engine error with the recognizer's name and the cause."""
    from speech_recognition.exceptions import RequestError

    for error in (RequestError("connection refused"), KeyError("text"), TimeoutError("connection refused")):
        with pytest.raises(EngineError, match=r"recognizer fake@1 failed: .*(connection refused|text)"):
            Hearing("fake@1", raising(error)).recognize(hum(1))
    with pytest.raises(EngineError, match="failed: RuntimeError"):
        Hearing("fake@1", raising(RuntimeError())).recognize(hum(1))


def test_our_own_errors_pass_through() -> None:
    """Errors that already say what is wrong are not wrapped again."""
    with pytest.raises(InputError, match="no such model"):
        Hearing("fake@1", raising(InputError("no such model"))).recognize(hum(1))
    with pytest.raises(AudioFormatError):
        Hearing("fake@1", Engine()).recognize(np.full(SAMPLE_RATE, np.nan, dtype=np.float32))
