"""Which position a caller names, and which company, compared with the brief by ear, stem and kind of work."""

import re
from itertools import pairwise

from simulator.listening.names import split_name
from simulator.listening.slot import Slot
from simulator.listening.sounds import Heard, hear, readings, weight
from simulator.listening.spelling import plain
from simulator.listening.trades import GENERAL, GRADES, POSITIONS, SHARED, are_same_work, is_trade
from simulator.listening.words import Word, read_words

_Span = tuple[int, int]

_ASKED = re.compile(
    r"\b(?:interview(?:ed|ing|s)?|appl(?:ied|ying|ication)|seen|considered|second|candidate|applicant|me in|came in|was in"
    r"|saw you|met(?: you)?|up)\b(?: with (?:you|\w+))?(?: (?:on )?\w+day)?(?: (?:last|a) week(?: ago| back)?)?,?"
    r" (?:for|as|to be|about)(?: an?| the| your| that| this)? ",
    re.IGNORECASE,
)
"""Words of having gone for something: what follows names it."""

_ABOUT = re.compile(
    r"\b(?:(?:about|regarding|concerning|for|as|be|of) (?:an?|the|your|that|this|my) (?:(?:good|great|better|proper) )?"
    r"|(?:job|position|role|post|vacancy|opening) (?:of|as) (?:an? |the )?)",
    re.IGNORECASE,
)
"""Weaker: what follows names a position if it is a trade or ends with a word for a job."""

_BY_EAR = 0.28
"""Likeness distance up to which a whole position is heard: "day to analyst" is data analyst."""

_BY_EAR_UNKNOWN = 0.45
"""The same for words that name no work at all and stand where a position is named: "physiopia-based" is physiotherapist."""

_SURE = frozenset({"position", "role", "post", "vacancy"})
"""Words that stand after nothing but a kind of work."""

_LONGEST = 5
"""Words in a position."""

_SHORT = 350
"""Hundredths of a sound under which a position is not looked for by ear alone."""

_FORMS = frozenset({"ltd", "limited", "inc", "llc", "plc", "gmbh", "co", "corp", "company", "group", "and", "the"})
"""Words of a company's name that nobody says."""


def read_roles(text: str, role: str, *, company: str = "") -> tuple[Slot, ...]:
    """Find the position that the caller says they went for.

    Args:
        text: One utterance.
        role: The brief's position; empty to take any.
        company: The company's name, whose words are no position.

    Returns:
        The positions named, in order; a wrong one only when no right one is there.
    """
    words = read_words(text)
    own = tuple(word.low for word in read_words(role))
    skip = frozenset(plain(part) for part in split_name(company)) - set(own)
    spans = _framed(text, words, skip, strict=bool(own))
    fits: bool | None = None
    if own:
        right = [span for span in _framed(text, words, skip, strict=False) if _is_own(words, span, own)]
        heard = _by_ear(words, role)
        if heard is not None:
            right = [span for span in right if span[1] < heard[0] or heard[1] < span[0]] + [heard]
        fits = bool(right)
        spans = right or spans
    return tuple(_slot(text, words, span, role, fits=fits) for span in sorted(spans))


def read_companies(text: str, company: str) -> tuple[Slot, ...]:
    """Find the brief's company by its name; another company is not told from other words, so none is wrong."""
    words = read_words(text)
    own = tuple(part for part in split_name(company) if plain(part) not in _FORMS)
    if not own:
        return ()
    heard = _by_ear(words, " ".join(own))
    named = [(at, at) for at, word in enumerate(words) if word.low == plain(own[0]) and not word.common]
    spans = [heard] if heard is not None else named
    places = [(words[first].start, words[last].end) for first, last in spans]
    return tuple(
        Slot(kind="company", text=text[start:end], start=start, end=end, fits=True, said=text[start:end], wanted=company)
        for start, end in places
    )


def _slot(text: str, words: tuple[Word, ...], span: _Span, wanted: str, *, fits: bool | None) -> Slot:
    start, end = words[span[0]].start, words[span[1]].end
    said = " ".join(word.low for word in words[span[0] : span[1] + 1])
    return Slot(kind="role", text=text[start:end], start=start, end=end, fits=fits, said=said, wanted=wanted)


def _by_ear(words: tuple[Word, ...], phrase: str) -> _Span | None:
    """Find the whole of `phrase` by sound anywhere; a plural counts."""
    heard = hear(tuple(word.text for word in words))
    for way in readings(split_name(phrase)):
        near = heard.nearest(way)
        limit = _BY_EAR if weight(way) >= _SHORT else 0.0
        if near is None or near.distance > limit or all(word.common for word in words[near.first : near.last + 1]):
            continue
        if not any(word.opens for word in words[near.first + 1 : near.last + 1]):
            return near.first, near.last
    return _spelled_out(words, tuple(word.low for word in read_words(phrase)))


