"""What a recruiter's words announce: hired, turned down, second choice, or nothing decided yet."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from simulator.listening import verdict_cues as cues
from simulator.listening.phrases import phrases, plain
from simulator.verdict import Verdict

_DENIED = phrases("not|never|unable|without|hardly !only|just|long|wait")
_WISHED = phrases(
    """
    wish|wished we|i|that
    would|had have|hoped
    """
)
_SUPPOSED = phrases(
    """
    whether|weather|if|unless|until|till|suppose|supposing|before|once
    know|see|check|ask*|wonder*|decid*|out|decision|sure|tell+you|told|remember|on|about who|whom|what|which|when|how|why|to+whom
    """
)
_QUESTION = phrases("did|do|does|have|has|were|are|is|was|what|who|when|where|how|why|may|can|could|would|will|shall|which")
_FILLER = phrases("so|and|well|okay|ok|now|right|sorry|but|,|oh|ah|yes|um|uh")
_READ_AS = (
    (re.compile(r"\bcould not be (?:any )?(?:happier|prouder|more \w+) "), "am happy "),
    (re.compile(r"\bfilled (?=.*\bby you\b)"), "yours "),
)
"""Words that say the opposite of what they hold."""

_REACH = 6
"""Words before a cue in which a "not" still belongs to it: "we are not, at this time, able to offer you"."""


class _Cue(Enum):
    SECOND = auto()
    TIE = auto()
    NO = auto()
    YES = auto()
    UNDECIDED = auto()
    PROMISED = auto()
    HINTED = auto()
    NOTHING = auto()


_WEIGHTS = (
    (_Cue.NO, Verdict.REJECTED), (_Cue.YES, Verdict.HIRED), (_Cue.UNDECIDED, Verdict.PENDING),
    (_Cue.PROMISED, Verdict.PENDING), (_Cue.HINTED, Verdict.REJECTED),
)  # fmt: skip
"""What single cues announce; the first that was found decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A verdict found in words."""

    verdict: Verdict
    """What they announce."""

    end: int
    """One past the last character of the sentence that completes it."""


def read_verdict(text: str) -> Verdict | None:
    """Say what a recruiter's words announce; None when they announce nothing."""
    found = find_verdict(text)
    return found.verdict if found else None


def find_verdict(text: str) -> Announced | None:
    """Find the verdict in a recruiter's words, and where it is out.

    A second place is told in two steps ("we took someone else; you came second"), so the whole is weighed before
    the sentence is looked for that completes it.
    """
    found: set[_Cue] = set()
    out: list[tuple[Verdict | None, int]] = []
    for sentence in re.finditer(r"[^.!?\u2026\n]+[.!?\u2026]*", text):
        found |= _cues(sentence.group())
        out.append((_weighed(found), sentence.end()))
    verdict = out[-1][0] if out else None
    if verdict is None:
        return None
    return Announced(verdict=verdict, end=next(end for weighed, end in out if weighed is verdict))


def _weighed(found: set[_Cue]) -> Verdict | None:
    if _Cue.SECOND in found or {_Cue.TIE, _Cue.NO} <= found:
        return Verdict.RUNNER_UP
    return next((verdict for cue, verdict in _WEIGHTS if cue in found), None)


def _cues(sentence: str) -> set[_Cue]:
    words = plain(sentence)
    for pattern, spelling in _READ_AS:
        words = pattern.sub(spelling, words)
    if sentence.rstrip().endswith("?") and _is_question(words):
        return set()
    found = {
        cue
        for cue, pattern in (
            (_Cue.SECOND, cues.SECOND), (_Cue.TIE, cues.TIE), (_Cue.NO, cues.REFUSED), (_Cue.UNDECIDED, cues.UNDECIDED),
            (_Cue.PROMISED, cues.PROMISED), (_Cue.HINTED, cues.HINTED),
        )
        if any(not _SUPPOSED.search(_clause(words, match.start())) for match in pattern.finditer(words))
    }  # fmt: skip
    found |= {_claim(words, match.start(), _Cue.NO) for match in cues.ELSEWHERE.finditer(words)}
    found |= {_claim(words, match.start(), _Cue.YES) for match in cues.OFFERED.finditer(words)}
    return found - {_Cue.NOTHING}


def _claim(words: str, at: int, cue: _Cue) -> _Cue:
    """Weigh what stands before a cue: "not", "whether" and "I wish" turn it round."""
    before = _clause(words, at)
    if _SUPPOSED.search(before):
        return _Cue.NOTHING
    wished = cue is _Cue.YES and _WISHED.search(before)
    if not wished and not _DENIED.search(" ".join(before.split()[-_REACH:]) + " "):
        return cue
    return _Cue.UNDECIDED if cue is _Cue.NO or " yet " in words else _Cue.NO


def _clause(words: str, at: int) -> str:
    """Cut out what stands between the last comma or "but" and a place."""
    return re.split(r", |\bbut |\band (?=i |we |you )", words[:at])[-1]


def _is_question(words: str) -> bool:
    """Tell a sentence that asks from one that tells and then asks ("you have the job, all right?")."""
    while opening := _FILLER.match(words):
        words = words[opening.end() :]
    return _QUESTION.match(words) is not None
