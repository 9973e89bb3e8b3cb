"""Draws the dialogue policy as Markdown, from the table that the recruiter follows."""

from itertools import groupby

from simulator.call.phases import TRANSITIONS, Move, Phase, following
from simulator.call.policy import POLICY, Rule


def policy_table() -> str:
    """Write the policy as Markdown tables, one a phase, in the order of the code."""
    parts = []
    for phase, rules in groupby(POLICY, key=lambda rule: rule.phase):
        rows = "\n".join(f"| {rule.cue.value} | {_say(rule)} | {_then(rule)} |" for rule in rules)
        parts.append(f"### {_name(phase)}\n| the caller | the recruiter says | then |\n| --- | --- | --- |\n{rows}\n")
    return "\n".join(parts)


def phase_diagram() -> str:
    """Draw the phases and what leads from one to the next as a Mermaid diagram."""
    arrows = [
        f"    {before.name.lower()} --> {after.name.lower()} : {move.name.lower().replace('_', ' ')}"
        for (before, move), after in TRANSITIONS.items()
        if move is not Move.HUNG_UP
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", "    [*] --> opening", *arrows, "    ended --> [*]", "```", ""])


def _say(rule: Rule) -> str:
    often = {None: "", 1: ", once", 2: ", twice at most", 3: ", three times at most"}[rule.at_most]
    return f"`{rule.say}`{often}" if rule.say else "—"


def _then(rule: Rule) -> str:
    return "reads on" if rule.then is None else _name(following(rule.phase, rule.then))


def _name(phase: Phase) -> str:
    return phase.name.lower()
