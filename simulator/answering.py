"""The engines of a live call, each on a thread of its own, with what they will probably be asked made ahead."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.call.engine import Rendered
from simulator.call.session import Engines
from simulator.call.wording import PAUSE, Wording
from simulator.errors import EngineError
from simulator.events import HeardWord, LineDrafted, SpeechEnded, Transcribed
from simulator.lines.workers import Worker
from simulator.listening.recognition import Heard
from simulator.persona import TOPICS
from simulator.speaking.script import render_sentence

AHEAD = ("hello", "missing_name", "missing_role", "missing_reason", "anything_else", "welcome", "glad", "sorry", "goodbye")
"""Lines that most calls need, likeliest first."""


class LiveAnswers:
    """A recogniser and a voice that work beside the call; see `simulator.call.live.Answers`."""

    def __init__(self, engines: Engines) -> None:
        """Start the threads."""
        self._engines = engines
        self._ears: Worker[tuple[SpeechEnded, int]] = Worker("recogniser")
        self._mouth: Worker[LineDrafted] = Worker("voice")
        self._sounds: dict[str, Samples] = {}
        self._first: tuple[str, ...] = ()
        self._warm = threading.Event()
        self._done: list[tuple[LineDrafted, tuple[Samples, ...]]] = []

    def warm_up(self, wording: Wording) -> None:
        """Begin to load what loads late, and to say ahead what will probably be said."""
        noise = np.random.default_rng(0).normal(0, 0.01, to_samples(1.0)).astype(np.float32)
        self._first = wording.line("answer")
        self._ears.prepare(partial(self._engines.recognizer.recognize, noise))
        self._ears.prepare(partial(self._engines.acts.read, "Hello, I am calling about my interview."))
        self._ears.prepare(self._warm.set)
        for text in self._first:
            self._mouth.prepare(partial(self._sound, text))
        for text in likely_lines(wording):
            self._mouth.prepare(partial(self._tried, text))

    def ready(self) -> bool:
        """Tell whether the recruiter can answer the phone.

        Raises:
            EngineError: If an engine failed.
        """
        for worker in (self._ears, self._mouth):
            worker.collect()
        return self._warm.is_set() and all(text in self._sounds for text in self._first)

    def recognize(self, stretch: SpeechEnded, samples: Samples, *, start: int) -> None:
        """Ask for the words of a stretch."""
        self._ears.ask((stretch, start), partial(self._engines.recognizer.recognize, samples))

    def render(self, draft: LineDrafted) -> None:
        """Ask for the sound of a line; one that was made ahead is there at once."""
        sentences = [text for text in draft.sentences if text != PAUSE]
        if all(text in self._sounds for text in sentences):
            self._done.append((draft, tuple(self._sounds[text] for text in sentences)))
        else:
            self._mouth.ask(draft, lambda: tuple(self._sound(text) for text in sentences))

    def arrived(self, at: int, *, wait_s: float = 0.0) -> Sequence[Transcribed | Rendered]:
        """Collect what is done, as entering the call at sample `at`.

        Raises:
            EngineError: If an engine failed.
        """
        lines = [*self._done, *((done.tag, done.result) for done in self._mouth.collect())]
        self._done = []
        rendered = [Rendered(line=draft.line, sounds=sounds, arrived_at=at) for draft, sounds in lines]
        heard = [self._transcribed(*done.tag, done.result, at) for done in self._ears.collect(wait_s=wait_s)]
        return [*rendered, *heard]

    def close(self) -> None:
        """Let the threads end."""
        self._ears.close()
        self._mouth.close()

    def _transcribed(self, stretch: SpeechEnded, start: int, heard: Heard, at: int) -> Transcribed:
        words = tuple(HeardWord(text=w.text, start=start + w.start, end=start + w.end) for w in heard.words)
        return Transcribed(
            segment=stretch.segment, start=stretch.start, end=stretch.end, text=heard.text, words=words,
            engine=self._engines.recognizer.key, arrived_at=at,
        )  # fmt: skip

    def _sound(self, text: str) -> Samples:
        if text not in self._sounds:
            self._sounds[text] = render_sentence(text, self._engines.voice)
        return self._sounds[text]

    def _tried(self, text: str) -> None:
        # What fails ahead of time is tried again, and complained of, when it is wanted.
        with suppress(EngineError):
            self._sound(text)


def likely_lines(wording: Wording) -> list[str]:
    """List the sentences that a call will probably need, in the order in which it will."""
    lines = [wording.announcement(), wording.verdict(), *(wording.line(key) for key in AHEAD)]
    lines += [wording.answer(topic) for topic in TOPICS]
    return list(dict.fromkeys(text for line in lines for text in line if text != PAUSE))
