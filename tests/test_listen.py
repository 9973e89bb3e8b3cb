"""From two channels of samples to a conversation, with a recogniser that reads from a script."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.audio.recording import Recording
from simulator.errors import AudioFormatError
from simulator.listening.overlap import Overlap
from simulator.listening.room_voices import OPEN_HOPS
from simulator.listening.segments import PAD
from simulator.scoring.conversation import Conversation
from simulator.scoring.judge import judge
from simulator.scoring.listen import conversation_from_audio, listen
from simulator.testing import KeywordActs, LoudnessActivity, ScriptedRecognizer
from simulator.verdict import Verdict

CHARACTER = 8 * HOP_LENGTH
"""Samples a character of the drawings, 0.256 s: two of silence close a stretch of speech."""


def sound(row: str, *, seed: int) -> Samples:
    """Noise where a row has `#`, silence elsewhere."""
    loud = np.repeat(np.array([letter == "#" for letter in row]), CHARACTER)
    return (loud * np.random.default_rng(seed).uniform(-0.1, 0.1, len(loud))).astype(np.float32)


def recording(caller: str, recruiter: str, *, leak: float = 0.0, verdict: Verdict | None = None) -> Recording:
    """A recording of two rows, the recruiter's sound leaking into the caller's channel."""
    near, far = sound(caller, seed=1), sound(recruiter, seed=2)
    return Recording(
        source="drawn", brief=None, persona=None, verdict=verdict, seed=None, near=near + np.float32(leak) * far, far=far,
        events=(),
    )  # fmt: skip


def conversation(call: Recording, *texts: str) -> Conversation:
    """What is understood when the caller's stretches, then the recruiter's, are heard as `texts`."""
    recognizer = ScriptedRecognizer(list(texts))
    return conversation_from_audio(call, voice_activity=LoudnessActivity(), recognizer=recognizer, acts=KeywordActs(), brief=None)


def test_each_stretch_is_recognised_once_with_its_edges() -> None:
    """Soft consonants before and after a stretch are heard too, and words lie in call time."""
    recognizer = ScriptedRecognizer(["hello there", "goodbye", "yes"])
    heard = listen(recording("..##....##", "....##...."), voice_activity=LoudnessActivity(), recognizer=recognizer)
    assert [(s.start, s.end, s.text) for s in heard.caller] == [
        (2 * CHARACTER, 4 * CHARACTER, "hello there"), (8 * CHARACTER, 10 * CHARACTER, "goodbye"),
    ]  # fmt: skip
    assert [(s.start, s.end, s.text) for s in heard.recruiter] == [(4 * CHARACTER, 6 * CHARACTER, "yes")]
    # The second stretch ends with the recording, so that it has an edge on one side only.
    assert recognizer.lengths == [2 * CHARACTER + 2 * PAD, 2 * CHARACTER + PAD, 2 * CHARACTER + 2 * PAD]
    first = heard.caller[0].words[0]
    assert 2 * CHARACTER - PAD <= first.start < first.end <= 4 * CHARACTER + PAD


def test_silence_is_never_recognised() -> None:
    """A recogniser invents words for silence, so it is not asked."""
    recognizer = ScriptedRecognizer(["you"])
    heard = listen(recording("....", "...."), voice_activity=LoudnessActivity(), recognizer=recognizer)
    assert (heard.caller, heard.recruiter, recognizer.lengths) == ((), (), [])


@pytest.mark.parametrize("leak", [0.0, 0.02, 0.1])
def test_a_leak_from_the_other_channel_is_nobodys_speech(leak: float) -> None:
    """A copy 20 dB lower or less belongs to whoever spoke, and hides nothing of the other's words."""
    call = recording("................####............####", "..########..............########..##", leak=leak)
    heard = listen(call, voice_activity=LoudnessActivity(), recognizer=ScriptedRecognizer([]))
    assert [(s.start / CHARACTER, s.end / CHARACTER) for s in heard.caller] == [(16, 20), (32, 36)]


