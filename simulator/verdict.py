"""The four things a recruiter may announce."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the recruiter announces; the value is the word used in files."""

    HIRED = "hired"
    REJECTED = "rejected"
    RUNNER_UP = "runner-up"
    PENDING = "pending"
