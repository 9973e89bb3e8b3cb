"""Gets somebody ready for the call: email or call, and a page to hold."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.commands.options import BriefFile, JsonFlag

if TYPE_CHECKING:
    from simulator.practice.preparing import Situation

Feeling = Annotated[int | None, typer.Option("--feeling", min=1, max=5, metavar="N", help="How good the interview felt, 1 to 5.")]
PhoneJob = Annotated[bool | None, typer.Option("--phone-job/--no-phone-job", help="Whether phoning is part of the job.")]
WeakWriting = Annotated[
    bool | None, typer.Option("--weak-writing/--good-writing", help="Whether writing is a weak side of yours.")
]
Urgent = Annotated[bool | None, typer.Option("--urgent/--no-hurry", help="Whether you need an answer within days.")]
NoCalls = Annotated[bool | None, typer.Option("--no-calls/--calls-welcome", help="Whether they asked not to be called.")]
Words = Annotated[str | None, typer.Option("--words", metavar="TEXT", help='What you liked: "how the team works together".')]
SaveFile = Annotated[Path | None, typer.Option("--save", metavar="FILE", help="Leave the page in FILE, as Markdown.")]


def prepare(
    *,
    brief: BriefFile = None,
    feeling: Feeling = None,
    phone_job: PhoneJob = None,
    weak_writing: WeakWriting = None,
    urgent: Urgent = None,
    no_calls: NoCalls = None,
    words: Words = None,
    save: SaveFile = None,
    as_json: JsonFlag = False,
) -> None:
    """Decide between an email and a call, and write a page for the call.

    In a terminal it asks for what was not said. The page is about the brief of your calls, or that of --brief.
    """
    import sys

    from simulator.audio.sheet import read_brief
    from simulator.brief import Brief
    from simulator.practice.briefing import config_folder, kept_brief
    from simulator.practice.preparing import Situation, advise, card
    from simulator.reporting.report import print_json

    known = (kept_brief(config_folder()) or Brief()) if brief is None else read_brief(brief)
    situation = Situation(feeling=feeling, phone_job=phone_job, weak_writing=weak_writing, urgent=urgent, no_calls=no_calls)
    if sys.stdin.isatty() and sys.stdout.isatty() and not as_json:
        situation = ask(situation)
        words = typer.prompt("What did you like there, in your own words", default="") if words is None else words
    advice = advise(situation)
    page = card(known, advice, words=words or "")
    if save is not None:
        save.write_text(page, encoding="utf-8")
    if as_json:
        print_json({"call": advice.call, "reasons": list(advice.reasons), "page": page})
    elif save is None:
        typer.echo(page)
    else:
        typer.echo(f"{advice.sentence} The page: {save}")


def ask(situation: "Situation") -> "Situation":
    """Ask for what was not said yet, one question a line."""
    from dataclasses import replace

    if situation.feeling is None:
        said = typer.prompt("How good did the interview feel, 1 to 5", type=int, default=3)
        situation = replace(situation, feeling=min(max(said, 1), 5))
    for name, question in (
        ("phone_job", "Is phoning part of the job"), ("weak_writing", "Is writing a weak side of yours"),
        ("urgent", "Do you need an answer within days"), ("no_calls", "Did they ask not to be called"),
    ):  # fmt: skip
        if getattr(situation, name) is None:
            situation = replace(situation, **{name: typer.confirm(f"{question}?", default=False)})
    return situation
