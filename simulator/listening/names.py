"""What a caller calls themselves, compared with the name in the brief by ear and by spelling.

Two ways lead to a name. A frame ("this is …", "… speaking") says that a name is there: it fits when it sounds
like the brief's even loosely, and counts against the caller when it is clearly another. Without a frame only
the brief's whole name is looked for, and must sound nearer.
"""

import re
from functools import lru_cache

from simulator.listening.frames import Frame, find_frames
from simulator.listening.slot import Slot
from simulator.listening.sounds import Heard, Likeness, hear, readings, weight
from simulator.listening.spelled import find_spelled
from simulator.listening.spelling import Sound, plain
from simulator.listening.words import Word, is_cased, listed, read_words

_WHOLE_FRAMED, _PART_FRAMED, _WHOLE_LOOSE = 0.41, 0.28, 0.40
"""Likeness distances up to which a name fits; set with `tests/benchmarks/bench_slots.py`, see its table."""

_SHORT, _SHORT_LIMIT = 300, 0.2
"""A name of fewer hundredths of a sound is like many words by chance, and must be nearly exact."""

_EDGE_LIMIT = 0.42
"""Distance for a run that begins or ends with an everyday word: "follow a shot a bank overlay" is Folasade Bankole."""

_COMMON_LIMIT = 0.3
"""Distance for a run of everyday words at both ends."""

_EVERYDAY_LIMIT = 0.12
"""Distance for nothing but everyday words: "have been" is 0.23 from Byrne, "met on" 0.25 from Mei Ling."""

_SURE_PART = 0.12
"""Distance for half a name when a word beside it may be the wrong other half."""

_BEFORE_OTHERS = listed("to with thanks thank miss ms mrs mr dr tell ask asked called named met that is see saw dear")
"""Words just before a name that make it somebody else's, when no frame says otherwise."""

_SPELLED, _PART = 4, 3
"""Letters from which a spelled run is a name whoever's, and from which a part of a name is known by its letters."""

_NEVER_INSIDE = listed("name name's my hi hello hey this speaking here calling morning afternoon interview interviewed")
"""Words that introduce a name, or follow it: a run that swallows one is not a name heard badly."""

_GREETINGS = frozenset({"hi", "hello", "hey", "hiya", "morning", "afternoon", "evening", "there"})
_AFTER = frozenset({"from", "and", "i", "i'm", "i've", "calling", "here", "speaking", "again", "we"})
"""Words that follow a name; where no capital marks one, they do."""

_VERBAL = re.compile(r"(?:ing|ed|ly|able|ible|ful|ous|ive|less|ic)$")
"""Endings of words that no name has, where no capital tells."""

_PARTS = re.compile(r"[\s-]+")


def read_names(text: str, name: str, *, not_names: tuple[str, ...] = ()) -> tuple[Slot, ...]:
    """Find the caller's own name.

    Args:
        text: One utterance.
        name: The brief's name; empty to take any.
        not_names: Names of others, such as the recruiter and the company: never the caller's.

    Returns:
        The names said, in order. Wrong ones are told only when no right one is there.
    """
    words = read_words(text)
    own = split_name(name)
    others = {plain(part) for other in not_names for part in split_name(other)} - {plain(part) for part in own}
    frames = find_frames(text, words)
    runs = _right(words, own, frames, others) if own else []
    fits: bool | None = True if own else None
    if not runs:
        runs = [run for frame in frames if (run := _name_run(words, frame, others)) is not None]
        fits = False if own else None
    if not runs and not own:
        runs = [(run.first, run.last) for run in find_spelled(words) if len(run.letters) >= _SPELLED]
    return tuple(_slot(text, words, run, name, fits=fits) for run in _apart(runs))


def split_name(name: str) -> tuple[str, ...]:
    """Cut a name into the words that can be said alone; hyphens part them too."""
    return tuple(part for part in _PARTS.split(name) if any(letter.isalpha() for letter in part))


def _slot(text: str, words: tuple[Word, ...], run: tuple[int, int], name: str, *, fits: bool | None) -> Slot:
    start, end = words[run[0]].start, words[run[1]].end
    said = " ".join(word.text[:1].upper() + word.text[1:] for word in words[run[0] : run[1] + 1])
    return Slot(kind="name", text=text[start:end], start=start, end=end, fits=fits, said=said, wanted=name)


