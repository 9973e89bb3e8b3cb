"""A practice call becomes a test, and a stretch of it can be tried again."""

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.audio.folder import read_recording
from simulator.errors import DeviceError, InputError
from simulator.events import Event, LineEnded, LineStarted, PauseStarted, SpeechEnded, VerdictAnnounced
from simulator.fixtures.renaming import ALIAS, Renamer
from simulator.fixtures.writing import read_turns, voice_settings
from simulator.lines.cutting import cut_turns
from simulator.lines.dictaphone import Dictaphone
from simulator.lines.fixture import Cue, load_fixture
from simulator.lines.picked_up import LINGER, PickedUp
from simulator.practice.stretch import STEPS, stretch_of
from simulator.testing import ToneVoice
from simulator.verdict import Verdict
from tests.paper import PaperRoom, Rehearse, fixture, one_line
from tests.reports import recording

TURNS = """
[[turns]]
audio = '1.wav'
delay = 0.7
[[turns]]
audio = '2.wav'
cue = 'during'
delay = 1.25
[[turns]]
audio = '3.wav'
cue = 'pause'
delay = 0.125
[[turns]]
audio = '2.wav'
[[turns]]
audio = '3.wav'
hang_up = true
"""
"""Every cue there is."""


def caller(folder: Path) -> Path:
    """A recorded caller who uses every cue."""
    fixture(folder)
    head, _, _ = (folder / "fixture.toml").read_text().partition("[[turns]]")
    (folder / "fixture.toml").write_text(head + TURNS)
    return folder


def call(rehearse: Rehearse, tmp_path: Path, path: Path) -> Path:
    """Let a caller ring; return the recording."""
    card = rehearse("call", "--fixture", path, "--keep", tmp_path / "calls", "--json", "--seed", 3).cards[0]
    return tmp_path / "calls" / str(card["source"])


def test_a_kept_call_says_the_same_at_the_same_sample(rehearse: Rehearse, tmp_path: Path) -> None:
    """The fixture that is cut from a call plays the same samples at the same moments, whatever they waited for."""
    folder = call(rehearse, tmp_path, caller(tmp_path / "caller"))
    ran = rehearse("keep", folder, "kept", "--in", tmp_path / "fixtures")
    assert ran.out.endswith("Replayed: scored the same.\n")
    again = call(rehearse, tmp_path, tmp_path / "fixtures" / "kept")
    first, second = read_recording(folder), read_recording(again)
    np.testing.assert_array_equal(first.near, second.near)
    assert first.events == second.events
    kept = load_fixture(tmp_path / "fixtures" / "kept")
    assert [turn.cue for turn in kept.turns][:2] == [Cue.AFTER, Cue.DURING]
    assert kept.turns[-1].hang_up
    assert kept.brief.name == "Ada Lovelace"


def test_a_kept_call_is_ready_to_commit(rehearse: Rehearse, tmp_path: Path) -> None:
    """The folder has a title, a brief, every judged finding as an expectation, and says where its clips are from."""
    folder = call(rehearse, tmp_path, fixture(tmp_path / "caller"))
    assert rehearse("keep", folder, "kept", "--in", tmp_path, "--unchecked").status == 0
    kept = tomllib.loads((tmp_path / "kept" / "fixture.toml").read_text("utf-8"))
    assert kept["title"] == "Hired: kept from a practice call"
    assert kept["expect"]["checks"]["introduction.name"] is True
    assert kept["expect"]["score"][0] == kept["expect"]["score"][1]
    assert tomllib.loads((tmp_path / "kept" / "made.toml").read_text("utf-8"))["human"] is False
    one_line(rehearse("keep", folder, "kept", "--in", tmp_path), "expected a new name")
    one_line(rehearse("keep", tmp_path, "other"), "expected a recording")
    (folder / "scorecard.json").unlink()
    one_line(rehearse("keep", folder, "other", "--in", tmp_path), "found no scorecard.json")


def test_a_level_is_not_kept_in_silence(rehearse: Rehearse, tmp_path: Path) -> None:
    """A fixture has no level and no surprise; of a call that had one this is said, with what replays it as it was."""
    path = fixture(tmp_path / "caller")
    card = rehearse("call", "--fixture", path, "--keep", tmp_path / "calls", "--json", "--level", 1).cards[0]
    folder = tmp_path / "calls" / str(card["source"])
    ran = rehearse("keep", folder, "kept", "--in", tmp_path, "--unchecked")
    assert f"The call had level 1; a fixture has the recruiter as written: rehearse replay {folder}\n" in ran.out


def test_a_call_that_changed_is_not_called_the_same(rehearse: Rehearse, tmp_path: Path, room: PaperRoom) -> None:
    """When the replay of a kept call is scored otherwise, the lines say how and the status is 1."""
    folder = call(rehearse, tmp_path, fixture(tmp_path / "caller"))
    room.words = ("GREETING",)
    ran = rehearse("keep", folder, "kept", "--in", tmp_path)
    assert ran.status == 1
    assert "introduction.name: expected true, got false" in ran.out


def test_a_call_made_elsewhere_cannot_be_cut() -> None:
    """Without a journal nobody knows whose the floor was, and a line says so."""
    with pytest.raises(InputError, match="with its journal"):
        cut_turns(replace(recording(), events=()))


