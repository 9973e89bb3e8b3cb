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

LINES = (
    "answer", "hello", "nobody", "missing_name", "missing_role", "missing_reason", "lookup",
    "hired", "rejected", "runner-up", "pending", "anything_else", "welcome", "glad", "sorry", "parry",
    "complaint", "go_on", "resume", "repeat", "goodbye", "goodbye_again",
)  # fmt: skip
"""Lines that every recruiter needs, each with one variant or more."""


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

    def __post_init__(self) -> None:
        """Check the ranges."""
        low, high = self.pause_s
        _expect(PAUSE_RANGE_S[0] <= low <= high <= PAUSE_RANGE_S[1], "pause_s in order within 1.5 to 4", self.pause_s)


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

    def __post_init__(self) -> None:
        """Check that nothing is missing that a call could need."""
        weights = self.verdicts.values()
        usable = all(weight >= 0 for weight in weights) and sum(weights) > 0
        _expect(usable, "verdicts with weights of at least 0, one of them above", self.verdicts)
        _expect_keys("lines", self.lines, LINES)
        _expect_keys("answers", self.answers, TOPICS)
        for topic, by_verdict in self.answers.items():
            for verdict in Verdict:
                answered = bool(by_verdict.get(verdict) or by_verdict.get("any"))
                _expect(answered, f"answers.{topic}.{verdict} or answers.{topic}.any", "none")
        _expect(any("{pause}" in text for text in self.lines["lookup"]), "a {pause} in lines.lookup", "none")


def _expect(met: bool, wanted: str, got: object) -> None:  # noqa: FBT001 an assertion in words
    if not met:
        message = f"expected {wanted}, got {got}"
        raise ValueError(message)


def _expect_keys(where: str, table: dict[str, Any], wanted: tuple[str, ...]) -> None:
    missing = [key for key in wanted if not table.get(key)]
    unknown = [key for key in table if key not in wanted]
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
