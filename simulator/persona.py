"""A recruiter as data: who they are, how they sound, what they tend to decide, and their words.

Wording stays in the persona's file; what follows what is the business of `simulator.call`.
"""

from pathlib import Path
from typing import Any

import msgspec

from simulator.errors import ConfigError
from simulator.tables import convert, read_toml
from simulator.verdict import Verdict

PAUSE_RANGE_S = (1.5, 4.0)
"""Shortest and longest pause inside a recruiter's turn, in seconds (formats: 1.5 to 4)."""

TOPICS = (
    "next_steps", "feedback", "reason", "other_openings", "keep_in_mind", "another_interview", "decision",
)  # fmt: skip
"""Questions that every recruiter can answer after the verdict."""

CASES = {"other_openings": ("some",), "another_interview": ("granted",), "feedback": ("withheld", "never"),
         "decision": ("quiet",)}  # fmt: skip
"""What else an answer may depend on besides the verdict; the text stands under this key instead of a verdict's."""

LINES = (
    "answer", "hello", "nobody", "missing_name", "missing_role", "missing_reason", "later", "lookup",
    "hired", "rejected", "runner-up", "pending", "anything_else", "welcome", "glad", "sorry", "parry", "as_said",
    "covered", "complaint", "enough", "go_on", "resume", "repeat", "must_go", "goodbye", "goodbye_again",
)  # fmt: skip
"""Lines that every recruiter needs, each with one variant or more."""

EXTRAS = ("hanging", "ask_back", "told_back")
"""Lines that only some recruiters have: half a sentence left hanging, a question back, a word on its answer."""

SOUNDS = ("paper", "keyboard", "sigh", "quiet")
"""What can be heard while a recruiter looks something up."""

FEEDBACK = ("open", "asked-twice", "never")
"""How a recruiter who turned somebody down deals with the wish for feedback."""


class VoiceStyle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the recruiter sounds; each platform picks the best voice it has for the description."""

    espeak: str = "en-us+f3"
    """eSpeak NG voice and variant, used where pyttsx3 speaks through eSpeak NG."""

    gender: str = "female"
    """`female` or `male`: the system voice to look for on macOS and Windows."""

    accent: str = "en-us"
    """Language tag of the accent."""

    rate_wpm: int = 165
    """Words a minute, 80 to 300."""

    pitch: int = 50
    """eSpeak NG's pitch, 0 to 99."""

    piper: str = ""
    """Path of an `.onnx` Piper voice that speaks instead, when the `piper` extra is installed."""

    def __post_init__(self) -> None:
        """Check the ranges."""
        _expect(80 <= self.rate_wpm <= 300, "rate_wpm from 80 to 300", self.rate_wpm)  # noqa: PLR2004 the range above
        _expect(0 <= self.pitch <= 99, "pitch from 0 to 99", self.pitch)  # noqa: PLR2004 the range above
        _expect(self.gender in ("female", "male"), "gender female or male", self.gender)


class Manner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the recruiter behaves."""

    summary: str
    """One sentence that tells what they are like to talk to."""

    pause_s: tuple[float, float] = (1.8, 3.0)
    """Shortest and longest pause while they look something up, in seconds."""

    sounds: tuple[str, ...] = ("paper", "keyboard")
    """What is heard in their pauses; of `SOUNDS`."""

    feedback: str = "open"
    """How they deal with the wish for feedback; of `FEEDBACK`."""

    second_chance: float = 0.25
    """Share of calls in which a polite request for another interview is granted, 0 to 1."""

    def __post_init__(self) -> None:
        """Check the ranges."""
        low, high = self.pause_s
        _expect(PAUSE_RANGE_S[0] <= low <= high <= PAUSE_RANGE_S[1], "pause_s in order within 1.5 to 4", self.pause_s)
        _expect(set(self.sounds) <= set(SOUNDS) and bool(self.sounds), f"sounds of {', '.join(SOUNDS)}", self.sounds)
        _expect(self.feedback in FEEDBACK, f"feedback of {', '.join(FEEDBACK)}", self.feedback)
        _expect(0 <= self.second_chance <= 1, "second_chance from 0 to 1", self.second_chance)


class Ground(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why somebody else was chosen, and what can be learnt from it."""

    reason: list[str]
    """Ways to say what tipped the scales, each a sentence or more."""

    feedback: list[str] = []
    """Ways to say what to do better, each a sentence or more; none for a recruiter who never says it."""

    def __post_init__(self) -> None:
        """Check that it can be said."""
        _expect(bool(self.reason), "a reason in each of grounds", "none")


