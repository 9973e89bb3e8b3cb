"""JUnit's XML, so that a build server can show which recorded callers came off as expected."""

import os
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One fixture or recording."""

    name: str
    """What it is called."""

    seconds: float
    """Time that it took."""

    failures: tuple[str, ...] = ()
    """What was expected and not met, one sentence each."""

    error: str = ""
    """Why it could not be run; empty when it was."""

    error_type: str = "InputError"
    """Kind of the error."""


def check_writable(path: Path) -> None:
    """Make sure, before any work is done, that a report can be left there.

    Raises:
        InputError: If it cannot.
    """
    nearest = next(parent for parent in path.absolute().parents if parent.exists())
    if path.is_dir() or not nearest.is_dir() or not os.access(nearest, os.W_OK):
        message = f"{path}: expected a file that can be written, for the JUnit report"
        raise InputError(message)


def write_junit(path: Path, suite: str, cases: Sequence[Case]) -> None:
    """Write one test suite.

    Args:
        path: The file; replaced when it is there, its folders made when they are not.
        suite: Name of the suite, and of every case's class.
        cases: In the order of the report.
    """
    root = ET.Element("testsuites")
    element = ET.SubElement(root, "testsuite", {
        "name": suite, "tests": str(len(cases)), "failures": str(sum(bool(case.failures) for case in cases)),
        "errors": str(sum(bool(case.error) for case in cases)), "skipped": "0",
        "time": f"{sum(case.seconds for case in cases):.3f}",
    })  # fmt: skip
    for case in cases:
        _add(element, suite, case)
    ET.indent(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _add(suite: ET.Element, suite_name: str, case: Case) -> None:
    element = ET.SubElement(
        suite, "testcase", {"classname": suite_name, "name": _legal(case.name), "time": f"{case.seconds:.3f}"}
    )
    if case.error:
        ET.SubElement(element, "error", {"type": case.error_type, "message": _legal(case.error)})
    elif case.failures:
        several = f"{len(case.failures)} expectations not met"
        message = case.failures[0] if len(case.failures) == 1 else several
        failure = ET.SubElement(element, "failure", {"type": "ExpectationNotMet", "message": _legal(message)})
        failure.text = _legal("\n".join(case.failures))


def _legal(text: str) -> str:
    """Replace what XML 1.0 cannot hold (its production 2): control characters, lone surrogates, non-characters."""
    return "".join(c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "?" for c in text)
