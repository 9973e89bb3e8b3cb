"""What a call and a second take of it can both be told, declared once, and what both make of it."""

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.commands import shared
from simulator.commands.options import (
    DEFAULT_RECOGNIZER,
    CallFolder,
    DatabaseOption,
    FixtureOption,
    JsonFlag,
    LearnerOption,
    LoudspeakerOption,
    MicrophoneOption,
    NetworkFlag,
    PersonaFolder,
    PlainFlag,
    RecognizerSpec,
    TelephoneFlag,
)

if TYPE_CHECKING:
    from rich.console import Console

    from simulator.casting import Wishes
    from simulator.practice.briefing import Asker
    from simulator.practice.calling import CallRequest

Returned = TypeVar("Returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class RingOptions:
    """The options of `call` and of `retry`."""

    fixture: FixtureOption = None
    """Who rings instead of the person; nobody when None."""

    keep: CallFolder = None
    """Where recordings are left."""

    microphone: MicrophoneOption = ""
    """A part of its name."""

    loudspeaker: LoudspeakerOption = ""
    """A part of its name."""

    telephone: TelephoneFlag = None
    """Whether the recruiter sounds as on a telephone; as before when None."""

    plain: PlainFlag = False
    """Whether nothing may be drawn twice."""

    as_json: JsonFlag = False
    """Whether standard output belongs to the scorecard."""

    persona_dir: PersonaFolder = None
    """Folder of the personas; the program's own when None."""

    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER
    """What turns speech into words."""

    allow_network: NetworkFlag = False
    """Whether it may send the voice away."""

    database: DatabaseOption = None
    """The history."""

    learner: LearnerOption = None
    """Who practises."""

    def console(self) -> "Console":
        """Open what people read."""
        from simulator.reporting.terminal import open_console

        return open_console(sys.stderr if self.as_json else sys.stdout)

    def request(self, wishes: "Wishes", console: "Console") -> "CallRequest":
        """Put together what was asked for."""
        from datetime import datetime

        from simulator.lines.devices import DeviceWishes
        from simulator.practice.calling import CallRequest

        return CallRequest(
            wishes=wishes, personas=shared.persona_folder(self.persona_dir), now=datetime.now().astimezone(), keep=self.keep,
            room=shared.open_room(self.recognizer, allow_network=self.allow_network), plain=self.plain, asker=_asker(console),
            telephone=self.telephone,
            devices=DeviceWishes(microphone=self.microphone, loudspeaker=self.loudspeaker),
        )  # fmt: skip


def takes_ring_options(command: Callable[..., Returned]) -> Callable[..., Returned]:
    """Give a command every field of `RingOptions` as an option of its own; it gets them together, as `options`."""
    own = inspect.signature(command)
    names = [field.name for field in fields(RingOptions)]

    @wraps(command)
    def run(**told: Any) -> Returned:  # noqa: ANN401 each option has its own type
        together = {name: told.pop(name) for name in names}
        return command(**told, options=RingOptions(**together))

    added = [
        inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type)
        for field in fields(RingOptions)
    ]
    kept = [parameter for parameter in own.parameters.values() if parameter.name != "options"]
    run.__signature__ = own.replace(parameters=[*kept, *added])  # type: ignore[attr-defined] # inspect documents this name
    return run


def _asker(console: "Console") -> "Asker | None":
    """Find out how to ask the person; None where nobody can be asked."""
    from functools import partial

    from simulator.practice.briefing import Asker

    if not (console.is_terminal and sys.stdin is not None and sys.stdin.isatty()):
        return None
    return Asker(ask=partial(console.input, markup=False), tell=console.print)
