"""The child process in which pyttsx3 speaks; run by its path, it imports nothing of ours.

One request a line comes on standard input and one reply a line goes to standard output, both JSON:
`{"voices": true}` or `{"text", "path", "voice", "rate", "pitch", "volume"}`, either with its time
limit in `"seconds"`, answered by `{"voices": [...]}`, `{"path": ...}` or `{"error": ...}`. The first
reply is `{"driver": ...}`, or `{"missing": ...}` when there is nothing to speak with.
"""

import ctypes
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

RANDOM_SEED = 1
"""Seed of eSpeak NG's breath noise, which it otherwise takes from the clock (so no line sounds twice alike)."""

Reply = dict[str, Any]


def main() -> None:
    """Answer requests until standard input ends."""
    # A person's Ctrl-C is for the program, which then closes our standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = _take_standard_output()
    try:
        driver = _load()
    # pyttsx3 raises whatever its platform raises: ImportError, OSError, RuntimeError, COM errors.
    except Exception as error:  # noqa: BLE001 passed on in words
        _send(replies, {"missing": f"{type(error).__name__}: {error}"})
        return
    _send(replies, {"driver": driver})
    for line in sys.stdin:
        _answer(replies, driver, json.loads(line))


def _take_standard_output() -> int:
    # pyttsx3 prints "Audio saved to ..." there.
    replies = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return replies


def _send(replies: int, reply: Reply) -> None:
    os.write(replies, json.dumps(reply).encode() + b"\n")


def _load() -> str:
    """Import pyttsx3 and its driver for this platform; return the driver's name."""
    if sys.platform not in ("darwin", "win32"):
        _load_espeak()
    from pyttsx3.engine import default_engine_by_sys_platform

    driver: str = default_engine_by_sys_platform()
    importlib.import_module(f"pyttsx3.drivers.{driver}")
    return driver


def _load_espeak() -> None:
    # Loaded by its full path, the library answers to its own name, "libespeak-ng.so.1", when pyttsx3
    # opens that; without the wheel, or where its build does not load, pyttsx3 looks for the system's.
    if importlib.util.find_spec("espeakng_loader") is None:
        return
    import espeakng_loader

    try:
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()


def _answer(replies: int, driver: str, request: Reply) -> None:
    if driver != "espeak":
        _send(replies, _reply(driver, request))
        return
    # eSpeak NG's sound depends on what it said before, so each request gets a process that has
    # said nothing: 5 ms on top of the 20 ms it takes to speak. eSpeak NG itself starts after the fork.
    child = os.fork()
    if not child:
        # Should it hang, the program ends only the process above it, and this one holds the reply's pipe open.
        signal.alarm(request["seconds"])
        _send(replies, _reply(driver, request))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        _send(replies, {"error": f"eSpeak NG ended with status {os.waitstatus_to_exitcode(status)}"})


def _reply(driver: str, request: Reply) -> Reply:
    try:
        return _voices(driver) if "voices" in request else _render(driver, request)
    except Exception as error:  # noqa: BLE001 passed on in words
        return {"error": f"{type(error).__name__}: {error}"}


def _voices(driver: str) -> Reply:
    from pyttsx3.engine import Engine

    voices = Engine(driver).getProperty("voices")
    return {"voices": [{"id": v.id, "name": v.name, "gender": v.gender, "languages": v.languages} for v in voices]}


def _render(driver: str, request: Reply) -> Reply:
    from pyttsx3.engine import Engine

    # A new engine for each text: on Windows an engine speaks only its first (pyttsx3 issue 402).
    if driver == "espeak":
        _settle_settings()
    engine = Engine(driver)
    errors: list[str] = []
    engine.connect("error", lambda **found: errors.append(str(found.get("exception"))))
    wanted = {"voice": request["voice"], "rate": request["rate"], "volume": request["volume"]}
    if driver == "espeak":
        _check_variant(request["voice"])
        wanted["pitch"] = request["pitch"]
    for name, value in wanted.items():
        engine.setProperty(name, value)
    engine.save_to_file(request["text"], request["path"])
    if driver == "espeak":
        _seed_espeak()
    engine.runAndWait()
    if driver == "espeak":
        _finish_espeak()
    return {"error": errors[0]} if errors else {"path": request["path"]}


def _settle_settings() -> None:
    from pyttsx3.drivers import _espeak

    # eSpeak NG queues settings for a thread of its own. One that was still half done when the next came was lost: 3 of 100
    # lines were spoken at another rate.
    for name in ("SetParameter", "SetVoiceByName"):
        setattr(_espeak, name, partial(_settled, getattr(_espeak, name)))


def _settled(setting: Callable[..., Any], *arguments: object) -> object:
    done = setting(*arguments)
    _finish_espeak()
    return done


def _seed_espeak() -> None:
    from pyttsx3.drivers import _espeak

    # Since eSpeak NG 1.52.
    if hasattr(_espeak.dll, "espeak_ng_SetRandSeed"):
        _espeak.dll.espeak_ng_SetRandSeed(ctypes.c_long(RANDOM_SEED))


def _finish_espeak() -> None:
    from pyttsx3.drivers import _espeak

    # runAndWait returns while eSpeak NG still speaks in that thread.
    _espeak.Synchronize()


def _check_variant(voice: str) -> None:
    # eSpeak NG takes an unknown variant for none at all and says nothing.
    _, _, variant = voice.partition("+")
    folder = Path(os.environ.get("ESPEAK_DATA_PATH", "")) / "voices" / "!v"
    known = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    if variant and known and variant.lower() not in [name.lower() for name in known]:
        message = f"unknown variant {variant!r} of voice {voice!r}; there are {', '.join(known)}"
        raise ValueError(message)


if __name__ == "__main__":
    main()
