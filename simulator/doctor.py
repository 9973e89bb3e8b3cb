"""Examines a desk: devices, echo, noise, a phrase, the engines; says what is wrong and what to do."""

from typing import Any


def examine(*_a: Any) -> Any: ...