def _apart(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the longest of runs that overlap, in order."""
    kept: list[tuple[int, int]] = []
    for run in sorted(set(runs), key=lambda run: (run[0] - run[1], run[0])):
        if all(run[1] < other[0] or other[1] < run[0] for other in kept):
            kept.append(run)
    return sorted(kept)


@lru_cache(maxsize=64)
def _wholes(own: tuple[str, ...]) -> tuple[Sound, ...]:
    """Read the whole name, and of first and last together when there is a middle."""
    shorter = readings((own[0], own[-1])) if own[1:-1] else ()
    return readings(own) + shorter


@lru_cache(maxsize=64)
def _parts(own: tuple[str, ...]) -> tuple[tuple[Sound, bool, bool], ...]:
    """Read first name and surname, each alone; and tell whether it begins the name, and whether it ends it."""
    places = {own[-1]: (False, bool(own[1:])), own[0]: (bool(own[1:]), False)}
    return tuple((way, *place) for part, place in places.items() for way in readings((part,)))


def _right(words: tuple[Word, ...], own: tuple[str, ...], frames: tuple[Frame, ...], others: set[str]) -> list[tuple[int, int]]:
    heard = hear(tuple(word.text for word in words))
    runs = [run for frame in frames if (run := _framed(words, heard, own, frame, others)) is not None]
    runs.extend(_spelled_right(words, own))
    runs.extend(_exact(words, own, others))
    if not runs and not _names_another(words, frames, others) and (run := _loose(words, heard, own, others)) is not None:
        runs.append(run)
    return runs


def _names_another(words: tuple[Word, ...], frames: tuple[Frame, ...], others: set[str]) -> bool:
    """Tell whether a whole other name stands where the caller's belongs: then none is looked for elsewhere."""
    runs = (_name_run(words, frame, others) for frame in frames if frame.strong or frame.side == "lead")
    return any(run is not None and run[1] > run[0] for run in runs)


def _framed(
    words: tuple[Word, ...], heard: Heard, own: tuple[str, ...], frame: Frame, others: set[str]
) -> tuple[int, int] | None:
    starts = range(frame.first, min(frame.first + 2, len(words)))
    if frame.side == "tail":
        starts = range(frame.first, frame.last + 1)
    end = frame.last if frame.side == "tail" else None
    for way in _wholes(own):
        near = heard.nearest(way, starts=starts, last=end)
        if near is None or _theirs(words, near, others) or (frame.side == "opening" and _swallows(words, near)):
            continue
        if _passes(words, near, way, _WHOLE_FRAMED):
            return near.first, near.last
    return _framed_part(words, heard, own, frame, others)


def _framed_part(
    words: tuple[Word, ...], heard: Heard, own: tuple[str, ...], frame: Frame, others: set[str]
) -> tuple[int, int] | None:
    """Find first name or surname where it fills the frame; half of another whole name does not."""
    if frame.side == "opening" and not _stands_alone(words, frame):
        return None
    starts = range(frame.first, frame.first + 1) if frame.side != "tail" else range(frame.first, frame.last + 1)
    end = frame.last if frame.side != "lead" else None
    for way, begins, ends in _parts(own):
        near = heard.nearest(way, starts=starts, last=end)
        if near is None or _theirs(words, near, others) or not _passes(words, near, way, _PART_FRAMED):
            continue
        if _is_everyday(words[near.first]) or any(word.opens for word in words[near.first + 1 : near.last + 1]):
            continue
        before, after = _neighbours(words, near)
        # "Kenji Mori" is not Maria, who would come first: what stands before a first name is another's.
        in_place = not (before and begins) and not (after and ends)
        if (near.distance <= _SURE_PART and in_place) or not (before or after):
            return near.first, near.last
    return None


def _is_everyday(word: Word) -> bool:
    return word.common or (bool(_VERBAL.search(word.low)) and not word.capital)


def _stands_alone(words: tuple[Word, ...], frame: Frame) -> bool:
    return frame.last + 1 == len(words) or words[frame.last + 1].opens


def _neighbours(words: tuple[Word, ...], near: Likeness) -> tuple[bool, bool]:
    """Tell whether a further word of a name stands before the run, and whether one stands after it."""
    before = near.first > 0 and not words[near.first].opens and _is_name_like(words[near.first - 1])
    after = near.last + 1 < len(words) and not words[near.last + 1].opens and _is_name_like(words[near.last + 1])
    return before, after


def _is_name_like(word: Word) -> bool:
    return word.capital and not word.common


def _passes(words: tuple[Word, ...], near: Likeness, way: Sound, limit: float) -> bool:
    if weight(way) < _SHORT:
        limit = min(limit, _SHORT_LIMIT)
    run = words[near.first : near.last + 1]
    if all(word.common for word in run):
        limit = min(limit, _EVERYDAY_LIMIT)
    elif run[0].common and run[-1].common:
        limit = min(limit, _COMMON_LIMIT)
    elif run[0].common or run[-1].common:
        limit = min(limit, _EDGE_LIMIT)
    return near.distance <= limit


def _theirs(words: tuple[Word, ...], near: Likeness, others: set[str]) -> bool:
    return any(word.low in others for word in words[near.first : near.last + 1])


def _loose(words: tuple[Word, ...], heard: Heard, own: tuple[str, ...], others: set[str]) -> tuple[int, int] | None:
    if not own[1:]:
        return None
    for way in _wholes(own):
        near = heard.nearest(way)
        if near is None or near.distance > _WHOLE_LOOSE or _theirs(words, near, others) or _swallows(words, near):
            continue
        if _passes(words, near, way, _WHOLE_LOOSE) and not _addressed(words, near.first):
            return near.first, near.last
    return None


def _swallows(words: tuple[Word, ...], near: Likeness) -> bool:
    run = words[near.first : near.last + 1]
    if any(word.low in _NEVER_INSIDE for word in run) or (run[0].low == "is" and run[-1].capital):
        return True
    return not run[1:] and is_cased(words) and not run[0].capital and near.distance > _EVERYDAY_LIMIT


def _addressed(words: tuple[Word, ...], first: int) -> bool:
    """Tell whether the word before makes the name at `first` somebody else's: "may I speak to …"."""
    return first > 0 and words[first - 1].low in _BEFORE_OTHERS and not words[first].opens


def _exact(words: tuple[Word, ...], own: tuple[str, ...], others: set[str]) -> list[tuple[int, int]]:
    """Find runs of the brief's own name as it is written there; a capital counts where capitals mean something."""
    parts = {plain(part) for part in own if len(part) >= _PART} - others
    cased = is_cased(words)
    runs: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        if word.low not in parts or word.common or (cased and not word.capital):
            continue
        first = runs.pop()[0] if runs and runs[-1][1] == at - 1 else at
        runs.append((first, at))
    return [run for run in runs if not _addressed(words, run[0]) and not _is_greeting_half(words, run)]


def _is_greeting_half(words: tuple[Word, ...], run: tuple[int, int]) -> bool:
    """Tell whether one word follows a greeting: "Hi Priya" greets somebody else of that name."""
    return run[0] == run[1] and run[0] > 0 and words[run[0] - 1].low in _GREETINGS


def _spelled_right(words: tuple[Word, ...], own: tuple[str, ...]) -> list[tuple[int, int]]:
    parts = [plain(part) for part in own]
    return [(run.first, run.last) for run in find_spelled(words) if any(_near(run.letters, part) for part in parts)]


def _near(letters: str, part: str) -> bool:
    """Tell whether spelled `letters` are `part`, or hold it, or miss one letter of it."""
    if part in letters or (len(letters) >= _SPELLED and letters in part):
        return len(part) >= _PART
    same = sum(one == other for one, other in zip(letters, part, strict=False))
    return len(part) >= _SPELLED and abs(len(letters) - len(part)) <= 1 and same >= len(part) - 1


def _name_run(words: tuple[Word, ...], frame: Frame, others: set[str]) -> tuple[int, int] | None:
    """Find the words in a frame that look like a name, whoever's it is."""
    cased = is_cased(words)
    inside = range(frame.first, frame.last + 1)
    ordered = inside if frame.side != "tail" else inside[::-1]
    run: list[int] = []
    for index in ordered:
        if not _looks_like_name(words[index], frame, others, cased=cased):
            break
        run.append(index)
    if all(len(words[index].low) == 1 for index in run):  # an initial names nobody
        return None
    found = min(run), max(run)
    return found if _is_credible(words, frame, found, cased=cased) else None


def _looks_like_name(word: Word, frame: Frame, others: set[str], *, cased: bool) -> bool:
    if word.common or word.low in others or word.low.endswith("'s"):
        return False
    if cased or frame.strong:
        return word.capital or not cased
    return not _VERBAL.search(word.low)


def _is_credible(words: tuple[Word, ...], frame: Frame, run: tuple[int, int], *, cased: bool) -> bool:
    first, last = run
    followed = last + 1 == len(words) or words[last + 1].opens
    if frame.side == "opening":
        return cased and last > first and followed and not _is_greeted(words, first)
    if frame.side == "tail":
        return (cased or first == frame.first) and not _addressed(words, first)
    return cased or frame.strong or (last + 1 < len(words) and words[last + 1].low in _AFTER)


def _is_greeted(words: tuple[Word, ...], first: int) -> bool:
    return first > 0 and words[first - 1].low in _GREETINGS and not words[first].opens