def test_a_name_is_replaced_where_it_was_heard() -> None:
    """The caller's name becomes another in words and sound; what is around it stays as it was."""
    whole = recording()
    renamer = Renamer(name="Priya Raman", alias=ALIAS, voice=ToneVoice())
    spoken = SpeechEnded(segment=0, start=3 * SAMPLE_RATE, end=8 * SAMPLE_RATE, decided_at=9 * SAMPLE_RATE)
    (turn,) = cut_turns(replace(whole, events=(*whole.events[:-1], spoken)))
    samples, text = renamer.renamed(whole, turn)
    assert text == f"Hello, this is {ALIAS}. I wanted to ask for feedback."
    # "Priya." lies from 4.5 to 5.0 s; 0.03 s on either side go with it. The tone says 11 characters of 60 ms.
    assert len(samples) == turn.end - turn.start - round(0.56 * SAMPLE_RATE) + round(0.66 * SAMPLE_RATE)
    np.testing.assert_array_equal(samples[:SAMPLE_RATE], on_pcm16_grid(whole.near[turn.start : turn.start + SAMPLE_RATE]))


def test_a_text_becomes_turns() -> None:
    """A line is a turn; what stands in brackets is its cue."""
    turns = read_turns("# said\nHello there.\n\n[during 1.5] Wait!\n[pause] Are you there?", source="x")
    assert [(turn.text, turn.cue, turn.delay) for turn in turns] == [
        ("Hello there.", Cue.AFTER, 0.6), ("Wait!", Cue.DURING, 1.5), ("Are you there?", Cue.PAUSE, 0.6),
    ]  # fmt: skip
    assert voice_settings("/voices/joe.onnx").engine == "piper"
    assert voice_settings("en-us+f3").voice == "en-us+f3"


def test_without_a_microphone_text_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be recorded, the line says how to do without."""
    monkeypatch.setitem(__import__("sys").modules, "sounddevice", None)
    with pytest.raises(DeviceError, match="--text FILE"):
        Dictaphone()


class Somebody:
    """A line that says its own number of the hop."""

    def __init__(self) -> None:
        """Begin at 0."""
        self.n = 0

    def exchange(self, far: Samples) -> Samples | None:
        """Say the number."""
        self.n += 1
        return np.full_like(far, self.n)

    def notice(self, event: Event) -> None:
        """Hear nothing."""


def test_a_line_is_picked_up_where_it_was() -> None:
    """The first hops are the earlier call's, the next ones the line's, and after the stretch it is closed."""
    before = np.full(2 * HOP_LENGTH + 7, 0.5, dtype=np.float32)
    line = PickedUp(before, Somebody(), is_over=lambda event: isinstance(event, PauseStarted))
    far = np.zeros(HOP_LENGTH, dtype=np.float32)
    line.notice(PauseStarted(line=0, at=0))  # was in the earlier call
    heard = [line.exchange(far) for _ in range(4)]
    assert [float(hop[0]) for hop in heard if hop is not None] == [0.5, 0.5, 3.0, 4.0]
    line.notice(PauseStarted(line=0, at=0))
    rest = [line.exchange(far) for _ in range(LINGER // HOP_LENGTH + 3)]
    assert rest[-1] is None
    assert all(hop is None or not hop.any() for hop in rest)


def test_each_step_has_its_stretch() -> None:
    """Each step begins where it is decided; a call that ended before has none."""
    events = recording().events
    announced = next(e.at for e in events if isinstance(e, VerdictAnnounced))
    assert [stretch_of(step, events).start for step in STEPS] == [0, 0, announced, announced]
    over = stretch_of("silence", events).is_over
    told = [over(event) for event in (LineEnded(line=0, at=0), VerdictAnnounced(at=1, verdict=Verdict.HIRED))]
    assert [*told, over(LineStarted(line=1, at=2)), over(LineEnded(line=1, at=3))] == [False, False, False, True]
    with pytest.raises(InputError, match="STEP: expected introduction"):
        stretch_of("nothing", events)
    with pytest.raises(InputError, match="ended before there was a verdict"):
        stretch_of("reaction", ())


@pytest.mark.parametrize("step", STEPS)
def test_a_stretch_is_tried_again(rehearse: Rehearse, tmp_path: Path, step: str) -> None:
    """The same caller gives the same take of a stretch, both are shown, and all before it is the same call."""
    folder = call(rehearse, tmp_path, fixture(tmp_path / "caller"))
    ran = rehearse("retry", step, "--keep", tmp_path / "takes")
    assert ran.status == 0, ran.err
    assert "First take" in ran.out
    assert "Second take:" in ran.out
    (take,) = (tmp_path / "takes").iterdir()
    first, second = read_recording(folder), read_recording(take)
    begun = stretch_of(step, first.events).start
    np.testing.assert_array_equal(first.near[:begun], second.near[:begun])
    np.testing.assert_array_equal(first.far[:begun], second.far[:begun])
    assert (take / "report.html").is_file()
    assert len(rehearse("history", "list", "--json").cards) == 1


def test_a_take_needs_a_recording(rehearse: Rehearse, tmp_path: Path) -> None:
    """Without its recording a call cannot be gone back to, and a line says what to do."""
    folder = call(rehearse, tmp_path, fixture(tmp_path / "caller"))
    folder.rename(tmp_path / "elsewhere")
    one_line(rehearse("retry", "ending"), "expected its recording, which is gone")


def test_clips_are_what_was_said(rehearse: Rehearse, tmp_path: Path) -> None:
    """Each clip is 16 kHz mono, and no longer than the speech with a second around it."""
    folder = call(rehearse, tmp_path, fixture(tmp_path / "caller"))
    rehearse("keep", folder, "kept", "--in", tmp_path, "--unchecked")
    for file in sorted((tmp_path / "kept").glob("*.flac")):
        found = soundfile.info(file)
        assert (found.samplerate, found.channels) == (SAMPLE_RATE, 1)
        assert found.frames <= 3 * SAMPLE_RATE
