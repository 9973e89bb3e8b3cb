"""What a recogniser heard, kept beside a fixture: scores can be tested without the engine, and are equal everywhere.

Words are found by the sound that they were heard in, so a file says nothing of a sound that has changed since.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from simulator.audio.clock import Samples
from simulator.errors import EngineError, InputError
from simulator.listening.recognition import Heard, Recognizer, Word

FILE_NAME = "heard.json"
"""What the file is called, in the fixture's folder."""

FORMAT, SCHEMA = "rehearsal-heard", 1
"""What it says of itself."""


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    engine: str
    model: str
    text: str
    words: list[tuple[str, int, int]]


class _File(msgspec.Struct, kw_only=True):
    format: str
    schema: int
    heard: dict[str, _Entry]


@dataclass(kw_only=True)
class HeardMemory:
    """Words by the sound that they were heard in."""

    heard: dict[str, Heard] = field(default_factory=dict)
    """By `fingerprint` of the samples."""

    @classmethod
    def read(cls, file: Path) -> "HeardMemory":
        """Read a file.

        Raises:
            InputError: If it is missing or something else.
        """
        try:
            found = msgspec.json.decode(file.read_bytes(), type=_File)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"{file}: expected what was heard, as `rehearse fixtures remember` writes it: {error}"
            raise InputError(message) from error
        if (found.format, found.schema) != (FORMAT, SCHEMA):
            message = f"{file}: expected {FORMAT} of schema {SCHEMA}, got {found.format} of {found.schema}"
            raise InputError(message)
        return cls(heard={name: _heard(entry) for name, entry in found.heard.items()})

    def write(self, file: Path) -> None:
        """Write a file, its entries in the order of their names, one a line."""
        entries = {name: msgspec.json.encode(_entry(self.heard[name])).decode() for name in sorted(self.heard)}
        lines = ",\n".join(f' "{name}": {entry}' for name, entry in entries.items())
        text = f'{{"format": "{FORMAT}", "schema": {SCHEMA}, "heard": {{\n{lines}\n}}}}\n'
        file.write_text(text, encoding="utf-8", newline="\n")


@dataclass(kw_only=True)
class RememberingRecognizer:
    """Knows what is in a memory; asks an engine for the rest, and remembers it."""

    memory: HeardMemory
    """What was heard before."""

    engine: Callable[[], Recognizer]
    """Opens the engine; not asked as long as the memory has everything."""

    fresh: bool = False
    """Whether the engine is asked about everything again."""

    used: HeardMemory = field(default_factory=HeardMemory)
    """What was asked for, and what the answers were."""

    differing: list[tuple[Heard, Heard]] = field(default_factory=list)
    """What an engine heard otherwise than it stands in the memory: before and now."""

    @property
    def key(self) -> str:
        """That of the engine which heard what is in the memory; of the engine itself when nothing is."""
        return next((heard.engine for heard in self.memory.heard.values()), "") or self.engine().key

    def recognize(self, samples: Samples) -> Heard:
        """Remember one segment, or have it recognised.

        Raises:
            EngineError: If it is not remembered and there is no engine.
        """
        name = fingerprint(samples)
        known = self.memory.heard.get(name)
        heard = known if known is not None and not self.fresh else self._listen(samples)
        if known is not None and heard.text != known.text:
            self.differing.append((known, heard))
        self.used.heard[name] = heard
        return heard

    def _listen(self, samples: Samples) -> Heard:
        try:
            return self.engine().recognize(samples)
        except EngineError as error:
            if not self.memory.heard:
                raise
            message = f"{FILE_NAME} does not know this sound, and there is no engine to listen: {error}"
            raise EngineError(message) from error


def fingerprint(samples: Samples) -> str:
    """Name a sound: the SHA-256 of its samples as 16-bit numbers, the low byte first, in 64 hexadecimal digits."""
    whole = np.clip(np.rint(samples * 32768), -32768, 32767).astype("<i2")
    return hashlib.sha256(whole.tobytes()).hexdigest()


def _heard(entry: _Entry) -> Heard:
    words = tuple(Word(text=text, start=start, end=end) for text, start, end in entry.words)
    return Heard(text=entry.text, words=words, engine=f"{entry.engine}:{entry.model}" if entry.model else entry.engine)


def _entry(heard: Heard) -> _Entry:
    engine, _, model = heard.engine.partition(":")
    return _Entry(engine=engine, model=model, text=heard.text, words=[(w.text, w.start, w.end) for w in heard.words])
