"""Ways to say a name, a position and a time, each with a right value and with a wrong one: what `bench_slots` asks about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from simulator.brief import Brief
from simulator.listening.numbers import ordinal
from simulator.listening.slot import SlotKind

NAME_FORMS = (
    "Hi, this is {}. I'm calling about my interview.", "Hello, my name is {} and we met last week.",
    "Good morning, {} speaking.", "{} here, I came in on Monday.", "Hello, it's {} calling about the job.",
    "Good afternoon. {}. I wanted to ask about my interview.", "Hi, I'm {}, I interviewed with you.",
    "The name's {}, I was in last week.", "Yes, hello, you're speaking with {}.", "I wanted to follow up. My name is {}.",
    "Hi there, um, this is, uh, {}.", "It was for the job on Monday. Sorry, {} is my name.",
    "I should have said, I'm {}.", "Myself {}, I had come for the interview.", "Hello. {} on the line.",
)  # fmt: skip

NAMES = (
    ("Priya Raman", "Tom Baker"), ("Daniel Kowalski", "Linda Hargreaves"), ("Siobhan O'Leary", "Ahmed Osman"),
    ("Nguyen Thi Mai", "Victor Hugo Lima"), ("Kwame Mensah", "Ingrid Dahl"), ("Maria Fernandez", "Kenji Mori"),
    ("Jonathan Price", "Yvette Moreau"), ("Aisha Bello", "Ruth Goldberg"), ("Li Wei", "Jacob Fischer"),
    ("Olga Petrova", "Winston Clarke"), ("Anne-Marie Dubois", "Omar Farouk"), ("Santiago Herrera", "Bridget Quinn"),
)  # fmt: skip
"""Callers, each with somebody who is not them."""

ROLE_FORMS = (
    "I interviewed for the {} position.", "I'm calling about the {} job.", "I applied to be {a} {}.",
    "It's about the interview for {a} {}.", "We talked about the {} role.", "I came in for the {} vacancy last week.",
    "I was interviewed as {a} {}.", "I'm the one who applied for {}, we met on Tuesday.",
    "I had an interview on Monday for the {} post.", "My interview was for the job of {}.",
    "You saw me for your {} opening.", "I'd like to follow up on the {} interview.",
)  # fmt: skip

ROLES = (
    ("data analyst", "bus driver"), ("warehouse supervisor", "florist"), ("nurse", "accountant"),
    ("interior designer", "security guard"), ("line cook", "web developer"), ("teaching assistant", "plumber"),
    ("project manager", "dental hygienist"), ("forklift operator", "librarian"), ("receptionist", "electrician"),
    ("software engineer", "barista"), ("pharmacy technician", "truck driver"), ("social media manager", "welder"),
    ("quantity surveyor", "hairdresser"), ("care assistant", "graphic designer"), ("translator", "mechanic"),
)  # fmt: skip
"""Positions, each with one that it is not."""

WHEN_FORMS = (
    "We met {}.", "I had an interview with you {}.", "My interview was {}.", "I came in {} to see you.",
    "You interviewed me {} for the job.", "I was at your office {} for an interview, and I wanted to follow up.",
)  # fmt: skip

CALLED = datetime(2026, 11, 20, 9)  # noqa: DTZ001 - a brief's times are local
_TIMES = ((17, 10, 0), (12, 14, 30), (18, 9, 15), (9, 15, 45), (13, 11, 0), (16, 16, 20))
INTERVIEWS = tuple(CALLED.replace(day=day, hour=hour, minute=minute) for day, hour, minute in _TIMES)
_ELSEWHEN = timedelta(days=-3, hours=-3, minutes=-10)
"""From a right time to one that no wording makes right: another weekday, date, count of days, hour and minute."""

_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_RANKS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    "twenty first", "twenty second", "twenty third", "twenty fourth", "twenty fifth", "twenty sixth", "twenty seventh",
    "twenty eighth", "twenty ninth", "thirtieth", "thirty first",
)  # fmt: skip
_MINUTES = (0, 15, 20, 30, 45)
"""Minutes past the hour that people make appointments for."""

_WEEK, _HALF_DAY = 7, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A sentence, and whether what it says is so."""

    kind: SlotKind
    """What it fills in."""

    text: str
    """The sentence."""

    brief: Brief
    """What is true."""

    right: bool
    """Whether it agrees with the brief."""


def sayings() -> Iterator[Saying]:
    """Make every form with every value, right and wrong."""
    yield from _valued("name", NAME_FORMS, NAMES)
    yield from _valued("role", ROLE_FORMS, ROLES)
    for interview in INTERVIEWS:
        brief = Brief(interviewed=interview, calling=CALLED)
        for form, right in product(WHEN_FORMS, (True, False)):
            said = _round(interview if right else interview + _ELSEWHEN)
            for when in (*days(said), *clocks(said)):
                yield Saying(kind="when", text=form.format(when), brief=brief, right=right)


def _round(moment: datetime) -> datetime:
    return moment.replace(minute=min(_MINUTES, key=lambda minute: abs(minute - moment.minute)))


def days(moment: datetime) -> tuple[str, ...]:
    """Say a day in many ways."""
    month, day, weekday = f"{moment:%B}", moment.day, f"{moment:%A}"
    ago = (CALLED.date() - moment.date()).days
    forms = (
        f"on {weekday}", f"last {weekday}", f"on {weekday} the {ordinal(day)}", f"on the {ordinal(day)}",
        f"on the {_RANKS[day]}", f"on the {_RANKS[day]} of {month}", f"on {month} {_RANKS[day]}", f"on {month} {ordinal(day)}",
        f"on {day} {month}", f"on {weekday}, {month} {day}", f"{ago} days ago",
    )  # fmt: skip
    return (*forms, f"this past {weekday}") if ago <= _WEEK else forms


def clocks(moment: datetime) -> tuple[str, ...]:
    """Say a time of day in many ways."""
    hour, minute = moment.hour, moment.minute
    name, after = _HOURS[hour % _HALF_DAY], _HOURS[(hour + 1) % _HALF_DAY]
    half = "in the morning" if hour < _HALF_DAY else "in the afternoon"
    forms = {
        0: (f"at {name}", f"at {name} o'clock", f"at {name} {half}"),
        15: (f"at quarter past {name}", f"at {name} fifteen"),
        20: (f"at twenty past {name}", f"at {name} twenty"),
        30: (f"at half past {name}", f"at {name} thirty", f"at half {name}"),
        45: (f"at a quarter to {after}", f"at {name} forty five"),
    }[minute]
    return (
        *forms,
        f"at {hour % _HALF_DAY or _HALF_DAY}:{minute:02d} {'a.m.' if hour < _HALF_DAY else 'p.m.'}",
        f"at {hour}:{minute:02d}",
    )


def _valued(kind: SlotKind, forms: tuple[str, ...], values: tuple[tuple[str, str], ...]) -> Iterator[Saying]:
    for form, (own, other) in product(forms, values):
        brief = Brief(name=own) if kind == "name" else Brief(role=own)
        for value, right in ((own, True), (other, False)):
            article = "an" if value[0] in "aeiou" else "a"
            yield Saying(kind=kind, text=form.replace("{a}", article).format(value), brief=brief, right=right)
