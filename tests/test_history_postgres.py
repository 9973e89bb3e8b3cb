"""A class can share one history on a PostgreSQL server."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from simulator.errors import InputError
from simulator.reporting.history.past import Choice
from simulator.reporting.history.store import History
from simulator.reporting.page.disputes import Dispute, Disputes, fingerprint
from tests.histories import fill, new_call
from tests.paper import Rehearse
from tests.postgres import NoPostgresError, running_server
from tests.reports import EVIL


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """One server for all tests; without one they are skipped, unless `REHEARSE_POSTGRES=must` says that there is one."""
    pytest.importorskip("psycopg", reason="the library of PostgreSQL is not installed")
    try:
        with running_server() as url:
            yield url
    except NoPostgresError as error:
        if os.environ.get("REHEARSE_POSTGRES") == "must":
            raise
        pytest.skip(str(error))


def test_thirty_learners_begin_together(server: str) -> None:
    """Thirty writers that begin a shared history at once make its tables once and lose no call."""
    begun = Barrier(30)

    def write(name: int) -> int:
        begun.wait()
        return History(server).enter(new_call(f"call-{name}", learner=f"learner {name % 3}"))

    with ThreadPoolExecutor(30) as pool:
        numbers = list(pool.map(write, range(30)))
    history = History(server)
    assert len(set(numbers)) == history.count(Choice()) == 30
    assert [history.count(Choice(learner=f"learner {i}")) for i in range(3)] == [10, 10, 10]


def test_everything_works_there(server: str) -> None:
    """Calls are listed, counted, contested and deleted as in a file, hostile text among them."""
    history = History(server)
    fill(history, [50, 90])
    number = history.enter(new_call(EVIL + "\0", persona=EVIL))
    assert history.call(number).source == EVIL + "?"
    assert [call.score for call in history.calls(Choice(learner="ada", newest=3))] == [50, 70, 90]
    assert history.find("best", "ada").score == 90
    assert history.missed(Choice(learner="ada"))[0].n_missed == 3
    one = Dispute(check="ending.thanks", finding=True, claim="misheard", words=EVIL, at="2026-03-02T10:00:00Z")
    told = Disputes(format="rehearsal-disputes", schema=1, call=fingerprint(history.card(number)), disputes=(one,))
    assert history.dispute(told) == (number, 1)
    assert history.disputes(number)[0] == [one]
    history.delete([number])
    assert history.count(Choice(learner="ada")) == 2


def test_commands_use_it(server: str, rehearse: Rehearse) -> None:
    """A command is told where the history is by `--database`."""
    History(server).enter(new_call("by-command", learner="grace"))
    ran = rehearse("history", "list", "--database", server, "--learner", "grace")
    assert "dana-whitfield" in ran.out
    assert rehearse("history", "trend", "--database", server, "--learner", "grace", "--weeks", 520).status == 0


def test_a_server_that_is_not_there_is_named(server: str) -> None:
    """Without a server one line names it, and never the password."""
    away = server.replace("rehearse@", "rehearse:secret@").replace("/postgres", "/nothing")
    with pytest.raises(InputError, match="the history cannot be used") as caught:
        History(away)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
