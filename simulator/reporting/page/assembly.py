"""Puts pages together from the files in `parts/`."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import jinja2

from simulator.private import write_private
from simulator.reporting.plain import clock


@cache
def environment() -> jinja2.Environment:
    """Open the templates; whatever they show is escaped."""
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(_read),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clock"] = clock
    return made


@cache
def _read(name: str) -> str:
    return (resources.files("simulator.reporting.page") / "parts" / name).read_text(encoding="utf-8")


def joined(names: Sequence[str]) -> str:
    """Read several files as one."""
    return "\n".join(_read(name) for name in names)


def content_hash(text: str) -> str:
    """Name a script or style for the page's own content security policy, which lets in nothing else."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def write_whole(text: str, file: Path) -> Path:
    """Write a page that only its owner may read, whole or not at all; return the file."""
    write_private(file, text)
    return file
