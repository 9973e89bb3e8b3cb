"""A crowd that talks when the line opens is passed over, and nobody is taken for one."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.brief import Brief
from simulator.call.session import Engines, new_call
from simulator.events import SpeechStarted
from simulator.listening.room_voices import OPEN_HOPS, WINDOW, OverCrowd, crowd_dbfs
from simulator.persona import load_persona
from simulator.testing import KeywordActs, LoudnessActivity, ScriptedRecognizer, ToneVoice
from simulator.verdict import Verdict
from tests.scripted import PERSONAS

LEVELS = {".": 0.0, "o": 0.02, "O": 0.028, "#": 0.2}
"""Amplitudes of a drawing's hops: silence, a crowd, the same 3 dB louder, and a voice 20 dB above it."""


def hops(drawing: str) -> list[Samples]:
    """Sound of a drawing."""
    return [np.full(HOP_LENGTH, LEVELS[mark], dtype=np.float32) for mark in drawing]


def scored(drawing: str) -> str:
    """Draw where a voice is found."""
    ears = OverCrowd(LoudnessActivity())
    return "".join("#" if ears.score(hop) else "." for hop in hops(drawing))


CROWD = "o" * (WINDOW + 8)
LATE = "." * 40


def test_a_crowd_from_the_first_sound_on_is_never_a_voice() -> None:
    """Somebody who rings from a full room has said nothing yet."""
    assert scored(CROWD * 3) == "." * len(CROWD * 3)


def test_whoever_speaks_up_over_a_crowd_is_heard() -> None:
    """The caller's words count, with their soft ends, and the crowd does not."""
    assert scored(CROWD + "####" + "o" * 40) == "." * len(CROWD) + "#" * (4 + OPEN_HOPS) + "." * (40 - OPEN_HOPS)


def test_a_crowd_that_grows_a_little_is_still_the_crowd() -> None:
    """Its level is followed as long as it stays below a caller's."""
    assert scored(CROWD + "O" * 3 * WINDOW) == "." * (len(CROWD) + 3 * WINDOW)


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        (LATE + "o" * 200, LATE + "#" * 200),
        ("....####" + LATE + "o" * 200, "....####" + LATE + "#" * 200),
        (LATE, LATE),
        ("", ""),
    ],
    ids=["after a silence", "after a word", "silence", "nothing"],
)
def test_what_begins_after_the_line_has_opened_is_no_crowd(drawing: str, found: str) -> None:
    """With a microphone that opens only for a voice the room is heard together with it: both are the caller."""
    assert scored(drawing) == found


def test_a_voice_that_the_line_opens_into_is_known_by_its_first_pause() -> None:
    """One person has quiet between their words, and is heard from there on."""
    assert scored("####..##" * 10)[8:] == ("####..##" * 10)[8:]


def test_a_crowd_is_known_again_in_a_recording() -> None:
    """What a recording begins with is measured before its first word is looked for."""
    crowd = crowd_dbfs(np.concatenate(hops(CROWD)), LoudnessActivity())
    assert crowd == pytest.approx(-34.0, abs=0.1)
    assert crowd_dbfs(np.concatenate(hops(LATE + CROWD)), LoudnessActivity()) is None


def test_forgetting_begins_a_new_line() -> None:
    """The next stream's crowd is its own."""
    ears = OverCrowd(LoudnessActivity())
    for hop in hops(CROWD):
        ears.score(hop)
    ears.reset()
    assert [ears.score(hop) for hop in hops(".o")] == [0.0, 1.0]


def test_a_call_passes_over_the_crowd_it_opens_into() -> None:
    """The recruiter is not stopped, and no word of the room is asked for."""
    engines = Engines(voice_activity=LoudnessActivity(), acts=KeywordActs(), recognizer=ScriptedRecognizer([]), voice=ToneVoice())
    persona = load_persona(PERSONAS / "dana-whitfield.toml")
    call = new_call(brief=Brief(name="Ada"), persona=persona, verdict=Verdict.HIRED, seed=1, engines=engines)
    events = [event for hop in hops(CROWD * 2) for event in call.feed(hop)[1]]
    assert not [event for event in events if isinstance(event, SpeechStarted)]
