"""Says what most people say in the words that most people use: fills in the forms of `forms.txt`.

Text that is written to be varied lacks just this. The forms are for learning only: what is taught from a form is no news
to whoever is judged by another filling of it.
"""

import re
from pathlib import Path
from random import Random

from tests.recipes.act_text import Utterance, parse

FORMS = Path(__file__).parent / "forms.txt"

SOURCE = "form"
"""What such utterances name as their source."""

FILLINGS = 8
"""How often each form is filled in by itself."""

TURNS = 400
"""How many turns are put together for each moment of the call."""

LONGEST_TURN = 4
"""Forms in such a turn, at most."""

SEED = 1
"""Seeds the drawing."""

_CHOICE = re.compile(r"\(([^()]*)\)")
_BLANK = re.compile(r"\{(\w+)\}")


def read_forms(path: Path = FORMS) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Read what fills the blanks, by blank, and the forms, by moment of the call."""
    blanks: dict[str, list[str]] = {}
    moments: dict[str, list[str]] = {}
    forms: list[str] = []
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        if line.startswith("== "):
            forms = moments.setdefault(line[3:], [])
        elif line.startswith("= "):
            blank, _, fillings = line[2:].partition(": ")
            blanks[blank] = fillings.split(" | ")
        elif not line.startswith("#"):
            forms.append(line)
    return blanks, moments


def fill(form: str, blanks: dict[str, list[str]], rng: Random) -> str:
    """Draw one filling of a form."""
    while choice := _CHOICE.search(form):
        form = form[: choice.start()] + rng.choice(choice[1].split("|")) + form[choice.end() :]
    while blank := _BLANK.search(form):
        form = form[: blank.start()] + rng.choice(blanks[blank[1]]) + form[blank.end() :]
    return _tidied(form)


def _tidied(line: str) -> str:
    """Mend what filling in leaves: articles, doubled blanks, "on yesterday", and small letters that begin a sentence."""
    line = re.sub(r" +([,.?!])", r"\1", re.sub(r" {2,}", " ", line))
    line = re.sub(r"\b([Aa]) (?=[aeio])", r"\1n ", line)
    line = re.sub(r"\bon (last|this|next)\b", r"\1", line)
    return re.sub(r"^(\[[^\]]*\] )([a-z])", lambda match: match[1] + match[2].upper(), line)


def utterances() -> list[Utterance]:
    """Fill in every form by itself, and put some together as people do in a call: the same on every machine."""
    rng = Random(SEED)  # noqa: S311 - not a secret
    blanks, moments = read_forms()
    lines = [fill(form, blanks, rng) for forms in moments.values() for form in forms for _ in range(FILLINGS)]
    for forms in moments.values():
        spoken = [form for form in forms if not form.startswith("[backchannel]")]
        for _ in range(TURNS):
            some = rng.sample(range(len(spoken)), rng.randint(2, LONGEST_TURN))
            lines.append(" ".join(fill(spoken[at], blanks, rng) for at in sorted(some)))
    return [Utterance(source=SOURCE, clauses=parse(line)) for line in dict.fromkeys(lines)]
