"""Lists the recruiters, and checks files of them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from simulator.commands import shared
from simulator.errors import InputError
from simulator.options import JsonFlag, PersonaFolder
from simulator.reporting.plain import plain

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
