"""Make the recorded callers in audio_fixtures/ from callers.toml: the same words, voices and bytes each time.

    python -m tests.recipes.make_fixtures [--only ID …] [--jobs N]

`audio_fixtures/README.md` says what has to be installed. Bytes are the same on one machine; another
processor's arithmetic may differ in a neural voice's last bits, so clips are kept, not remade in tests.
"""

import argparse
import hashlib
import json
import multiprocessing
import re
import shutil
import tomllib
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import soundfile

from tests.recipes import effects
from tests.recipes.effects import SAMPLE_RATE, TELEPHONE_RATE, Samples
from tests.recipes.voices import LICENCES, Voice, engine_of, open_voice

Table: TypeAlias = dict[str, Any]
"""A TOML table as read."""

ROOT = Path(__file__).resolve().parents[2]
CALLERS = Path(__file__).with_name("callers.toml")
_PAUSE = re.compile(r"\s*\{([0-9.]+)\}\s*")
_BABBLE_VOICES = ("en+m3", "en-us+f2", "en-gb-scotland+f2", "en-029+m7")
_BABBLE = (
    "So I told her that the train was late again, and she said she had already ordered the soup.",
    "Two teas and a slice of the lemon cake, please. No, we are sitting over there by the window.",
    "He has painted the whole kitchen green, and now nobody wants to cook in it any more.",
    "We could walk along the harbour on Sunday if the rain stops, and bring the children too.",
)
"""What the other tables talk about: nothing that belongs in a call about a job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One turn's audio, ready to be written."""

    file_name: str
    """Name inside the fixture's folder, such as `1-introduction.flac`."""

    samples: Samples
    """Mono, shape `(n,)`, full scale +/-1."""

    sample_rate: int
    """Samples a second."""


def main() -> None:
    """Parse the command line, make the callers asked for, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="ID", help="make these callers only")
    parser.add_argument("--into", type=Path, default=ROOT / "audio_fixtures", metavar="DIR", help="default: %(default)s")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="callers made at once (default: 1)")
    wanted = parser.parse_args()
    callers = read_callers(CALLERS)
    unknown = sorted(set(wanted.only or ()) - {caller["id"] for caller in callers})
    if unknown:
        parser.error(f"expected ids of callers.toml, got {', '.join(unknown)}")
    chosen = [caller for caller in callers if not wanted.only or caller["id"] in wanted.only]
    for line in make(chosen, wanted.into, jobs=wanted.jobs):
        print(line, flush=True)


def read_callers(path: Path) -> list[Table]:
    """Read the callers in the order in which they stand."""
    callers: list[Table] = tomllib.loads(path.read_text("utf-8"))["callers"]
    return callers


def make(callers: list[Table], into: Path, *, jobs: int) -> Iterable[str]:
    """Make each caller in a process of its own, since engines carry state from clip to clip."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, max_tasks_per_child=1) as pool:
        yield from pool.map(make_one, callers, [into] * len(callers))


def make_one(caller: Table, into: Path) -> str:
    """Write one caller's folder anew: clips, `fixture.toml`, `made.toml`."""
    clips = render(caller)
    folder = into / caller["id"]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for clip in clips:
        file = folder / clip.file_name
        soundfile.write(file, as_pcm16(clip.samples), clip.sample_rate, "PCM_16", format="FLAC", compression_level=1.0)
    (folder / "fixture.toml").write_text(fixture_toml(caller, clips), "utf-8")
    (folder / "made.toml").write_text(made_toml(caller, clips), "utf-8")
    seconds = sum(clip.samples.size / clip.sample_rate for clip in clips)
    return f"{caller['id']}: {len(clips)} clips, {seconds:.1f} s"


def render(caller: Table) -> list[Clip]:
    """Speak every turn and send it through the caller's effects."""
    rng = np.random.default_rng(caller["seed"])
    recipe = caller.get("voice")
    voice = open_voice(recipe["kind"], recipe["name"], seed=caller["seed"]) if recipe else None
    clips = []
    for number, turn in enumerate(caller["turns"], start=1):
        spoken = {**(recipe or {}), **turn}
        samples = speak(voice, spoken) if voice else effects.silence(0)
        samples, sample_rate = through(samples, caller.get("effects", []), rng)
        clips.append(Clip(file_name=f"{number}-{turn['clip']}.flac", samples=samples, sample_rate=sample_rate))
    return clips


def speak(voice: Voice, recipe: Table) -> Samples:
    """Say one turn at 16 kHz, with a silence wherever the text holds `{seconds}`.

    `spoken` is what the engine reads in place of `say`, where it would misread it.
    `shift` raises the pitch by playing the voice that much faster, and has it speak
    that much slower first: one voice then serves for two people.
    """
    shift = recipe.get("shift", 1.0)
    phrases = _PAUSE.split(str(recipe.get("spoken", recipe["say"])))
    pieces = []
    for phrase, pause in zip(phrases[::2], [*phrases[1::2], "0"], strict=True):
        samples, sample_rate = voice.say(phrase, rate=recipe.get("rate", 1.0) / shift)
        pieces += [effects.trim(effects.resample(samples, round(sample_rate * shift), SAMPLE_RATE))]
        pieces += [effects.silence(float(pause))]
    return effects.normalise(effects.trim(np.concatenate(pieces)))


