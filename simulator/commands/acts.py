"""Tells what words do."""

import sys

import typer

from simulator.commands.options import JsonFlag
from simulator.reporting.plain import plain


def acts(*, as_json: JsonFlag = False) -> None:
    """Tell what words do, line by line.

    Reads one utterance a line from standard input.
    """
    from simulator.listening.act_reader import open_act_reader
    from simulator.reporting.report import print_json

    reader = open_act_reader()
    for number, line in enumerate(sys.stdin.buffer, start=1):
        # Windows puts a mark of the encoding before the first line.
        text = line.rstrip(b"\r\n").decode("utf-8-sig" if number == 1 else "utf-8", errors="replace")
        if "\ufffd" in text:
            typer.echo(f"rehearse: line {number}: expected UTF-8; what could not be read stands as \ufffd", err=True)
        found = list(dict.fromkeys(str(finding.act) for finding in reader.read(text))) if text.strip() else []
        if as_json:
            print_json({"text": text, "acts": found})
        else:
            typer.echo(f"{' '.join(found) or '-'}\t{plain(text)}")
