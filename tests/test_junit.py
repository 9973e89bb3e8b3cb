"""JUnit reports can be read by any build server, whatever stands in them."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from simulator.errors import InputError
from simulator.reporting.junit import Case, check_writable, write_junit

CASES = [
    Case(name="met", seconds=1.25),
    Case(name="unmet", seconds=0.5, failures=("score: expected 80 to 100, got 52", "ending.thanks: expected true, got false")),
    Case(name="broken", seconds=0.0, error="fixture.toml: no such file", error_type="ConfigError"),
]


def suite_of(path: Path) -> ET.Element:
    """Read a report."""
    return ET.parse(path).getroot()[0]  # noqa: S314 our own report


def test_each_case_stands_in_the_report(tmp_path: Path) -> None:
    """Counts, times, failures and errors are where build servers look for them."""
    write_junit(tmp_path / "r.xml", "replay", CASES)
    suite = suite_of(tmp_path / "r.xml")
    assert suite.attrib == {
        "name": "replay", "tests": "3", "failures": "1", "errors": "1", "skipped": "0", "time": "1.750",
    }  # fmt: skip
    assert [(case.get("classname"), case.get("name"), case.get("time")) for case in suite] == [
        ("replay", "met", "1.250"), ("replay", "unmet", "0.500"), ("replay", "broken", "0.000"),
    ]  # fmt: skip
    met, unmet, broken = suite
    assert len(met) == 0
    assert unmet[0].get("message") == "2 expectations not met"
    assert unmet[0].text == "\n".join(CASES[1].failures)
    assert broken[0].attrib == {"type": "ConfigError", "message": "fixture.toml: no such file"}


def test_characters_that_xml_cannot_hold_are_replaced(tmp_path: Path) -> None:
    """Control characters, lone surrogates and markup in names do no harm."""
    write_junit(tmp_path / "r.xml", "score", [Case(name="a\x1b[31m<b>\udc80\ufffe\x00&\U0001f600", seconds=0, error="\x07")])
    case = suite_of(tmp_path / "r.xml")[0]
    assert case.get("name") == "a?[31m<b>???&\U0001f600"
    assert case[0].get("message") == "?"


def test_a_report_that_cannot_be_left_is_refused_before_the_work(tmp_path: Path) -> None:
    """A folder, or a file below a file, is no place for a report."""
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "r.xml"):
        with pytest.raises(InputError, match="JUnit"):
            check_writable(path)


def test_folders_of_a_report_are_made(tmp_path: Path) -> None:
    """A report may go where no folder is yet."""
    path = tmp_path / "build" / "reports" / "r.xml"
    check_writable(path)
    write_junit(path, "replay", CASES)
    assert suite_of(path).get("tests") == "3"
