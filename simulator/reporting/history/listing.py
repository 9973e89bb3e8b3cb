"""Calls as lines of text, none wider than 80 columns but for long names; loads nothing, so that a list is there at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from simulator.reporting.history.past import PastCall
from simulator.reporting.plain import plain

COLUMNS = {"introduction": ("intro", 5), "silence": ("sil.", 4), "reaction": ("react", 5), "ending": ("end", 3)}
"""Heads and widths of a list's columns of points."""


def when(moment: datetime) -> str:
    """Write a moment in local time, to the minute."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def listing(calls: Sequence[PastCall], n_all: int) -> Iterator[str]:
    """List calls, the newest last, where the eye is."""
    heads = " ".join(f"{name:>{width}}" for name, width in COLUMNS.values())
    yield f"{'no':>5} {'when':<16} score {heads}  verdict    recruiter"
    for call in calls:
        points = " ".join(_points(call, step, width) for step, (_, width) in COLUMNS.items())
        score = "—" if call.score is None else str(call.score)
        who = f"{plain(call.persona or '')}{'' if call.caller is None else ' *'}"
        yield f"{call.id:>5} {when(call.made_at)} {score:>5} {points}  {call.verdict or '—':<9}  {who}".rstrip()
    if any(call.caller is not None for call in calls):
        yield "* a recorded caller rang"
    if len(calls) < n_all:
        yield f"The newest {len(calls):,} of {n_all:,} calls; all of them: rehearse history list --all"


def head(call: PastCall) -> str:
    """Say in a line what call this is."""
    rang = "you rang" if call.caller is None else f"{plain(call.caller)} rang"
    facts = (f"call {call.id}", when(call.made_at), call.verdict, call.persona, f"seed {call.seed}", rang, plain(call.source))
    return " · ".join(plain(fact) for fact in facts if fact and fact != "seed None")


def _points(call: PastCall, step: str, width: int) -> str:
    found = call.steps.get(step)
    return f"{found.score if found and found.of else '—':>{width}}"
