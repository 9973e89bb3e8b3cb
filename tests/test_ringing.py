"""What is told on the command line reaches the call."""

import os
from pathlib import Path

import pytest

from simulator.casting import Wishes
from simulator.commands.ringing import RingOptions
from simulator.reporting.terminal import open_console


@pytest.mark.parametrize("telephone", [None, False, True])
def test_every_wish_reaches_the_call(tmp_path: Path, telephone: bool | None) -> None:  # noqa: FBT001 a row of the table
    """The devices, the telephone, the screen and the place of the recording are those that were asked for."""
    options = RingOptions(keep=tmp_path, microphone="usb", loudspeaker="box", plain=True, telephone=telephone)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 a stream, not a file
        request = options.request(Wishes(seed=1), open_console(nowhere))
    assert (request.devices.microphone, request.devices.loudspeaker) == ("usb", "box")
    assert (request.keep, request.plain, request.telephone) == (tmp_path, True, telephone)
    assert request.asker is None