def _spelled_out(words: tuple[Word, ...], own: tuple[str, ...]) -> _Span | None:
    for first in range(len(words) - len(own) + 1):
        run = words[first : first + len(own)]
        if own and all(word.low.removesuffix("s") == part.removesuffix("s") for word, part in zip(run, own, strict=True)):
            return first, first + len(own) - 1
    return None


def _framed(text: str, words: tuple[Word, ...], skip: frozenset[str], *, strict: bool) -> list[_Span]:
    """Find what stands where positions are named; `strict` leaves out "the Leeds job", which may be no trade."""
    jobs = [at for at, word in enumerate(words) if word.low in POSITIONS]
    spans = [span for at in jobs if (span := _before(words, at, skip, strict=strict))]
    spans += _chunks(words, skip)
    at = {word.start: index for index, word in enumerate(words)}
    for lead, sure in ((_ASKED, True), (_ABOUT, False)):
        for match in lead.finditer(text):
            first = at.get(match.end())
            span = None if first is None else _after(words, first, skip, sure=sure)
            if span is not None and not any(span[0] <= other[1] and other[0] <= span[1] for other in spans):
                spans.append(span)
    return spans


def _tells(word: Word, skip: frozenset[str]) -> bool:
    return word.low not in GENERAL and word.low not in skip and not word.text.isdigit()


def _chunks(words: tuple[Word, ...], skip: frozenset[str]) -> list[_Span]:
    """Find a trade that is all of a clause, or all of it after `for`: `…, bus driver, …`."""
    borders = [*(at for at, word in enumerate(words) if word.opens), len(words)]
    spans = []
    for first, end in pairwise(borders):
        at = first + (words[first].low == "for")
        if 0 < at < end <= at + _LONGEST - 1 and is_trade(words[end - 1].low) and (end - at > 1 or at > first):
            spans.extend([(at, end - 1)] if all(_tells(word, skip) for word in words[at:end]) else [])
    return spans


def _before(words: tuple[Word, ...], at: int, skip: frozenset[str], *, strict: bool) -> _Span | None:
    """Read backwards from a word for a job: `the bus driver` position."""
    first = at
    while first > 0 and at - first < _LONGEST and _tells(words[first - 1], skip) and not words[first].opens:
        first -= 1
    if first == at:
        return None
    telling = words[first:at]
    sure = words[at].low in _SURE or (not strict and words[at].low == "job" and words[first - 1].low in {"the", "that"})
    if all(word.low in GRADES for word in telling):
        return None
    named = any(is_trade(word.low) for word in telling)
    return (first, at - 1) if named or (sure and not telling[-1].low.endswith("'s")) else None


def _after(words: tuple[Word, ...], first: int, skip: frozenset[str], *, sure: bool) -> _Span | None:
    """Read forwards to the trade that ends a position: `as a` trainee florist."""
    end = first
    last = None
    while (
        end < len(words) and end - first < _LONGEST and (_tells(words[end], skip) or (words[end].low in SHARED and last is None))
    ):
        if end > first and words[end].opens:
            break
        if is_trade(words[end].low):
            last = end
        end += 1
    if last is None or (not sure and all(word.low in GRADES for word in words[first : last + 1])):
        return None
    followed = end < len(words) and words[end].low in POSITIONS and not words[end].opens
    return (first, last) if sure or followed or words[first - 1].low in {"a", "an"} or last == end - 1 else None


def _is_own(words: tuple[Word, ...], span: _Span, own: tuple[str, ...]) -> bool:
    """Tell whether a framed position is the brief's: all of it, its head, or a word of the same work."""
    said = [word.low for word in words[span[0] : span[1] + 1] if word.low not in GRADES]
    meant = [word for word in own if word not in GRADES] or list(own)
    if not said:
        return any(word.low in own for word in words[span[0] : span[1] + 1])
    head = said[-1]
    if are_same_work(head, meant[-1]):
        rest = [word for word in said[:-1] if is_trade(word) or len(meant) > 1]
        return not rest or any(are_same_work(word, other) for word in rest for other in meant)
    if any(are_same_work(head, word) for word in meant[:-1]):
        return True
    return _sounds_like(said, tuple(meant), _BY_EAR if any(is_trade(word) for word in said) else _BY_EAR_UNKNOWN)


def _sounds_like(said: list[str], meant: tuple[str, ...], limit: float) -> bool:
    heard = Heard(tuple(said))
    distances = [
        near.distance
        for part in (meant, meant[-1:])
        for way in readings(part)
        if (near := heard.nearest(way, starts=range(1), last=len(said) - 1)) is not None
    ]
    return min(distances, default=1.0) <= limit
