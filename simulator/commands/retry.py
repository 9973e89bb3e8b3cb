"""Tries one stretch of a call again."""

from typing import Annotated

import typer

from simulator.commands import shared
from simulator.commands.history import CallArgument
from simulator.commands.ringing import RingOptions, takes_ring_options


@takes_ring_options
def retry(
    step: Annotated[str, typer.Argument(metavar="STEP", help="introduction, silence, reaction or ending.")],
    call: CallArgument = "last",
    *,
    options: RingOptions,
) -> None:
    """Try one stretch of a call again, and see both takes side by side.

    All before it is as it was; you hear the recruiter's last words before it, then it is you. Where a recorded caller
    rang, or with --fixture, that caller goes on. A take is kept beside the recordings; in the history a call stays as it
    was first made.
    """
    from simulator.casting import Wishes
    from simulator.practice.second_take import take_again
    from simulator.reporting.report import print_json

    console = options.console()
    past = shared.past_call(call, database=options.database, learner=options.learner)
    request = options.request(Wishes(seed=past.seed or 0, fixture=options.fixture), console)
    card = take_again(step, past, request, console)
    if options.as_json:
        print_json(card.as_json())
