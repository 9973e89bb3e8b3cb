"""A turn knows its words as soon as they are heard, part by part."""

from simulator.audio.clock import to_samples
from simulator.call.caller import CallerTurn
from simulator.events import PartSpoken, PartTranscribed, SpeechEnded, Transcribed
from simulator.listening.segments import PAD


def part(start: float, end: float, text: str, *, segment: int = 0) -> PartTranscribed:
    """A part and its words, in seconds."""
    spoken = PartSpoken(segment=segment, start=to_samples(start), end=to_samples(end), decided_at=to_samples(end + 0.2))
    return PartTranscribed(part=spoken, text=text, arrived_at=to_samples(end + 0.4))


def ended(start: float, end: float, *, segment: int = 0) -> SpeechEnded:
    """A stretch that is over."""
    return SpeechEnded(segment=segment, start=to_samples(start), end=to_samples(end), decided_at=to_samples(end + 0.45))


def test_a_part_stands_for_a_stretch_until_its_own_words_come() -> None:
    """The words of a part are known before the stretch has ended, and give way to the whole."""
    turn = CallerTurn()
    assert turn.knows(None)
    assert not turn.knows(to_samples(2))
    turn.partly(part(1, 2, "hello"))
    assert turn.knows(to_samples(2))
    turn.ended(ended(1, 2))
    assert turn.knows(None)
    assert turn.text == "hello"
    turn.transcribed(Transcribed(segment=0, start=0, end=1, text="Hello!", words=(), engine="", arrived_at=0))
    assert turn.text == "Hello!"


def test_a_part_does_not_stand_for_what_was_said_after_it() -> None:
    """Somebody who went on is not understood yet."""
    turn = CallerTurn()
    turn.partly(part(1, 2, "hello"))
    turn.ended(ended(1, 3))
    assert not turn.knows(None)


def test_what_is_long_is_heard_from_its_last_pause_on() -> None:
    """A part of more than four seconds is not heard again, a shorter one is; nor is its last word, which padding would add."""
    turn = CallerTurn()
    turn.partly(part(1, 2, "one"))
    assert turn.next_part(0, to_samples(1), to_samples(3), now=0).start == to_samples(1)
    turn.partly(part(1, 4, "one two"))
    following = turn.next_part(0, to_samples(1), to_samples(7), now=0)
    assert following.start - PAD == to_samples(4)
    turn.partly(PartTranscribed(part=following, text="three", arrived_at=0))
    assert turn.text == "one two three"


def test_a_silence_ends_a_sentence() -> None:
    """What is said before and after a silence is read as two things, whatever mark the recogniser put between."""
    turn = CallerTurn()
    for segment, text in enumerate(("Thank you,", "what happens next?")):
        turn.ended(ended(2 * segment, 2 * segment + 1, segment=segment))
        turn.transcribed(Transcribed(segment=segment, start=0, end=1, text=text, words=(), engine="", arrived_at=0))
    assert turn.text == "Thank you, what happens next?"
    assert turn.sentences == "Thank you. what happens next?"
