"""Personas and fixtures are found in a checkout and in an installed program, and nowhere else."""

from pathlib import Path

import pytest

from simulator.data import find_persona, fixture_path, fixtures_folder, persona_ids, personas_folder
from simulator.errors import ConfigError


def test_the_program_brings_personas_and_fixtures() -> None:
    """There are at least three recruiters and twelve recorded callers."""
    assert len(persona_ids(personas_folder())) >= 3
    assert len(list(fixtures_folder().glob("*/fixture.toml"))) >= 12


@pytest.mark.parametrize(
    "persona_id", ["", ".", "../personas/dana-whitfield", "/etc/passwd", "Dana-Whitfield", "dana-whitfield.toml"]
)
def test_an_id_is_never_a_path(persona_id: str) -> None:
    """Only an id in the list is a persona; the message says which there are."""
    with pytest.raises(ConfigError, match=r"^here: expected a persona in .* \(bridie-kavanagh, dana-whitfield, "):
        find_persona(persona_id, personas_folder(), asked_by="here")


def test_a_folder_without_personas_is_said(tmp_path: Path) -> None:
    """An empty folder and a missing one are no folders of personas."""
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ConfigError, match="expected a folder with personas"):
            persona_ids(folder)


def test_shipped_fixtures_are_found_by_name_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Away from the checkout, the names that the documentation uses still work; what is there counts first."""
    monkeypatch.chdir(tmp_path)
    shipped = fixtures_folder() / "says-nothing"
    assert fixture_path(Path("says-nothing")) == shipped
    assert fixture_path(Path("audio_fixtures/says-nothing")) == shipped
    assert fixture_path(Path("audio_fixtures")) == fixtures_folder()
    assert fixture_path(Path("nothing-of-this-name")) == Path("nothing-of-this-name")
    assert fixture_path(Path("elsewhere/says-nothing")) == Path("elsewhere/says-nothing")
    (tmp_path / "says-nothing").mkdir()
    assert fixture_path(Path("says-nothing")) == Path("says-nothing")
