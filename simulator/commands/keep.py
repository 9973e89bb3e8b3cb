"""Makes a test of a practice call."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.commands import shared
from simulator.commands.options import DEFAULT_RECOGNIZER, NetworkFlag, PersonaFolder, RecognizerSpec
from simulator.errors import InputError

if TYPE_CHECKING:
    from simulator.fixtures.renaming import Renamer

FixtureName = Annotated[str, typer.Argument(metavar="NAME", help="Name of the fixture's folder.")]
FixturesFolder = Annotated[
    Path, typer.Option("--in", metavar="DIR", help="Where fixtures are.", show_default=True),
]  # fmt: skip


def keep(
    recording: Annotated[Path, typer.Argument(metavar="RECORDING", help="The folder that a call left, scored.")],
    name: FixtureName,
    *,
    folder: FixturesFolder = Path("audio_fixtures"),
    anonymise: Annotated[bool, typer.Option("--anonymise", help="Replace the caller's name, in the sound too.")] = False,
    alias: Annotated[str, typer.Option("--as", metavar="NAME", help="The other name.", show_default=True)] = "Alex Morgan",
    unchecked: Annotated[bool, typer.Option("--unchecked", help="Don't replay it to see that it gives the same.")] = False,
    persona_dir: PersonaFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
) -> int:
    """Make a fixture of a call: its clips, cues, brief and findings; and replay it once.

    The exit status is 1 when the replay was scored differently.
    """
    from simulator.fixtures.keeping import keep as kept
    from simulator.fixtures.keeping import length_of, write_fixture

    shared.check_name(name)
    draft = kept(recording, renamer=_renamer(recording, alias) if anonymise else None)
    write_fixture(folder / name, draft)
    typer.echo(f"{folder / name}: {len(draft.clips)} clips, {length_of(draft):.1f} s")
    for line in _not_kept(recording):
        typer.echo(line)
    if unchecked:
        return 0
    return shared.check_fixture(
        folder / name, room=shared.open_room(recognizer, allow_network=allow_network), personas=shared.persona_folder(persona_dir)
    )


def _not_kept(recording: Path) -> list[str]:
    """Say what a call had that a fixture cannot hold."""
    from simulator.audio.folder import SHEET
    from simulator.audio.sheet import read_sheet

    sheet = read_sheet(recording / SHEET)
    level = None if sheet.level is None else f"level {sheet.level}"
    surprise = None if sheet.surprise is None else f"the surprise {sheet.surprise!r}"
    had = " and ".join(words for words in (level, surprise) if words)
    return [f"The call had {had}; a fixture has the recruiter as written: rehearse replay {recording}"] if had else []


def _renamer(recording: Path, alias: str) -> "Renamer":
    from simulator.audio.folder import SHEET
    from simulator.audio.sheet import read_sheet
    from simulator.fixtures.renaming import Renamer
    from simulator.speaking.catalogue import open_voice
    from simulator.speaking.voice import VoiceSettings

    brief = read_sheet(recording / SHEET).brief
    if brief is None or not brief.name:
        message = f"{recording / SHEET}: brief.name: expected the caller's name, so that it can be found and replaced"
        raise InputError(message)
    return Renamer(name=brief.name, alias=alias, voice=open_voice(VoiceSettings()))
