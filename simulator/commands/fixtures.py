"""Makes recorded callers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.commands import shared
from simulator.commands.keep import FixtureName, FixturesFolder
from simulator.commands.options import (
    DEFAULT_RECOGNIZER,
    BriefFile,
    FixturePaths,
    NetworkFlag,
    PersonaFolder,
    PersonaOption,
    RecognizerSpec,
    SeedOption,
    VerdictOption,
)
from simulator.errors import InputError
from simulator.reporting.plain import plain

if TYPE_CHECKING:
    from simulator.audio.clock import Samples
    from simulator.fixtures.keeping import Clip

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
"""`rehearse fixtures` and what follows it."""


@app.callback()
def fixtures() -> None:
    """Make recorded callers."""


@app.command()
def new(
    name: FixtureName,
    *,
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FILE", help="What the caller says, a turn a line; [during 1.5] in front cuts in."),
    ] = None,
    voice: Annotated[
        str, typer.Option("--voice", metavar="VOICE", help="A voice of the system, or a Piper .onnx file.")
    ] = "en-us+f3",
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="What happens in it.")] = "",
    brief: BriefFile = None,
    persona: PersonaOption = None,
    verdict: VerdictOption = None,
    seed: SeedOption = None,
    folder: FixturesFolder = Path("audio_fixtures"),
    persona_dir: PersonaFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
) -> int:
    """Make a recorded caller: from a text with --text, else by saying each turn into the microphone.

    It is replayed once, and expects nothing yet: write down what is right, not what was found.
    """
    from simulator.audio.sheet import read_brief
    from simulator.brief import Brief
    from simulator.fixtures.keeping import Draft, length_of, write_fixture

    shared.check_name(name)
    clips = _recorded() if text is None else _said(text, voice)
    made = {"human": True} if text is None else {"human": False, "voice": voice, "text": text.name}
    draft = Draft(
        title=title or name.replace("-", " ").capitalize(), persona=persona, verdict=verdict and str(verdict), seed=seed or 0,
        brief=read_brief(brief) if brief else Brief(), clips=clips, made=made,
    )  # fmt: skip
    write_fixture(folder / name, draft)
    typer.echo(f"{folder / name}: {len(clips)} clips, {length_of(draft):.1f} s")
    return shared.check_fixture(
        folder / name, room=shared.open_room(recognizer, allow_network=allow_network), personas=shared.persona_folder(persona_dir)
    )


@app.command()
def remember(
    paths: FixturePaths,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Listen again to what is remembered already.")] = False,
    persona_dir: PersonaFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
) -> None:
    """Write down beside fixtures what is heard in them, in heard.json; say what was heard otherwise before.

    Where that file is, `pytest --rehearse` scores the fixture without a recognizer.
    """
    from simulator.fixtures.remembering import replay_remembered
    from simulator.replaying.replay import ReplaySettings, fixtures_at

    room = shared.open_room(recognizer, allow_network=allow_network)
    settings = ReplaySettings(room=room, personas=shared.persona_folder(persona_dir))
    for folder in fixtures_at(paths):
        told = replay_remembered(folder, settings=settings, fresh=fresh, remember=True)
        typer.echo(f"{folder}: {told.n_heard} stretches of speech")
        for line in told.differing:
            typer.echo(f"  {plain(line)}")


def _said(text: Path, voice: str) -> "tuple[Clip, ...]":
    from simulator.fixtures.writing import read_turns, spoken_clips, voice_settings
    from simulator.speaking.catalogue import open_voice

    try:
        lines = text.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{text}: expected a text file in UTF-8: {error}"
        raise InputError(message) from error
    return spoken_clips(read_turns(lines, source=str(text)), open_voice(voice_settings(voice)))


def _recorded() -> "tuple[Clip, ...]":
    """Have one turn after the other said, each again until it is as it should be."""
    from simulator.audio.clock import to_seconds
    from simulator.fixtures.writing import Spoken, clips
    from simulator.lines.dictaphone import Dictaphone

    microphone = Dictaphone()
    if not sys.stdin.isatty():
        message = "fixtures new: expected a terminal, to say when each turn begins and ends; or --text FILE"
        raise InputError(message)
    turns: list[Spoken] = []
    sounds: list[Samples] = []
    typer.echo("Enter begins a turn and ends it. Say what you would say on the phone; the last one is your goodbye.")
    while True:
        input(f"Turn {len(turns) + 1}: press Enter, then speak. ")
        sound = microphone.record(lambda: input("  Listening; press Enter when you are done. "))
        answer = input(f"  {to_seconds(len(sound)):.1f} s. [n]ext turn, [a]gain, [f]inished? ").strip().lower()[:1]
        if answer == "a":
            continue
        words = input("  What you said, in words (for measuring only; may be empty): ").strip()
        turns.append(Spoken(text=words))
        sounds.append(sound)
        if answer == "f":
            return clips(turns, sounds)
