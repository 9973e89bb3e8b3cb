"""Fixtures are replayed, compared and kept, whatever is wrong with some of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.call.session import Engines
from simulator.casting import Casting
from simulator.lines.fixture import Fixture
from simulator.replaying.replay import ring
from simulator.scoring.scorecard import Scorecard
from tests.paper import Rehearse, fixture, one_line, suite_of


def test_replay_compares_with_what_is_expected(rehearse: Rehearse, tmp_path: Path) -> None:
    """A fixture that comes off as expected is status 0, another is status 1 and says what differed."""
    good = fixture(tmp_path / "good", expect="[expect.checks]\n'introduction.purpose' = true\n")
    bad = fixture(tmp_path / "bad", expect="[expect]\nscore = [0, 10]\n[expect.checks]\n'introduction.purpose' = false\n")
    assert rehearse("replay", good).status == 0
    ran = rehearse("replay", good, bad)
    assert ran.status == 1
    assert "introduction.purpose: expected false, got true" in ran.out
    assert "score: expected 0 to 10, got" in ran.out
    assert ran.out.splitlines()[-1] == "1 of 2 as they should be, 1 not"


def test_replay_of_one_fixture_is_captioned(rehearse: Rehearse, tmp_path: Path) -> None:
    """Both sides can be read, with the moment of each line."""
    ran = rehearse("replay", fixture(tmp_path / "good"))
    assert " 0:00  Dana" in ran.out
    assert "Ada   GREETING NAME" in ran.out
    assert "(Ada hangs up)" in ran.out


def test_replay_json_is_one_scorecard_a_line_in_order(rehearse: Rehearse, tmp_path: Path) -> None:
    """Scorecards come in the order of the fixtures, the same on every run, and nothing else is on standard output."""
    names = ["c", "a", "b"]
    paths = [fixture(tmp_path / name) for name in names]
    ran = rehearse("replay", *paths, "--json")
    assert [card["source"] for card in ran.cards] == names
    assert {card["schema"] for card in ran.cards} == {1}
    assert rehearse("replay", *paths, "--json").out == ran.out


def test_a_broken_fixture_does_not_stop_the_others(rehearse: Rehearse, tmp_path: Path) -> None:
    """Its error is told, the others run, and the status is 2 in the end; JUnit has an error and a failure."""
    fixture(tmp_path / "f" / "a")
    fixture(tmp_path / "f" / "b", extra="[nonsense]\n")
    fixture(tmp_path / "f" / "c", expect="[expect]\nscore = [0, 1]\n")
    ran = rehearse("replay", tmp_path / "f", "--json", "--junit", tmp_path / "r.xml")
    assert ran.status == 2
    assert [card["source"] for card in ran.cards] == ["a", "c"]
    assert ran.err.count("\n") == 1
    assert str(tmp_path / "f" / "b" / "fixture.toml") in ran.err
    suite = suite_of(tmp_path / "r.xml")
    assert [(case.get("name"), [child.tag for child in case]) for case in suite] == [
        ("a", []), ("b", ["error"]), ("c", ["failure"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("'1.wav'", "'../1.wav'"), "expected a file inside the fixture's folder"),
        (("'1.wav'", "'missing.wav'"), "missing.wav: no such file"),
        (("'1.wav'", "'fixture.toml'"), "fixture.toml: not audio"),
        (("seed = 3", "seed = -3"), "seed"),
        (("seed = 3", "persona = 'nobody'"), "persona: expected a persona in"),
        (("verdict = 'hired'", "verdict = 'maybe'"), "verdict"),
        (("seed = 3", "seed = [[["), "expected TOML"),
    ],
)
def test_a_wrong_fixture_leaves_nothing_behind(
    rehearse: Rehearse, tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    """One line says what is wrong, and no recording is begun."""
    file = fixture(tmp_path / "f") / "fixture.toml"
    file.write_text(file.read_text().replace(*change))
    ran = rehearse("replay", file, "--keep", tmp_path / "kept")
    assert ran.status == 2
    one_line(ran, complaint)
    assert not list((tmp_path / "kept").glob("**/*"))


def test_kept_recordings_score_the_same(rehearse: Rehearse, tmp_path: Path) -> None:
    """`--keep` leaves a folder a fixture, twice over as well, and scoring it again gives the same card."""
    path = fixture(tmp_path / "f")
    first = rehearse("replay", path, "--json", "--keep", tmp_path / "kept")
    again = rehearse("replay", path, "--json", "--keep", tmp_path / "kept")
    assert first.out == again.out
    assert sorted(found.name for found in (tmp_path / "kept").iterdir()) == ["f"]
    kept = tmp_path / "kept" / "f"
    assert sorted(found.name for found in kept.iterdir()) == ["call.flac", "call.toml", "journal.jsonl", "scorecard.json"]
    assert json.loads((kept / "scorecard.json").read_text(encoding="utf-8")) == first.cards[0]
    assert rehearse("score", kept, "--json").cards == first.cards


def test_keep_refuses_two_of_one_name(rehearse: Rehearse, tmp_path: Path) -> None:
    """Two recordings of one name would overwrite each other."""
    ran = rehearse("replay", fixture(tmp_path / "a" / "x"), fixture(tmp_path / "b" / "x"), "--keep", tmp_path / "kept")
    assert ran.status == 2
    one_line(ran, "x comes 2 times")


def test_interrupt_is_status_130_and_keeps_what_is_whole(
    rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After Ctrl-C the recordings that were finished are there, and no half of another."""

    def interrupted(fixture: Fixture, casting: Casting, engines: Engines, *, source: str, **more: Any) -> Scorecard:  # noqa: ANN401 the rest of ring's
        if source == "b":
            raise KeyboardInterrupt
        return ring(fixture, casting, engines, source=source, **more)

    monkeypatch.setattr("simulator.replaying.replay.ring", interrupted)
    ran = rehearse("replay", fixture(tmp_path / "a"), fixture(tmp_path / "b"), "--json", "--keep", tmp_path / "kept")
    assert ran.status == 130
    assert [card["source"] for card in ran.cards] == ["a"]
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["a"]


def test_a_call_that_was_made_is_a_test(rehearse: Rehearse, tmp_path: Path) -> None:
    """Replaying a recording runs the same call again and compares it with itself; another program would be found out."""
    rehearse("replay", fixture(tmp_path / "f"), "--keep", tmp_path / "kept")
    ran = rehearse("replay", tmp_path / "kept" / "f", "--json", "--keep", tmp_path / "again")
    assert ran.status == 0
    (card,) = ran.cards
    assert len(card["expectations"]) > 10
    assert all(expectation["met"] for expectation in card["expectations"])
    for name in ("call.flac", "journal.jsonl"):
        assert (tmp_path / "again" / "f" / name).read_bytes() == (tmp_path / "kept" / "f" / name).read_bytes()


def test_a_foreign_recording_cannot_be_run_again(rehearse: Rehearse, tmp_path: Path) -> None:
    """A recording without a journal of ours is refused in one line."""
    rehearse("replay", fixture(tmp_path / "f"), "--keep", tmp_path / "kept")
    (tmp_path / "kept" / "f" / "journal.jsonl").write_text("")
    ran = rehearse("replay", tmp_path / "kept" / "f")
    assert ran.status == 2
    assert "expected a call that this program ran" in ran.out + ran.err
