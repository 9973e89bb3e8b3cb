"""The history loses nothing: not to many writers, not to a kill, not to damage, not to another version."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine

from simulator.errors import EngineError, InputError
from simulator.reporting.history import database, faults, quick
from simulator.reporting.history.database import NEWEST, open_database
from simulator.reporting.history.entry import enter
from simulator.reporting.history.faults import HistoryDamagedError
from simulator.reporting.history.past import Choice
from simulator.reporting.history.quick import QuickReader
from simulator.reporting.history.schema import metadata
from simulator.reporting.history.store import History
from simulator.reporting.page.disputes import Dispute, Disputes, fingerprint
from tests.histories import BEGIN, fill, new_call
from tests.reports import EVIL, card

WRITER = """
import sys
from simulator.reporting.history.store import History
from tests.histories import new_call
history = History(sys.argv[1])
for i in range(int(sys.argv[3])):
    print(history.enter(new_call(f"{sys.argv[2]}-{i}")), flush=True)
"""
"""A program of its own that enters calls and prints the number of each one that is safe."""


def writer(file: Path, name: str, n: int) -> subprocess.Popen[str]:
    """Start a program that enters `n` calls."""
    return subprocess.Popen([sys.executable, "-c", WRITER, str(file), name, str(n)], stdout=subprocess.PIPE, text=True)


def check(file: Path) -> str:
    """Have SQLite look a file over."""
    connection = sqlite3.connect(file)
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return str(found)


def test_a_call_comes_back_as_it_was(tmp_path: Path) -> None:
    """What was entered is listed with its steps, and its scorecard is the same, whatever texts stand in it."""
    history = History(str(tmp_path / "h.sqlite3"))
    number = history.enter(new_call(EVIL, persona=EVIL))
    (call,) = history.calls(Choice())
    assert (call.id, call.score, call.passed, call.seed) == (number, 70, True, 7)
    assert {name: (step.score, step.of) for name, step in call.steps.items()} == {
        "introduction": (15, 25), "silence": (8, 17), "reaction": (16, 25), "ending": (25, 25),
    }  # fmt: skip
    assert list(call.steps) == ["introduction", "silence", "reaction", "ending"]
    assert history.card(number) == card(source=EVIL, persona=EVIL)


def test_broken_characters_are_no_obstacle(tmp_path: Path) -> None:
    """Half a character or a zero in a name is replaced; the call is kept."""
    history = History(str(tmp_path / "h.sqlite3"))
    number = history.enter(new_call("a\udc80b\0c", learner="\ud800"))
    assert (history.call(number).source, history.call(number).learner) == ("a?b?c", "?")


def test_calls_are_found(tmp_path: Path) -> None:
    """A call is found by number, by name, as the last and as the best; what is none is said in one line."""
    history = History(str(tmp_path / "h.sqlite3"))
    numbers = fill(history, [50, 90, 70])
    assert [history.find(name, "ada").id for name in ("2", "day-0", "last", "best")] == [2, 1, 3, 2]
    assert history.calls(Choice(newest=2))[0].id == numbers[1]
    assert history.count(Choice(learner="ada", verdict="rejected")) == 3
    assert history.calls(Choice(persona="nobody")) == []
    for wanted in ("99", "nothing", "9" * 40, "last"):
        with pytest.raises(InputError, match="expected a call"):
            history.find(wanted, "somebody else" if wanted == "last" else "ada")


CHOICES = [
    Choice(), Choice(learner="ada"), Choice(learner="nobody"), Choice(learner="ada", newest=2), Choice(newest=1),
    Choice(verdict="rejected", newest=2), Choice(persona="dana-whitfield"), Choice(since=BEGIN + timedelta(days=1)),
]  # fmt: skip
"""What can be asked for."""


def test_quick_reading_is_the_same_reading(tmp_path: Path) -> None:
    """What is read without SQLAlchemy is what is read with it, whatever is asked for."""
    file = tmp_path / "h.sqlite3"
    history = History(str(file))
    fill(history, [50, 90, 70])
    history.enter(new_call("foreign", learner="eve", persona=None, seed=None, verdict=None, score=None))
    assert quick.NEWEST == NEWEST
    reader = QuickReader(str(file))
    for choice in CHOICES:
        assert reader.calls(choice) == history.calls(choice)
        assert reader.count(choice) == history.count(choice)
        assert reader.missed(choice) == history.missed(choice)
    assert reader._whole is None


def test_what_cannot_be_read_quickly_is_read_the_whole_way(tmp_path: Path) -> None:
    """A history that is not there is made, and one that is damaged is told of, as without the short cut."""
    assert QuickReader(str(tmp_path / "new.sqlite3")).calls(Choice()) == []
    assert (tmp_path / "new.sqlite3").is_file()
    file = tmp_path / "h.sqlite3"
    file.write_bytes(b"damaged" * 1000)
    with pytest.raises(HistoryDamagedError):
        QuickReader(str(file)).missed(Choice())


def test_misses_are_counted(tmp_path: Path) -> None:
    """Each check is counted with how often it was missed and could be judged, the most missed first."""
    history = History(str(tmp_path / "h.sqlite3"))
    fill(history, [70, 70])
    found = history.missed(Choice())
    assert (found[0].n_missed, found[0].n_judged) == (2, 2)
    assert [one.n_judged for one in found if one.check == "let_them_talk"] == [0]
    assert len(found) == 15


def test_disputes_stand_beside_the_finding(tmp_path: Path) -> None:
    """What a learner holds against a finding is kept, replaced by what they say later, and changes no score."""
    history = History(str(tmp_path / "h.sqlite3"))
    number = history.enter(new_call())
    one = Dispute(check="ending.thanks", finding=True, claim="misheard", words=EVIL, at="2026-03-02T10:00:00Z")
    told = Disputes(format="rehearsal-disputes", schema=1, call=fingerprint(card()), disputes=(one,), notes="Monday")
    assert history.dispute(told) == history.dispute(told) == (number, 1)
    assert history.disputes(number) == ([one], "Monday")
    assert history.call(number).score == 70
    with pytest.raises(InputError, match="is in the history"):
        history.dispute(Disputes(format="rehearsal-disputes", schema=1, call="0" * 32))


def test_deleted_is_gone(tmp_path: Path) -> None:
    """A deleted call leaves nothing in any table nor in the file, and its number is not given again."""
    file = tmp_path / "h.sqlite3"
    history = History(str(file))
    first, second = history.enter(new_call("one")), history.enter(new_call("secretplace"))
    history.delete([second])
    assert [call.id for call in history.calls(Choice())] == [first]
    connection = sqlite3.connect(file)
    counts = [connection.execute(f"SELECT count(*) FROM {table} WHERE call_id = 2").fetchone() for table in ("cards", "checks")]  # noqa: S608 our own names
    connection.close()
    assert counts == [(0,), (0,)]
    assert b"secretplace" not in file.read_bytes()
    assert history.enter(new_call("three")) == 3


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    """The file, and a folder made for it, are readable by their owner alone."""
    file = tmp_path / "new" / "h.sqlite3"
    History(str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_thirty_writers_lose_nothing(tmp_path: Path) -> None:
    """Thirty writers that begin a history together and write at once leave every call in it."""
    file = tmp_path / "h.sqlite3"
    begun = Barrier(30)

    def write(name: int) -> list[int]:
        begun.wait()
        history = History(str(file))
        return [history.enter(new_call(f"{name}-{i}")) for i in range(2)]

    with ThreadPoolExecutor(30) as pool:
        safe = [number for numbers in pool.map(write, range(30)) for number in numbers]
    assert sorted(safe) == sorted(call.id for call in History(str(file)).calls(Choice())) == list(range(1, 61))
    assert check(file) == "ok"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_leaves_it_sound(tmp_path: Path) -> None:
    """A program that is killed while it writes leaves a sound file with every call that it had called safe."""
    file = tmp_path / "h.sqlite3"
    one = writer(file, "killed", 100_000)
    assert one.stdout is not None
    safe = [one.stdout.readline() for _ in range(5)]
    os.kill(one.pid, signal.SIGKILL)
    safe += one.communicate()[0].splitlines(keepends=True)
    whole = [int(line) for line in safe if line.endswith("\n")]
    assert check(file) == "ok"
    history = History(str(file))
    assert history.count(Choice()) >= len(whole) >= 5
    assert all(len(call.steps) == 4 for call in history.calls(Choice()))


def test_a_locked_history_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program holds it a clear word is given, and afterwards everything is there."""
    file = tmp_path / "h.sqlite3"
    fill(History(str(file)), [50])
    monkeypatch.setattr(database, "PATIENCE_S", 0.01)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(InputError, match="another program holds the history"):
        History(str(file)).calls(Choice())
    other.close()
    assert History(str(file)).count(Choice()) == 1