def through(samples: Samples, chain: list[Table], rng: np.random.Generator) -> tuple[Samples, int]:
    """Apply effects in order; only the telephone, which comes last, changes the rate."""
    sample_rate = SAMPLE_RATE
    for effect in chain:
        options = {key: value for key, value in effect.items() if key != "kind"}
        match effect["kind"]:
            case "babble":
                samples = effects.mix(samples, babble(rng), **options)
            case "reverberation":
                samples = effects.normalise(effects.reverberate(samples, rng, **options))
            case "room_tone":
                samples = effects.room_tone(rng, **options)
            case "telephone":
                samples, sample_rate = effects.telephone(samples), TELEPHONE_RATE
            case unknown:
                msg = f"expected babble, reverberation, room_tone or telephone, got {unknown!r}"
                raise ValueError(msg)
    return samples, sample_rate


def babble(rng: np.random.Generator) -> Samples:
    """Let four voices talk at once over a hum 10 dB lower, each starting somewhere else; about 20 s."""
    talk = np.zeros(20 * SAMPLE_RATE, np.float32)
    for name in _BABBLE_VOICES:
        voice = open_voice("espeak", name, seed=0)
        samples, sample_rate = voice.say(" ".join(rng.permutation(_BABBLE)), rate=1.0)
        speech = effects.normalise(effects.resample(samples, sample_rate, SAMPLE_RATE))
        talk += np.roll(np.resize(speech, talk.shape), rng.integers(talk.size))
    level = float(np.sqrt(np.mean(np.square(talk)))) * 10 ** (-10 / 20)
    return talk + np.float32(level) * effects.hum(talk.size)


def as_pcm16(samples: Samples) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Round to 16 bit ourselves, so that no library's dither or scaling enters."""
    pcm: np.ndarray[tuple[int, ...], np.dtype[np.int16]] = np.clip(np.rint(samples * 32768), -32768, 32767).astype(np.int16)
    return pcm


def fixture_toml(caller: Table, clips: list[Clip]) -> str:
    """Write what the simulator reads, in the order in which formats lists it."""
    persona = tomllib.loads((ROOT / "personas" / f"{caller['persona']}.toml").read_text("utf-8"))
    brief = {**caller["brief"], "company": persona["company"]}
    lines = keys(caller, "title", "persona", "verdict", "seed")
    lines += ["", "[brief]", *keys(brief, "name", "role", "company", "interviewed", "calling")]
    for turn, clip in zip(caller["turns"], clips, strict=True):
        spoken = {"text": _PAUSE.sub(" ", turn["say"])} if "say" in turn else {}
        table = {**turn, **spoken, "audio": clip.file_name}
        if turn is caller["turns"][-1] and spoken:
            table["hang_up"] = True
        lines += ["", "[[turns]]", *keys(table, "audio", "text", "cue", "delay", "hang_up")]
    lines += ["", "[expect]", *keys(caller, "score")]
    verdicts = dict.fromkeys(caller.get("passes", ()), True) | dict.fromkeys(caller.get("fails", ()), False)
    if verdicts:
        lines += ["[expect.checks]", *(f'"{check}" = {toml(verdict)}' for check, verdict in verdicts.items())]
    return "\n".join(lines) + "\n"


def made_toml(caller: Table, clips: list[Clip]) -> str:
    """Write how the clips came to be, with a fingerprint of each clip's samples."""
    lines = ["# How these clips were made; the simulator does not read this file.", 'recipe = "tests/recipes/make_fixtures.py"']
    lines += [f"caller = {toml(caller['id'])}", f"seed = {caller['seed']}", "human = false"]
    if voice := caller.get("voice"):
        details = {"engine": engine_of(voice["kind"]), "licence": LICENCES[voice["kind"]], "rate": 1.0, **voice}
        lines += ["", "[voice]", *keys(details, "kind", "name", "engine", "licence", "rate", "shift")]
    for effect in caller.get("effects", ()):
        lines += ["", "[[effects]]", *keys(effect, *effect)]
    for clip in clips:
        pcm = as_pcm16(clip.samples)
        details = {
            "audio": clip.file_name,
            "sample_rate": clip.sample_rate,
            "samples": pcm.size,
            "sha256_of_samples": hashlib.sha256(pcm.astype("<i2").tobytes()).hexdigest(),
        }
        lines += ["", "[[clips]]", *keys(details, *details)]
    return "\n".join(lines) + "\n"


def keys(table: Table, *names: str) -> list[str]:
    """Write the named keys that the table has, one a line."""
    return [f"{name} = {toml(table[name])}" for name in names if name in table]


def toml(value: object) -> str:
    """Write one value; what JSON writes for text, numbers and truth is TOML too."""
    return value.isoformat() if isinstance(value, datetime) else json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
