"""Measures how often the caller's own name is known through a recogniser, and how often another passes for it.

`names_heard.tsv` beside this file holds names of many countries, each read by up to seven voices inside a sentence
("Hi, this is …", "… speaking"), most of them respelt as their owners say them, and written down by Moonshine
`tiny-en`. Every row that was made is there, also those in which no trace of the name is left: eSpeak NG's voices
lose the rest of the sentence too ("about the penitentiary"), and have a line of their own. The limits were chosen
on the rows `tuned` without eSpeak's (76 names); the rows `held` (20 names) were made after and changed nothing.
`slot_forms.py` makes the sentences that are written right: every form with a right value and with a wrong one.
"""

import csv
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator.brief import Brief
from simulator.listening.slots import read_slots
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.slot_forms import Saying, sayings

FILE = Path(__file__).with_name("names_heard.tsv")

WRONG = (
    "Tom Baker", "Peter", "Linda Hargreaves", "Ahmed Osman", "Sally", "Victor Hugo Lima", "Chidi Anozie", "Ingrid Dahl",
    "Paul", "Yvette Moreau", "Kenji Mori", "Bogdan Ilic", "Ruth Goldberg", "Samuel", "Noor Rahimi", "Jacob Fischer",
    "Teresa Alonso", "Winston Clarke", "Dilip Shah", "Heather", "Matteo Conti", "Ulrike Vogel", "Patrick Quinn",
    "Femi Balogun", "Astrid", "George Papas", "Lucy Fairfax", "Hiroshi Abe", "Carmen Vidal", "Derek Stubbs",
    "Elif Kaya", "Nathan Pryce", "Bridget", "Omar Farouk", "Vanessa Cole", "Simon Wexford", "Tariq", "Gloria Estevez",
    "Henrik Lund", "Maya Fletcher", "Luis Ortega", "Dorothy Platt", "Arjun Mehta", "Chantal", "Bruce Wetherby",
    "Ewa Lis", "Philip", "Jasmine Tran", "Cyril Hobbs", "Ronan Tighe", "Kelvin Okoro", "Adele Fournier", "Trevor",
    "Sun-hee Cho", "Ivan Babic", "Molly Sutcliffe", "Zeynep Arslan", "Carl Petersen", "Penelope", "Duncan Frazer",
)  # fmt: skip
"""Sixty callers who are somebody else."""

FRAMES = (
    "Hi, this is {}. I'm calling about my interview.",
    "Hello, my name is {} and we met last week.",
    "{} speaking, good morning.",
)

ORDINARY = (
    "Good morning, I had an interview with you on Tuesday for the data analyst position and I wanted to follow up.",
    "Thank you so much for letting me know. Could you tell me what I could do better next time?",
    "That's wonderful news, I'm thrilled. What happens now, is there any paperwork that you need from me?",
    "I understand. If anything else comes up, please keep me in mind. Have a lovely weekend, goodbye.",
    "Hi Dana, this is Priya Raman. We met on the seventeenth at ten o'clock, and I was wondering where things stand.",
)
"""What a caller says in a call, for the time that reading takes."""

BRIEF = Brief(
    name="Priya Raman",
    role="data analyst",
    company="Northwind Logistics",
    interviewed=datetime(2026, 11, 17, 10),  # noqa: DTZ001 - a brief's times are local
)
ROUNDS = 40

SHOWN = 5
"""Sentences printed of those that were misread, of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence as it was written down."""

    kept_back: bool
    """Whether it was made after the limits were chosen."""

    voice: str
    """The voice that read it."""

    name: str
    """The name that was said."""

    heard: str
    """What the recogniser wrote."""


def rows() -> list[Row]:
    """Read the table."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Row(kept_back=row["set"] == "held", voice=row["voice"], name=row["name"], heard=row["heard"]) for row in table]


def fits(text: str, name: str) -> bool:
    """Tell whether `text` counts as said by `name`."""
    return any(slot.fits for slot in read_slots(text, Brief(name=name)) if slot.kind == "name")


def share(answers: Iterable[bool]) -> float:
    """Count the per cent that are true."""
    counted = list(answers)
    return 100 * sum(counted) / len(counted)


def swapped(table: Sequence[Row]) -> Iterator[bool]:
    """Read two thousand pairs of a sentence and somebody else's name, or all if there are fewer."""
    names = sorted({row.name for row in table})
    pairs = [(row.heard, name) for row in table for name in names if name != row.name]
    return (fits(heard, name) for heard, name in pairs[:: max(1, len(pairs) // 2000)])


def recognised(saying: Saying) -> bool:
    """Tell whether a right value is known, or a wrong one is noticed and can be named."""
    fits = {slot.fits for slot in read_slots(saying.text, saying.brief) if slot.kind == saying.kind}
    return fits == {saying.right}


def recalls() -> Iterator[Figure]:
    """Measure by kind how many right values are known, and how many wrong ones are noticed."""
    said = list(sayings())
    for kind in dict.fromkeys(saying.kind for saying in said):
        for right in (True, False):
            some = [saying for saying in said if saying.kind == kind and saying.right is right]
            missed = [saying for saying in some if not recognised(saying)]
            for saying in missed[:SHOWN]:
                print(f"      missed: {saying.text}")
            what = f"{len(some)} ways to say a {kind}: {'right ones known' if right else 'wrong ones noticed'}"
            yield Figure(what=what, value=100 - 100 * len(missed) / len(some), unit="%", at_least=98)


def taken() -> Iterator[Figure]:
    """Measure by kind how often a value is taken where no brief says which is right."""
    said = list(sayings())
    for kind in dict.fromkeys(saying.kind for saying in said):
        found = [any(slot.kind == kind for slot in read_slots(s.text, None)) for s in said if s.kind == kind]
        yield Figure(what=f"{len(found)} ways to say a {kind}: taken without a brief", value=share(found), unit="%", at_least=98)


def speed() -> float:
    """Measure milliseconds of one core for an utterance, the best of some rounds: others use the machine too."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in ORDINARY:
            read_slots(text, BRIEF)
        best = min(best, (time.process_time() - began) / len(ORDINARY))
    return 1000 * best


def main(_arguments: Sequence[str] = ()) -> bool:
    """Measure; tell whether the goals were met."""
    table = rows()
    clear = [row for row in table if not row.voice.startswith("espeak")]
    tuned, held = [row for row in clear if not row.kept_back], [row for row in clear if row.kept_back]
    unclear = [row for row in table if row.voice.startswith("espeak")]
    typed = [fits(frame.format(wrong), row.name) for wrong in WRONG for frame in FRAMES for row in table[::20]]
    figures = [Figure(what="reading an utterance against a brief", value=speed(), unit="ms", at_most=2)]
    for what, some in (("limits chosen on these", tuned), ("kept back", held), ("eSpeak NG's voices", unclear)):
        known = share(fits(row.heard, row.name) for row in some)
        figures.append(Figure(what=f"own names known: {what}", value=known, unit="%", at_least=95))
        figures.append(Figure(what=f"others taken for the caller: {what}", value=share(swapped(some)), unit="%", at_most=5))
    figures.append(Figure(what="sixty wrong names written right, taken for the caller", value=share(typed), unit="%", at_most=5))
    return show([*figures, *recalls(), *taken()])


if __name__ == "__main__":
    import sys

    sys.exit(not main(sys.argv[1:]))