@pytest.mark.parametrize("damage", ["head", "middle", "end"])
def test_a_damaged_history_is_kept_aside(tmp_path: Path, damage: str) -> None:
    """A damaged file is renamed with all that is in it, the message names it, and the next call begins a new one."""
    file = tmp_path / "h.sqlite3"
    fill(History(str(file)), [50] * 20)
    whole = file.read_bytes()
    broken = {
        "head": b"not a database" * 100,
        "middle": whole[:4096] + b"\xff" * (len(whole) - 8192) + whole[-4096:],
        "end": whole[: len(whole) // 2],
    }[damage]
    file.write_bytes(broken)
    number, notice = enter(card(), now=BEGIN, database=str(file), learner="ada", caller=None, recording=None)
    assert number == 1
    (aside,) = tmp_path.glob("h.damaged-*.sqlite3")
    assert aside.name in notice
    assert "\n" not in notice
    assert aside.read_bytes() == broken
    assert History(str(file)).count(Choice()) == 1


def test_damage_is_told_when_reading(tmp_path: Path) -> None:
    """A list of a damaged history says that it was kept aside."""
    file = tmp_path / "h.sqlite3"
    file.write_bytes(b"nonsense" * 1000)
    with pytest.raises(HistoryDamagedError, match="is kept as"):
        History(str(file)).calls(Choice())
    assert History(str(file)).calls(Choice()) == []


def test_damage_found_twice_is_no_accident(tmp_path: Path) -> None:
    """When another program was quicker to keep the file aside, nothing is done twice."""
    error = sqlite3.DatabaseError("file is not a database")
    error.sqlite_errorcode = sqlite3.SQLITE_NOTADB

    def read() -> None:
        with faults.said_plainly("h", tmp_path / "gone.sqlite3"):
            raise error

    with pytest.raises(HistoryDamagedError, match="another program"):
        read()


def test_a_newer_history_is_left_alone(tmp_path: Path) -> None:
    """A history of a newer version is refused in one line, and not a byte of it changes."""
    file = tmp_path / "h.sqlite3"
    fill(History(str(file)), [50])
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    with pytest.raises(InputError, match="newer version of the program"):
        History(str(file))
    assert file.read_bytes() == before


def test_an_older_history_is_brought_up_to_date(tmp_path: Path) -> None:
    """A history of the first version gets the tables that came later, and keeps its calls."""
    file = tmp_path / "h.sqlite3"
    fill(History(str(file)), [50, 60])
    connection = sqlite3.connect(file)
    connection.executescript(
        "DROP TABLE disputes; ALTER TABLE calls DROP COLUMN notes; UPDATE alembic_version SET version_num='0001'"
    )
    connection.close()
    history = History(str(file))
    assert [call.score for call in history.calls(Choice())] == [50, 60]
    assert history.disputes(1) == ([], "")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """A database with tables of the same names that are not ours is refused."""
    file = tmp_path / "h.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE calls (whom TEXT)")
    connection.close()
    with pytest.raises(InputError, match="tables of another program"):
        History(str(file))


def test_migrations_lead_to_these_tables(tmp_path: Path) -> None:
    """What the migrations make is what the program expects, column for column, and the newest one is known by name."""
    file = tmp_path / "h.sqlite3"
    open_database(str(file))
    engine = create_engine(f"sqlite:///{file}")
    made = MetaData()
    made.reflect(engine)
    engine.dispose()
    wanted = {table.name: [(c.name, c.nullable, c.primary_key) for c in table.columns] for table in metadata.sorted_tables}
    found = {t.name: [(c.name, c.nullable, c.primary_key) for c in t.columns] for t in made.sorted_tables}
    del found["alembic_version"]
    assert found == wanted
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


@pytest.mark.parametrize(
    ("where", "kind", "words"),
    [
        ("nonsense://x", EngineError, "needs its library"),
        ("://", InputError, "expected a file or a URL"),
        ("/dev/null/h.sqlite3", OSError, "File exists|Not a directory"),
    ],
)
def test_what_is_no_database_is_refused(where: str, kind: type[Exception], words: str) -> None:
    """A place that cannot be a database is refused in one line."""
    with pytest.raises(kind, match=words):
        History(where)
