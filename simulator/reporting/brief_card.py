"""The card beside the telephone: what the caller knows, and the four steps of the call."""

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from simulator.brief import Brief
from simulator.persona import Persona
from simulator.reporting.plain import plain

STEPS = (
    ("Introduce yourself", "your name, the job, when you met, why you call"),
    ("Stay silent", "while they talk, and in their pauses"),
    ("React to the verdict", "next steps, feedback, another way in, or when"),
    ("End on a good note", "thanks, a good wish, goodbye"),
)
"""The four steps, in as few words as can be read while it rings."""


def brief_card(brief: Brief, persona: Persona) -> RenderableType:
    """Show what the caller knows, the steps, and what to have at hand."""
    who = Text.assemble("You call ", (plain(persona.name), "bold"), f", {plain(persona.title)}, {_company(brief, persona)}")
    facts = [("You are", brief.name), ("The job", brief.role), ("You met", _met(brief))]
    known = [Text(f"{what.ljust(8)} {plain(value)}") for what, value in facts if value]
    steps = [Text.assemble((f"{i} {title}: ", "bold"), rest) for i, (title, rest) in enumerate(STEPS, start=1)]
    reminder = Text("Have pen and paper ready, and write down what they say.", style="dim")
    return Panel(Group(who, *known, Text(), *steps, Text(), reminder), box=ROUNDED, padding=(0, 1))


def brief_lines(brief: Brief, persona: Persona) -> list[str]:
    """Say the same in sentences, one a line, without a frame."""
    facts = [("You are", brief.name), ("The job:", brief.role), ("You met on", _met(brief))]
    lines = [f"You call {plain(persona.name)}, {plain(persona.title)}, {_company(brief, persona)}."]
    lines += [f"{what} {plain(value)}." for what, value in facts if value]
    lines += [f"Step {i}: {title}: {rest}." for i, (title, rest) in enumerate(STEPS, start=1)]
    return [*lines, "Have pen and paper ready, and write down what they say."]


def _company(brief: Brief, persona: Persona) -> str:
    return plain(brief.company or persona.company)


def _met(brief: Brief) -> str:
    met = brief.interviewed
    return f"{met:%A} {met.day} {met:%B, %H:%M}" if met else ""
