"""What is true in a call besides the verdict: days, names, papers and reasons, drawn once and never contradicted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from simulator.brief import Brief
from simulator.persona import Persona
from simulator.verdict import Verdict

_FRIDAY = 4
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip

_WEEKS = {3: "three", 4: "four", 5: "five"}

TOLD = {
    Verdict.HIRED: ("start_day", "start_time", "contract_day", "preparation", "preparation_day", "documents", "ask_for"),
    Verdict.REJECTED: ("reason", "feedback", "opening", "second_day", "months"),
    Verdict.RUNNER_UP: ("hear_by", "reason", "feedback", "months"),
    Verdict.PENDING: ("hear_by",),
}
"""Which facts each verdict has to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that is drawn for one call; texts are ready to be spoken."""

    start_day: str
    """First day at work."""

    start_time: str
    """When to be there."""

    contract_day: str
    """When the contract goes out."""

    preparation: str
    """What comes before the first day: a training day, a test."""

    preparation_day: str
    """When that is."""

    documents: str
    """What to bring."""

    ask_for: str
    """Whom to ask for on the first day."""

    hear_by: str
    """By when it is decided, or the first choice has to sign."""

    second_day: str
    """When another interview could be."""

    opening: str
    """Another job that is open; empty when there is none."""

    months: str
    """How long the file is kept."""

    reason: tuple[str, ...]
    """Ways to say why it was somebody else."""

    feedback: tuple[str, ...]
    """Ways to say what to do better."""

    grants_interview: bool
    """Whether a polite request for another interview is granted."""

    welcomes_calls: bool
    """Whether calling again before `hear_by` is welcome."""

    def blanks(self) -> dict[str, tuple[str, ...]]:
        """Collect what fills the blanks of a persona's texts: ways to say it, by name."""
        plain = {name: (text,) for name in _PLAIN if (text := getattr(self, name))}
        return plain | {name: ways for name, ways in (("reason", self.reason), ("feedback", self.feedback)) if ways}

    def told(self, verdict: Verdict) -> dict[str, str]:
        """Collect what there is to be told with this verdict, one way to say each."""
        ways = self.blanks()
        return {name: ways[name][0] for name in TOLD[verdict] if name in ways}


_PLAIN = (
    "start_day", "start_time", "contract_day", "preparation", "preparation_day", "documents", "ask_for", "hear_by",
    "second_day", "opening", "months",
)  # fmt: skip


def draw_facts(persona: Persona, brief: Brief, seed: int) -> Facts:
    """Draw the facts of a call; the same persona, brief and seed draw the same.

    Args:
        persona: Whose pools to draw from.
        brief: Says when the call is made; without that, days are told without a date.
        seed: The call's seed.
    """
    rng = np.random.default_rng([seed, 3])
    ground = persona.grounds[int(rng.integers(len(persona.grounds)))]
    pools = persona.facts
    calendar = _Calendar(brief.called_at)
    contract, start, hear = int(rng.integers(1, 4)), int(rng.integers(3, 6)), int(rng.integers(3, 9))
    return Facts(
        start_day=calendar.monday(start),
        start_time=_one(rng, pools.times),
        contract_day=calendar.workday(contract),
        preparation=_one(rng, pools.preparation),
        preparation_day=calendar.workday(contract + int(rng.integers(2, 5))),
        documents=_one(rng, pools.documents),
        ask_for=_one(rng, pools.people),
        hear_by=calendar.workday(hear),
        second_day=calendar.workday(hear + int(rng.integers(1, 4))),
        opening=_one(rng, pools.openings) if pools.openings and rng.random() < _SHARE_OPEN else "",
        months=_one(rng, pools.months),
        reason=_shuffled(rng, ground.reason),
        feedback=_shuffled(rng, ground.feedback),
        grants_interview=bool(rng.random() < persona.manner.second_chance),
        welcomes_calls=bool(rng.random() < _SHARE_WELCOME) or "quiet" not in persona.answers["decision"],
    )


_SHARE_OPEN = 0.5
"""Share of calls in which another job is open, where a persona has any to offer."""

_SHARE_WELCOME = 0.6
"""Share of calls in which ringing again before the day is welcome."""


def _one(rng: np.random.Generator, texts: list[str]) -> str:
    return texts[int(rng.integers(len(texts)))]


def _shuffled(rng: np.random.Generator, texts: list[str]) -> tuple[str, ...]:
    return tuple(texts[i] for i in rng.permutation(len(texts)).tolist())


class _Calendar:
    """Says days as people say them on the phone, counted from the day of the call."""

    def __init__(self, today: datetime | None) -> None:
        self._today = today

    def workday(self, ahead: int) -> str:
        """Name the day that is so many workdays ahead."""
        if self._today is None:
            return f"{_DAYS[(ahead - 1) % 5]} of {'next week' if ahead <= len(_DAYS) else 'the week after next'}"
        day = self._today
        while ahead:
            day += timedelta(days=1)
            ahead -= day.weekday() <= _FRIDAY
        return in_words(day)

    def monday(self, weeks: int) -> str:
        """Name the Monday that is so many weeks ahead."""
        if self._today is None:
            return f"the Monday {_WEEKS[weeks]} weeks from now"
        return in_words(self._today + timedelta(days=7 * weeks - self._today.weekday()))


def in_words(day: datetime) -> str:
    """Say a date: "Monday the seventh of December"."""
    number = day.day
    tens = {2: "twenty", 3: "thirty"}.get(number // 10, "")
    if number <= len(_ORDINALS):
        ordinal = _ORDINALS[number - 1]
    else:
        ordinal = "thirtieth" if number % 10 == 0 else f"{tens}-{_ORDINALS[number % 10 - 1]}"
    weekday = (*_DAYS, "Saturday", "Sunday")[day.weekday()]
    return f"{weekday} the {ordinal} of {_MONTHS[day.month - 1]}"
