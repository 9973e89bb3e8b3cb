"""The recorded callers agree with the recipe that made them; no voice is needed to see it."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
import soundfile

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = sorted(path.parent for path in (ROOT / "audio_fixtures").glob("*/fixture.toml"))
RECIPE_CALLERS = tomllib.loads((ROOT / "tests/recipes/callers.toml").read_text("utf-8"))["callers"]
CALLERS: dict[str, dict[str, Any]] = {caller["id"]: caller for caller in RECIPE_CALLERS}
MEGABYTE = 1_000_000

CHECKS = {
    "introduction": {"name", "role", "interview_when", "purpose", "enthusiasm"},
    "silence": {"no_interruption", "held_silence", "let_them_talk"},
    "reaction": {"next_steps", "feedback", "keep_in_mind", "timeline", "gracious", "second_chance"},
    "ending": {"thanks", "well_wish", "goodbye", "positive_note"},
}
OWN_REACTION = {"hired": "next_steps", "rejected": "feedback", "runner-up": "keep_in_mind", "pending": "timeline"}


def read(path: Path) -> dict[str, Any]:
    """Read a TOML file."""
    return tomllib.loads(path.read_text("utf-8"))


def is_synthetic(folder: Path) -> bool:
    """Tell a recipe's caller from a person who recorded their own."""
    made = folder / "made.toml"
    return made.exists() and not read(made)["human"]


MADE = [folder for folder in FOLDERS if is_synthetic(folder)]


def each(folders: list[Path]) -> pytest.MarkDecorator:
    """Run a test once for each folder, under the folder's name."""
    return pytest.mark.parametrize("folder", folders, ids=lambda folder: folder.name)


def test_every_caller_of_the_recipe_has_been_made() -> None:
    """No caller is missing from the fixtures, and none that says it was made is unknown to the recipe."""
    assert {folder.name for folder in MADE} == set(CALLERS)


def test_every_verdict_has_a_caller_who_does_well_and_one_who_does_not() -> None:
    """Each verdict can be heard done well and done badly."""
    scores = [(caller["verdict"], caller["score"]) for caller in CALLERS.values() if "score" in caller]
    for verdict in OWN_REACTION:
        assert any(low >= 85 for name, (low, _) in scores if name == verdict)
        assert any(high <= 92 for name, (_, high) in scores if name == verdict)


def test_the_fixtures_stay_small() -> None:
    """All clips together stay below 12 MB."""
    assert sum(file.stat().st_size for file in (ROOT / "audio_fixtures").rglob("*.flac")) < 12 * MEGABYTE


@each(MADE)
def test_a_fixture_says_what_the_recipe_says(folder: Path) -> None:
    """Title, persona, verdict, seed, words, cues and expectations are those of `callers.toml`."""
    caller, fixture = CALLERS[folder.name], read(folder / "fixture.toml")
    expected_checks = dict.fromkeys(caller.get("passes", ()), True) | dict.fromkeys(caller.get("fails", ()), False)
    for key in ("title", "persona", "verdict", "seed"):
        assert fixture[key] == caller[key]
    assert {**fixture["brief"], "company": None} == {**caller["brief"], "company": None}
    assert [turn.get("cue") for turn in fixture["turns"]] == [turn.get("cue") for turn in caller["turns"]]
    assert [turn.get("delay") for turn in fixture["turns"]] == [turn.get("delay") for turn in caller["turns"]]
    assert fixture["expect"].get("score") == caller.get("score")
    assert fixture["expect"].get("checks", {}) == expected_checks


@each(MADE)
def test_the_clips_are_those_that_were_made(folder: Path) -> None:
    """Every clip named in `fixture.toml` holds, sample for sample, what `made.toml` notes."""
    made = read(folder / "made.toml")
    assert [clip["audio"] for clip in made["clips"]] == [turn["audio"] for turn in read(folder / "fixture.toml")["turns"]]
    assert {clip["audio"] for clip in made["clips"]} == {file.name for file in folder.glob("*.flac")}
    for clip in made["clips"]:
        pcm, sample_rate = soundfile.read(folder / clip["audio"], dtype="int16")
        assert (pcm.shape, sample_rate) == ((clip["samples"],), clip["sample_rate"])
        assert hashlib.sha256(pcm.astype("<i2").tobytes()).hexdigest() == clip["sha256_of_samples"]


@each(MADE)
def test_a_synthetic_caller_names_voice_and_licence(folder: Path) -> None:
    """Whoever copies a clip can see whose voice it is, which engine spoke, and under which licence."""
    made = read(folder / "made.toml")
    if any("text" in turn for turn in read(folder / "fixture.toml")["turns"]):
        assert all(made["voice"][key] for key in ("kind", "name", "engine", "licence"))


@each(FOLDERS)
def test_only_real_checks_of_the_right_verdict_are_expected(folder: Path) -> None:
    """An expectation names a check that exists and that the fixture's verdict brings about."""
    fixture = read(folder / "fixture.toml")
    others = {check for verdict, check in OWN_REACTION.items() if verdict != fixture["verdict"]}
    for name in fixture["expect"].get("checks", {}):
        step, _, check = name.partition(".")
        assert check in CHECKS[step]
        assert step != "reaction" or check not in others
        assert (check, fixture["verdict"]) != ("second_chance", "hired")