def test_a_caller_is_found_in_a_crowd() -> None:
    """Others who talk from the recording's first sample to its last are nobody's speech."""
    call = recording("................####............####....", "..########..............########........")
    others = np.random.default_rng(3).uniform(-0.01, 0.01, len(call.near)).astype(np.float32)
    heard = listen(
        replace(call, near=call.near + others), voice_activity=LoudnessActivity(), recognizer=ScriptedRecognizer([])
    )  # fmt: skip
    soft_end = OPEN_HOPS * HOP_LENGTH
    assert [(s.start, s.end) for s in heard.caller] == [
        (16 * CHARACTER, 20 * CHARACTER + soft_end), (32 * CHARACTER, 36 * CHARACTER + soft_end),
    ]  # fmt: skip


@pytest.mark.parametrize(("others", "passed"), [(0.001, False), (0.08, None)])
def test_what_a_loud_room_drowned_is_left_open(others: float, *, passed: bool | None) -> None:
    """A recording made elsewhere is doubted like a call: the words that were heard count, the others may have been said."""
    quiet = recording("....############", "####............")
    at = np.arange(len(quiet.near)) / SAMPLE_RATE
    syllables = np.where(at % 0.3 < 0.2, 1.0, 0.03).astype(np.float32)
    room = np.random.default_rng(3).uniform(-others, others, len(at)).astype(np.float32)
    call = replace(quiet, near=quiet.near * syllables + room * (quiet.near != 0))
    card = judge(conversation(call, "NAME", "How can I help you?"), call)
    name, role = card.check("introduction.name"), card.check("introduction.role")
    assert (name and name.passed, role and role.passed) == (True, passed)


def test_one_sound_on_both_channels_is_refused() -> None:
    """A mono recording saved as stereo cannot tell who spoke; it says how to do better."""
    call = recording("########", "########")
    same = replace(call, source="mono.wav", far=call.near * np.float32(0.5))
    with pytest.raises(AudioFormatError, match=r"mono\.wav: both channels carry the same sound"):
        listen(same, voice_activity=LoudnessActivity(), recognizer=ScriptedRecognizer([]))


def test_a_call_is_understood_from_its_sound() -> None:
    """Turns, pauses, the verdict and what came after it are found without a journal."""
    talk = conversation(
        recording(
            "......####....................................####",
            "####..........####........####....########........",
        ),
        "NAME PURPOSE", "THANKS FAREWELL", "How can I help you?", "Let me look.", "Here we are.", "You've got the job.",
    )  # fmt: skip
    c = CHARACTER
    assert [(t.start, t.end, t.text) for t in talk.caller] == [
        (6 * c, 10 * c, "NAME PURPOSE"), (46 * c, 50 * c, "THANKS FAREWELL"),
    ]  # fmt: skip
    floors = [t.floor for t in talk.recruiter]
    assert [(f.start, f.end, f.pauses) for f in floors] == [
        (0, 4 * c, ()), (14 * c, 42 * c, ((18 * c, 26 * c), (30 * c, 34 * c))),
    ]  # fmt: skip
    assert (talk.verdict, talk.announced_at, talk.lookup_at) == (Verdict.HIRED, 42 * c, 14 * c)
    assert talk.overlaps == ()


@pytest.mark.parametrize(
    ("caller", "before", "kind"),
    [
        ("....................####........", "Let me look.", Overlap.PAUSE),
        (".............................###", "Let me look.", Overlap.INTERRUPTION),  # over the news
        ("..........................####..", "Thank you.", Overlap.COLLISION),  # had begun before the recruiter went on
        ("..........................####..", "Let me look.", Overlap.PAUSE),  # but not in a silence that was theirs
    ],
)
def test_speech_where_the_floor_was_not_the_callers_is_found(caller: str, before: str, kind: Overlap) -> None:
    """The kinds are told by the same rule as in a call."""
    recruiter = "..............####..........####"
    talk = conversation(recording(caller, recruiter), "THANKS and can I ask", before, "You are hired.")
    assert [(found.kind, found.evidence.start) for found in talk.overlaps] == [(kind, caller.index("#") * CHARACTER)]


def test_what_was_not_understood_is_counted() -> None:
    """Speech without words is no turn, but it is known that somebody spoke."""
    talk = conversation(recording("....####", "####...."), "", "How can I help?")
    assert (talk.caller, talk.n_unclear, talk.verdict) == ((), 4 * CHARACTER, None)
