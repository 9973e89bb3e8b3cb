"""Where personas and fixtures lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

from simulator.errors import ConfigError
from simulator.persona import Persona, load_persona

DEFAULT_PERSONA = "dana-whitfield"
"""Who answers a fixture that names nobody."""

_PACKAGE = Path(__file__).parent


def personas_folder() -> Path:
    """Where the personas of this program are."""
    return _shipped("personas")


def fixtures_folder() -> Path:
    """Where the recorded callers of this program are."""
    return _shipped("audio_fixtures")


def fixture_path(path: Path) -> Path:
    """Find a fixture by its path, or one that comes with the program by its name.

    Args:
        path: A path; or `NAME` or `audio_fixtures/NAME`, which also work where the program's folder is not.

    Returns:
        Where it is; `path` itself when there is nothing of this name, so that messages name what was typed.
    """
    folder = fixtures_folder()
    shipped = folder / path.relative_to(folder.name) if path.parts[:1] == (folder.name,) else folder / path.name
    known = len(path.parts) == 1 or path.parts[:1] == (folder.name,)
    return shipped if known and not path.exists() and shipped.exists() else path


def fixture_name(folder: Path) -> str:
    """Name a fixture so that it can be found again: one that comes with the program by its name, another by its path."""
    whole = folder.resolve()
    return whole.name if whole.parent == fixtures_folder().resolve() else str(whole)


def persona_ids(folder: Path) -> list[str]:
    """List the ids in a folder of personas, sorted.

    Raises:
        ConfigError: If it is no folder, or has no persona.
    """
    ids = sorted(file.stem for file in folder.glob("*.toml") if file.is_file())
    if not ids:
        message = f"{folder}: expected a folder with personas (files that end in .toml)"
        raise ConfigError(message)
    return ids


def find_persona(persona_id: str, folder: Path, *, asked_by: str) -> Persona:
    """Read a persona by its id; an id is a name in a list, never a path.

    Args:
        persona_id: The file's name without `.toml`.
        folder: Where the personas are.
        asked_by: File and key, or option, that named it; messages begin with it.

    Raises:
        ConfigError: If there is none of this id, or its file is wrong.
    """
    ids = persona_ids(folder)
    if persona_id not in ids:
        message = f"{asked_by}: expected a persona in {folder} ({', '.join(ids)}), got {persona_id!r}"
        raise ConfigError(message)
    return load_persona(folder / f"{persona_id}.toml")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
