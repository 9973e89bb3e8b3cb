"""What was said once is never said again by an engine, and a bad entry is never heard."""

import multiprocessing
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.clock import SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.speaking.cache import CachedVoice, VoiceCache, cache_folder
from simulator.testing import ToneVoice


def noise(seed: int, n_samples: int = 4000) -> Samples:
    """Make noise, which FLAC cannot make smaller."""
    return np.random.default_rng(seed).normal(0, 0.1, n_samples).astype(np.float32)


def test_a_text_is_rendered_once(tmp_path: Path) -> None:
    """The second request, even from a new program, is answered from the disk with the same samples."""
    first, second = ToneVoice(), ToneVoice()
    new = CachedVoice(first, VoiceCache(tmp_path)).render("Hello")
    stored = CachedVoice(second, VoiceCache(tmp_path)).render("Hello")
    np.testing.assert_array_equal(new, stored)
    assert stored.dtype == np.float32
    assert (first.said, second.said) == (["Hello"], [])


def test_voice_text_and_nothing_else_make_the_entry(tmp_path: Path) -> None:
    """Another text or another voice is another entry; line breaks and spaces are not."""
    low, high = ToneVoice(tone_hz=110), ToneVoice(tone_hz=440)
    for voice, text in ((low, "Hello"), (low, " Hel\nlo"), (low, "Hello\n"), (high, "Hello")):
        CachedVoice(voice, VoiceCache(tmp_path)).render(text)
    assert (low.said, high.said) == (["Hello", "Hel lo"], ["Hello"])


@pytest.mark.parametrize("damage", ["cut", "emptied", "flipped", "other"])
def test_damaged_entry_is_rendered_again(tmp_path: Path, damage: str) -> None:
    """An entry that is not whole is replaced, and the right samples are returned."""
    voice = ToneVoice()
    whole = CachedVoice(voice, VoiceCache(tmp_path)).render("Hello")
    (path,) = tmp_path.iterdir()
    content = path.read_bytes()
    middle = len(content) // 2
    if damage == "other":
        soundfile.write(path, noise(0), SAMPLE_RATE)
    else:
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        path.write_bytes({"cut": content[:middle], "emptied": b"", "flipped": flipped}[damage])
    for _ in range(2):
        np.testing.assert_array_equal(CachedVoice(voice, VoiceCache(tmp_path)).render("Hello"), whole)
    assert voice.said == ["Hello", "Hello"]


def test_longest_unused_are_removed_first(tmp_path: Path) -> None:
    """When the cache is full, entries go by when they were last used."""
    cache = VoiceCache(tmp_path, max_bytes=30_000)  # an entry of 4000 samples takes 7.1 kB
    for seed in range(4):
        cache.put(str(seed), noise(seed))
    for age, path in enumerate(sorted(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
        os.utime(path, (1000 + age, 1000 + age))
    assert cache.get("0") is not None
    cache.put("4", noise(4))
    kept = [seed for seed in range(5) if cache.get(str(seed)) is not None]
    assert kept == [0, 3, 4]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 30_000


def test_forgotten_part_is_removed_with_the_oldest(tmp_path: Path) -> None:
    """What a killed program left half written goes too, what is being written stays."""
    old, new = tmp_path / "old.part", tmp_path / "new.part"
    for path in (old, new):
        path.write_bytes(bytes(1000))
    os.utime(old, (1000, 1000))
    VoiceCache(tmp_path, max_bytes=100).put("a", noise(0))
    assert (old.exists(), new.exists()) == (False, True)


def test_unwritable_folder_costs_only_time(tmp_path: Path) -> None:
    """Where no cache can be, lines are rendered every time."""
    (tmp_path / "file").write_text("in the way")
    voice = ToneVoice()
    cached = CachedVoice(voice, VoiceCache(tmp_path / "file" / "voice"))
    np.testing.assert_array_equal(cached.render("Hi"), on_pcm16_grid(ToneVoice().render("Hi")))
    cached.render("Hi")
    assert voice.said == ["Hi", "Hi"]


def put_often(folder: str) -> None:
    """Write the same few entries again and again, in a process of its own."""
    cache = VoiceCache(Path(folder), max_bytes=20_000)
    for i in range(60):
        cache.put(str(i % 5), noise(i % 5))


def test_processes_share_a_folder(tmp_path: Path) -> None:
    """While others write and remove, what is found is whole."""
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=put_often, args=(str(tmp_path),)) for _ in range(2)]
    for writer in writers:
        writer.start()
    cache = VoiceCache(tmp_path)
    while any(writer.is_alive() for writer in writers):
        for seed in range(5):
            found = cache.get(str(seed))
            assert found is None or np.array_equal(found, on_pcm16_grid(noise(seed)))
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert not list(tmp_path.glob("*.part"))


def test_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`REHEARSE_CACHE` decides where the cache is; an empty one does not."""
    monkeypatch.setenv("REHEARSE_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path / "voice"
    monkeypatch.setenv("REHEARSE_CACHE", "")
    assert cache_folder().parts[-2:] == ("rehearse", "voice")