class Pools(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the facts of a call are drawn from."""

    times: list[str]
    """When to come in on the first day: "nine o'clock"."""

    people: list[str]
    """Whom to ask for: "Teresa in onboarding"."""

    documents: list[str]
    """What to bring, two or more together: "your photo ID and your bank details"."""

    preparation: list[str]
    """What comes before the first day, with its article: "a drug test", "a training day"."""

    openings: list[str] = []
    """Other jobs that may be open, with their article: "a place on the night team"."""

    months: list[str] = msgspec.field(default_factory=lambda: ["six months", "a year"])
    """How long a file is kept."""

    def __post_init__(self) -> None:
        """Check that there is something to draw."""
        for name in ("times", "people", "documents", "preparation", "months"):
            _expect(bool(getattr(self, name)), f"facts.{name} with at least one text", "none")


class Persona(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One recruiter, as read from `personas/<id>.toml`."""

    id: str
    """The file's name without `.toml`."""

    name: str
    """The recruiter's own name."""

    title: str
    """What they do."""

    company: str
    """Whom they work for, when the caller's brief does not say."""

    voice: VoiceStyle
    """How they sound."""

    manner: Manner
    """How they behave."""

    verdicts: dict[Verdict, float]
    """Weight of each verdict; at least one above zero."""

    lines: dict[str, list[str]]
    """Variants of each line of `LINES`; `{pause}`, `{caller}`, `{role}` and the like are filled in."""

    answers: dict[str, dict[str, list[str]]]
    """For each of `TOPICS`, variants by verdict; `any` serves the verdicts that are not named."""

    facts: Pools
    """What next steps, names and documents are drawn from."""

    grounds: list[Ground]
    """Why it may have been somebody else; one is drawn a call."""

    topics: dict[str, list[str] | dict[str, list[str]]] = {}
    """Answers to questions outside the script: one list for every verdict, or variants by verdict with `any` for the rest."""

    def texts(self, key: str, *keys: str) -> list[str]:
        """Look up the variants of `lines.x`, `answers.x` or `topics.x`, under the first of `keys` that has any.

        Args:
            key: Which line; one that the file lacks has no variants.
            keys: Cases and verdicts, most particular first; `any` is tried after them.
        """
        kind, _, name = key.partition(".")
        if kind == "lines":
            return self.lines.get(name, [])
        table: dict[str, list[str]] | list[str] = (self.answers if kind == "answers" else self.topics).get(name, [])
        if isinstance(table, list):
            return table
        return next((table[k] for k in (*keys, "any") if table.get(k)), [])

    def __post_init__(self) -> None:
        """Check that nothing is missing that a call could need."""
        weights = self.verdicts.values()
        usable = all(weight >= 0 for weight in weights) and sum(weights) > 0
        _expect(usable, "verdicts with weights of at least 0, one of them above", self.verdicts)
        _expect_keys("lines", self.lines, LINES, EXTRAS)
        _expect_keys("answers", self.answers, TOPICS)
        _expect(bool(self.grounds), "at least one of grounds", "none")
        for topic, by_verdict in self.answers.items():
            for verdict in Verdict:
                keys = (verdict, "any", "never") if topic == "feedback" and verdict is Verdict.REJECTED else (verdict, "any")
                answered = any(by_verdict.get(key) for key in keys)
                _expect(answered, f"answers.{topic}.{verdict} or answers.{topic}.any", "none")
            unknown = [key for key in by_verdict if key not in {*Verdict, "any", *CASES.get(topic, ())}]
            _expect(not unknown, f"verdicts and known cases in answers.{topic}", unknown)
        told = self.manner.feedback == "never" or all(ground.feedback for ground in self.grounds)
        _expect(told, "a feedback in each of grounds", "none")
        wanted = {"open": None, "asked-twice": "withheld", "never": "never"}[self.manner.feedback]
        _expect(wanted is None or bool(self.answers["feedback"].get(wanted or "")), f"answers.feedback.{wanted}", "none")
        for topic, table in self.topics.items():
            kinds = [] if isinstance(table, list) else [key for key in table if key not in {*Verdict, "any", "quiet"}]
            _expect(bool(table) and not kinds, f"texts by verdict or any in topics.{topic}", kinds)
        _expect(any("{pause}" in text for text in self.lines["lookup"]), "a {pause} in lines.lookup", "none")


def _expect(met: bool, wanted: str, got: object) -> None:  # noqa: FBT001 an assertion in words
    if not met:
        message = f"expected {wanted}, got {got}"
        raise ValueError(message)


def _expect_keys(where: str, table: dict[str, Any], wanted: tuple[str, ...], more: tuple[str, ...] = ()) -> None:
    missing = [key for key in wanted if not table.get(key)]
    unknown = [key for key in table if key not in wanted + more]
    _expect(not missing, f"{where}.{missing[0] if missing else ''} with at least one text", "none")
    _expect(not unknown, f"only known keys in {where}", unknown[0] if unknown else "")


def load_persona(path: Path) -> Persona:
    """Read and check one persona file.

    Raises:
        ConfigError: If the file is missing or wrong; the message names file, key and what was expected.
    """
    table = read_toml(path)
    if "id" in table:
        message = f"{path}: id: expected no such key, the file's name is the id"
        raise ConfigError(message)
    return convert(path, {"id": path.stem} | table, Persona)
