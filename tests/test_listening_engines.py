"""Recognizers open by name, and say clearly why they do not."""

from pathlib import Path

import numpy as np
import pytest

from simulator.audio.files import read_mono
from simulator.errors import EngineError, InputError
from simulator.listening import engines
from simulator.listening.engines import ENGINES, UNFIT, Engine, open_recognizer
from simulator.listening.recognition import Transcribe, Transcript
from simulator.listening.word_errors import word_errors

pytestmark = pytest.mark.filterwarnings("ignore:'(aifc|audioop)' is deprecated:DeprecationWarning")

CLIP = Path(__file__).parents[1] / "audio_fixtures" / "hired-asks-what-is-next" / "3-goodbye.flac"
WORDS = "Perfect. Thanks again for everything, Dana. I wish you a great week. See you soon. Goodbye!"


@pytest.fixture
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an engine in the place of all that there are, which hears the name of its model."""

    def named(model: str) -> Transcribe:
        return lambda _audio_data: Transcript(text=model)

    def fail(_model: str) -> Transcribe:
        message = "file is damaged"
        raise OSError(message)

    local = Engine(open=named, module="json", package="numpy", model="small")
    remote = Engine(open=named, module="json", package="numpy", sends_to="Example", variables=("EXAMPLE_KEY",))
    absent = Engine(open=named, module="no_such_module", package="no-such", requirement="kit[no-such]")
    broken = Engine(open=fail, module="json", package="numpy", model="huge")
    table = {"sphinx": local, "google-cloud": remote, "vosk": absent, "whisper": broken}
    monkeypatch.setattr(engines, "ENGINES", table)


def test_default_engine_hears_a_recorded_caller() -> None:
    """The default recognizer gets the words of a recorded goodbye, places them, and hears the same twice."""
    recognizer = open_recognizer()
    samples = read_mono(CLIP)
    heard = recognizer.recognize(samples)
    assert recognizer.key.startswith("moonshine:tiny-en@0.0.")
    assert recognizer.notice == ""
    errors, n_words = word_errors(WORDS, heard.text)
    assert errors <= n_words // 8
    assert " ".join(word.text for word in heard.words) == heard.text
    assert all(0 <= word.start < word.end <= len(samples) for word in heard.words)
    assert recognizer.recognize(samples) == heard


@pytest.mark.parametrize("n_samples", [1, 160, 4000])
def test_default_engine_takes_the_shortest_segments(n_samples: int) -> None:
    """A segment of a few samples is no error, and says next to nothing."""
    click = np.zeros(n_samples, dtype=np.float32)
    click[0] = 0.5
    assert len(open_recognizer().recognize(click).words) <= 2


@pytest.mark.usefixtures("_stub")
@pytest.mark.parametrize(
    ("spec", "model"), [("sphinx", "small"), ("sphinx:C:\\models\\en", "C:\\models\\en"), (" Sphinx ", "small")]
)
def test_engine_and_model_are_parted_at_the_first_colon(spec: str, model: str) -> None:
    """`ENGINE` takes its usual model and `ENGINE:MODEL` the named one, which may hold colons."""
    recognizer = open_recognizer(spec)
    assert recognizer.key.startswith(f"sphinx:{model}@")
    assert recognizer.recognize(np.zeros(16_000, dtype=np.float32)).text == model


@pytest.mark.usefixtures("_stub")
def test_moonshine_gives_way_to_sphinx_where_it_has_no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Moonshine is not installed the default is Sphinx; asked for with a model it is missed."""
    monkeypatch.setattr(engines, "_is_installed", lambda module: module != "moonshine_voice")
    assert open_recognizer().key.startswith("sphinx:small@")
    with pytest.raises(InputError, match="got 'moonshine'"):
        open_recognizer("moonshine:base-en")


@pytest.mark.usefixtures("_stub")
def test_audio_leaves_only_when_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service is refused unless the network is allowed; then it needs its key, and says where the voice goes."""
    with pytest.raises(InputError, match="would send your voice to Example"):
        open_recognizer("google_cloud")
    monkeypatch.delenv("EXAMPLE_KEY", raising=False)
    with pytest.raises(EngineError, match="EXAMPLE_KEY"):
        open_recognizer("google-cloud", allow_network=True)
    monkeypatch.setenv("EXAMPLE_KEY", "secret")
    recognizer = open_recognizer("google-cloud", allow_network=True)
    assert recognizer.notice == "Your voice leaves this machine: google-cloud sends it to Example."


@pytest.mark.usefixtures("_stub")
def test_missing_engines_say_what_to_install() -> None:
    """An engine that is not installed comes with its pip line, one that does not load with its model."""
    with pytest.raises(EngineError, match=r'pip install "kit\[no-such\]"'):
        open_recognizer("vosk")
    with pytest.raises(EngineError, match="recognizer whisper could not load huge: file is damaged"):
        open_recognizer("whisper")


@pytest.mark.parametrize("name", ["", "siri", "moonshin"])
def test_unknown_names_list_the_known(name: str) -> None:
    """A name that no engine has is answered with all the names."""
    with pytest.raises(InputError, match=", ".join(ENGINES)):
        open_recognizer(name)


@pytest.mark.parametrize("name", UNFIT)
def test_unfit_engines_say_why(name: str) -> None:
    """Engines that SpeechRecognition has and a call cannot use are refused with the reason."""
    with pytest.raises(InputError, match="cannot be used in a call"):
        open_recognizer(name, allow_network=True)


def test_every_engine_of_speech_recognition_has_an_answer() -> None:
    """Each `recognize_…` of SpeechRecognition is an engine here or refused with a reason."""
    from speech_recognition import Recognizer

    theirs = {name.removeprefix("recognize_") for name in dir(Recognizer) if name.startswith("recognize_")}
    ours = {name.replace("-", "_") for name in (*ENGINES, *UNFIT)}
    assert theirs - ours == {"cohere_api"}  # `cohere` here; both names open it
    assert engines._engine("cohere") is ENGINES["cohere"]


def test_unknown_moonshine_models_are_refused() -> None:
    """A model that neither the wheel nor the disk has is refused by name."""
    with pytest.raises(InputError, match="no-such-model"):
        open_recognizer("moonshine:no-such-model")
