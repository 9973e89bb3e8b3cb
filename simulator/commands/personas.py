"""Lists the recruiters; checks, plays and begins files of them."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from simulator.commands import shared
from simulator.commands.options import JsonFlag, PersonaFolder
from simulator.errors import InputError
from simulator.reporting.plain import plain

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
"""`rehearse personas` and what follows it."""


@app.callback()
def personas(context: typer.Context, *, persona_dir: PersonaFolder = None, as_json: JsonFlag = False) -> None:
    """List the recruiters."""
    if context.invoked_subcommand is not None:
        return
    from simulator.data import find_persona, persona_ids
    from simulator.reporting.report import print_json
    from simulator.reporting.terminal import open_console, personas_table, show

    folder = shared.persona_folder(persona_dir)
    found = [find_persona(persona_id, folder, asked_by=str(folder)) for persona_id in persona_ids(folder)]
    if not as_json:
        show(open_console(sys.stdout), personas_table(found))
        return
    for persona in found:
        weights = {str(verdict): weight for verdict, weight in persona.verdicts.items()}
        print_json({
            "id": persona.id, "name": persona.name, "title": persona.title, "company": persona.company,
            "summary": persona.manner.summary, "verdicts": weights,
        })  # fmt: skip


@app.command()
def check(files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Persona files.")]) -> int:
    """Check persona files; say what is wrong, file by file."""
    from simulator.persona import load_persona

    status = 0
    for file in files:
        try:
            persona = load_persona(file)
        except InputError as error:
            status = shared.complain(str(error), error.exit_code)
        else:
            typer.echo(f"{file}: good: {plain(persona.name)}, {plain(persona.title)}")
    return status


@app.command()
def audition(
    who: Annotated[str, typer.Argument(metavar="ID|FILE", help="A recruiter of the list, or a file of one.")],
    *,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Leave it in FILE (.wav or .flac), unheard.")
    ] = None,
    telephone: Annotated[bool, typer.Option("--telephone/--no-telephone", help="As on the telephone, or as in the room.")] = True,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Draws the words.")] = 0,
    persona_dir: PersonaFolder = None,
) -> None:
    """Hear a recruiter: hello, looking up, each verdict, goodbye."""
    from simulator.data import find_persona
    from simulator.persona import load_persona
    from simulator.practice.audition import audition as hear
    from simulator.speaking.catalogue import open_voice, settings_of

    if who.endswith(".toml"):
        persona = load_persona(Path(who))
    else:
        persona = find_persona(who, shared.persona_folder(persona_dir), asked_by="audition")
    samples = hear(persona, open_voice(settings_of(persona.voice)), seed=seed, on_the_telephone=telephone)
    if save is None:
        from simulator.lines.loudspeaker import play

        play(samples)
        return
    from simulator.audio.files import write_mono

    write_mono(save, samples)
    typer.echo(f"{plain(persona.name)}: {save}")


@app.command()
def new(
    persona_id: Annotated[str, typer.Argument(metavar="ID", help='Name of the file to make: "pat-smith" makes pat-smith.toml.')],
) -> None:
    """Begin a recruiter of your own: copies the commented example."""
    from simulator.data import personas_folder

    target = Path(f"{persona_id.removesuffix('.toml')}.toml")
    if not _ID.fullmatch(target.stem):
        message = f"personas new: expected an id of small letters, digits and hyphens such as pat-smith, got {target.stem!r}"
        raise InputError(message)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write((personas_folder() / "example" / "your-recruiter.toml").read_text(encoding="utf-8"))
    except FileExistsError as error:
        message = f"{target}: expected a new file, this one is there already"
        raise InputError(message) from error
    typer.echo(f"{target}: change what you like, then: rehearse personas check {target}")
