"""Who answers is written down before the call, so that it can be made again."""

from pathlib import Path

from simulator.audio.sheet import read_sheet, sheet_text
from simulator.brief import Brief
from simulator.call.levels import AS_WRITTEN, LEVELS
from simulator.call.surprises import Surprise
from simulator.casting import Casting, cast_again
from simulator.persona import load_persona
from simulator.verdict import Verdict
from tests.paper import PaperRoom
from tests.scripted import PERSONAS

DANA = load_persona(PERSONAS / "dana-whitfield.toml")


def test_a_sheet_says_all_that_is_needed_to_call_again(tmp_path: Path) -> None:
    """Persona, verdict, seed, level, surprise and threshold come back; what made the call stands beside them."""
    casting = Casting(persona=DANA, verdict=Verdict.PENDING, seed=7, level=LEVELS[3], surprise=Surprise.BAD_LINE, gate_dbfs=-38.5)
    written = casting.sheet(Brief(name="Ada"), PaperRoom().for_call(DANA), fixture="somebody")
    (tmp_path / "call.toml").write_text(sheet_text(written), encoding="utf-8")
    sheet = read_sheet(tmp_path / "call.toml")
    assert cast_again(sheet, PERSONAS, asked_by="call.toml") == casting
    assert (sheet.brief, sheet.fixture) == (Brief(name="Ada"), "somebody")
    assert set(sheet.versions) == {"simulator", "recognizer", "voice"}


def test_a_recruiter_as_written_has_no_level() -> None:
    """A call without a level is not one of level 0."""
    sheet = Casting(persona=DANA, verdict=Verdict.HIRED, seed=1, level=AS_WRITTEN).sheet(Brief(), PaperRoom().for_call(DANA))
    assert (sheet.level, sheet.surprise, sheet.fixture) == (None, None, None)
