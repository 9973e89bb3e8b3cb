"""Reads TOML files into checked structures, naming what is wrong by file, key and what was expected; and writes them."""

import json
import re
import stat
import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import inspect

from simulator.errors import ConfigError

T = TypeVar("T")

TomlValue: TypeAlias = str | int | float | datetime | Sequence[int]
"""What our own files hold; a bool is an int."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
"""Keys that need no quotes."""


LARGEST = 1_000_000
"""Bytes in the largest file that is read; what people write by hand has some thousands."""


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file, with or without a byte order mark.

    Raises:
        ConfigError: If it is missing, not a file, too large, not text, or not TOML; the message names file and line.
    """
    try:
        _check_file(path)
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        message = f"{path}: no such file"
        raise ConfigError(message) from error
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: expected a text file in UTF-8: {error}"
        raise ConfigError(message) from error
    except RecursionError as error:
        message = f"{path}: expected TOML: tables or lists are nested too deeply"
        raise ConfigError(message) from error
    except ValueError as error:  # TOMLDecodeError is one, and int() raises another for a number of 5000 digits
        message = f"{path}: expected TOML: {error}"
        raise ConfigError(message) from error


def _check_file(path: Path) -> None:
    """Refuse pipes and devices, which may never end."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        message = f"{path}: expected a text file, got a folder"
        raise ConfigError(message)
    if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
        message = f"{path}: expected a text file of at most {LARGEST // 1000} kB"
        raise ConfigError(message)


def convert(path: Path, table: dict[str, Any], kind: type[T]) -> T:
    """Turn a TOML table into a checked structure.

    Raises:
        ConfigError: Names the file, the key, and what was expected there.
    """
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `")
        key = where.removeprefix("key` in `").strip("`").removeprefix("$").lstrip(".") or "top level"
        message = f"{path}: {key}: {_in_our_words(reason, kind, where)}"
        raise ConfigError(message) from error


def _in_our_words(reason: str, kind: type, where: str) -> str:
    """Say what was expected where the library says only that something is invalid."""
    if reason.startswith("Invalid RFC3339"):
        return "expected a date and time such as 2026-11-17T10:00:00"
    given = reason.removeprefix("Invalid enum value ")
    if given != reason:
        return f"expected {', '.join(_words_at(kind, where))}, got {given}"
    return reason[:1].lower() + reason[1:]


def _words_at(kind: type, where: str) -> list[str]:
    """List the words that a file may have at a place such as `$.turns[0].cue`."""
    found = inspect.type_info(kind)
    for name in re.findall(r"\.([\w-]+)", where):
        found = _inside(found)
        if isinstance(found, inspect.StructType):
            found = next(field.type for field in found.fields if field.encode_name == name)
    found = _inside(found)
    found = found.key_type if isinstance(found, inspect.DictType) else found
    return [str(word.value) for word in found.cls] if isinstance(found, inspect.EnumType) else []


def _inside(found: inspect.Type) -> inspect.Type:
    while isinstance(found, inspect.ListType | inspect.UnionType):
        # A key that may be left out is a union with None; the other half is what it holds.
        found = found.item_type if isinstance(found, inspect.ListType) else found.types[0]
    return found


def toml_lines(table: Mapping[str, TomlValue | None]) -> list[str]:
    """Write the keys of a table as TOML, one a line; what is None is left out."""
    return [
        f"{key if _BARE.fullmatch(key) else _quoted(key)} = {_toml(value)}" for key, value in table.items() if value is not None
    ]


def _toml(value: TomlValue) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case datetime():
            return value.isoformat()
        case str():
            return _quoted(value)
        case _:
            return f"[{', '.join(_toml(one) for one in value)}]"


def _quoted(text: str) -> str:
    # JSON's strings are TOML's, but for the one control character that JSON lets stand.
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")
