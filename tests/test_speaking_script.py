"""Scripts become samples with every boundary known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.clock import Samples, on_pcm16_grid
from simulator.errors import InputError
from simulator.speaking.script import Piece, RenderedLine, Span, render_line, render_sentence, split_script
from simulator.testing import TONE_PER_CHARACTER, ToneVoice


def pause(n_samples: int) -> Piece:
    """Make a pause."""
    return Piece(n_samples=n_samples)


def say(text: str) -> Piece:
    """Make words."""
    return Piece(text=text)


@pytest.mark.parametrize(
    ("text", "pauses", "pieces"),
    [
        ("Hello.", (), (say("Hello."),)),
        ("One moment. {pause} Here you are.", (800,), (say("One moment."), pause(800), say("Here you are."))),
        ("{pause}Yes.{pause}", (1, 2), (pause(1), say("Yes."), pause(2))),
        ("A{pause}{pause}B", (3, 4), (say("A"), pause(3), pause(4), say("B"))),
        ("A{pause}B", (0,), (say("A"), say("B"))),
        (" \n ", (), ()),
        ("One\n  line.", (), (say("One line."),)),
    ],
)
def test_text_is_cut_at_its_pauses(text: str, pauses: tuple[int, ...], pieces: tuple[Piece, ...]) -> None:
    """Each mark becomes a pause of the given length, and words keep their order."""
    assert split_script(text, pauses) == pieces


@pytest.mark.parametrize(
    ("text", "pauses"),
    [("Hello.", (1,)), ("A{pause}B", ()), ("A{pause}B", (1, 2)), ("A{pause}B", (-1,)), ("A{pause}...", (1,)), ("—", ())],
)
def test_script_that_cannot_be_said_is_refused(text: str, pauses: tuple[int, ...]) -> None:
    """A wrong number of pauses, a negative one, or text without words is refused."""
    with pytest.raises(InputError, match="expected"):
        split_script(text, pauses)


@pytest.mark.parametrize(("text", "n_samples"), [("", 0), ("", -5), ("Hello", 5), ("...", 0)])
def test_piece_is_text_or_pause(text: str, n_samples: int) -> None:
    """A piece that is neither words nor a pause, or both, cannot be made."""
    with pytest.raises(InputError, match="expected"):
        Piece(text=text, n_samples=n_samples)


def test_spans_tell_where_each_piece_lies() -> None:
    """A line of 2 + 3 characters with a pause of 1000 has its boundaries at 1920, 2920 and 5800."""
    line = render_line([say("Hi"), pause(1000), say("Yes")], ToneVoice())
    assert TONE_PER_CHARACTER == 960
    assert line.spans == (
        Span(start=0, end=1920, text="Hi", is_pause=False),
        Span(start=1920, end=2920, text="", is_pause=True),
        Span(start=2920, end=5800, text="Yes", is_pause=False),
    )
    assert not line.samples[1920:2920].any()
    np.testing.assert_array_equal(line.samples[2920:], render_sentence("Yes", ToneVoice()))


def test_no_pieces_make_no_sound() -> None:
    """An empty script is a line of no samples."""
    line = render_line([], ToneVoice())
    assert line.samples.shape == (0,)
    assert line.spans == ()


@given(st.lists(st.one_of(st.integers(1, 3000).map(pause), st.text("abc ", min_size=1, max_size=9).filter(str.strip).map(say))))
def test_spans_cover_the_line(pieces: list[Piece]) -> None:
    """Spans follow each other without gap or overlap, from the line's first sample to its last."""
    line: RenderedLine = render_line(pieces, ToneVoice())
    assert [span.start for span in line.spans] == [0, *[span.end for span in line.spans]][: len(pieces)]
    assert len(line.samples) == (line.spans[-1].end if pieces else 0)
    assert [span.text for span in line.spans] == [piece.text for piece in pieces]
    np.testing.assert_array_equal(on_pcm16_grid(line.samples), line.samples)


class Mumble:
    """A voice that gives back fixed samples."""

    def __init__(self, samples: Samples) -> None:
        """Hold the samples."""
        self.key = "mumble"
        self._samples = samples

    def render(self, text: str) -> Samples:
        """Ignore the text."""
        return self._samples[:] if text else self._samples


def test_silence_of_the_engine_is_trimmed() -> None:
    """Half a second of silence before and after the words becomes 40 and 120 ms."""
    half = np.zeros(8000, dtype=np.float32)
    word = np.full(1600, 0.2, dtype=np.float32)
    sentence = render_sentence("word", Mumble(np.concatenate([half, word, half])))
    assert len(sentence) == 640 + 1600 + 1920
    assert not sentence[:640].any()
    assert not sentence[-1920:].any()
    assert sentence[640:-1920].all()
