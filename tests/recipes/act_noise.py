"""Makes written talk look as a recogniser writes it: fillers, restarts, lost commas and capitals, figures, lost words."""

import re
from dataclasses import replace
from random import Random

from tests.recipes.act_text import Clause

_NUMBERS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
_FIGURES = {word: str(number) for number, word in enumerate(_NUMBERS.split()) if word != "one"}  # mostly a pronoun

_FILLERS = ("um", "uh", "er", "erm", "like", "you know", "well", "so", "I mean", "uh,", "um,", "so,", "well,")

_NO_PUNCTUATION = 0.25
"""Share of utterances without any, as some recognisers write; another 0.2 lose a third of theirs."""

_SOME_PUNCTUATION = 0.45
_SMALL_LETTERS = 0.3
_IN_FIGURES = 0.3
_WITH_FILLERS = 0.3
_WITH_LOSSES = 0.3

_FILLER = 0.04
"""Chance of a filler before a word, and twice that of a restart, in utterances that have any."""

_LOSS = 0.03
"""Chance that a word is not heard."""

_SHORT = 3  # words below which nothing is lost: what is left would mean something else


def roughen(clauses: tuple[Clause, ...], rng: Random) -> tuple[Clause, ...]:
    """Draw one of the many ways in which an utterance might be written down; every clause keeps its acts."""
    draw = rng.random()
    lost_marks = 1.0 if draw < _NO_PUNCTUATION else 0.3 if draw < _SOME_PUNCTUATION else 0.0
    small = rng.random() < _SMALL_LETTERS
    figures = rng.random() < _IN_FIGURES
    filler = _FILLER if rng.random() < _WITH_FILLERS else 0.0
    loss = _LOSS if rng.random() < _WITH_LOSSES else 0.0
    rough = []
    for clause in clauses:
        words: list[str] = []
        for word in clause.words:
            if len(clause.words) > _SHORT and rng.random() < loss:
                continue
            words.extend(_stumble(_respell(word, rng, lost_marks, small=small, figures=figures), rng, filler))
        rough.append(replace(clause, words=tuple(" ".join(words).split()) or clause.words))
    return tuple(rough)


def _respell(word: str, rng: Random, lost_marks: float, *, small: bool, figures: bool) -> str:
    if lost_marks and rng.random() < lost_marks:
        word = re.sub(r"[,.?!;:]+$", "", word) or word
    if figures:
        word = _FIGURES.get(word.lower(), word)
    return word.lower() if small else word


def _stumble(word: str, rng: Random, filler: float) -> list[str]:
    said = [word]
    if rng.random() < filler / 2:
        said.insert(0, word.rstrip(".,?!") + "," if rng.random() < 0.5 else word)
    if rng.random() < filler:
        said.insert(0, rng.choice(_FILLERS))
    return said
