"""The dialogue is a table: every row leads somewhere, every phase has an end, and the documentation shows it as it is."""

from simulator.call.phases import TRANSITIONS, Move, Phase, following
from simulator.call.policy import ANNOUNCEMENT, POLICY, Cue, rows_for
from tests.recipes.draw_policy import PAGE, filled


def test_the_page_shows_the_table_as_it_is() -> None:
    """What personas/README.md says about the dialogue is drawn from the code."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == filled(page)


def test_every_row_leads_to_a_phase() -> None:
    """No row asks for a move that the phases do not have."""
    for rule in POLICY:
        if rule.then is not None:
            assert following(rule.phase, rule.then) in Phase


def test_every_phase_answers_silence_and_speech() -> None:
    """Whatever the phase, a caller who speaks and one who does not are both met."""
    for phase in Phase:
        for cue in (Cue.SILENT, Cue.ANYTHING):
            assert rows_for(phase, [cue], ())[-1].then is not None, (phase, cue)


def test_silence_ends_every_call() -> None:
    """From every phase, saying nothing leads to the end in a few steps."""
    for start in Phase:
        phase = start
        said: tuple[str, ...] = ()
        for _ in range(8):
            rows = rows_for(phase, [Cue.SILENT], said)
            said += tuple(row.say for row in rows)
            phase = following(phase, rows[-1].then or Move.SPOKE)
            phase = Phase.REACTING if phase is Phase.ANNOUNCING else phase
        assert phase is Phase.ENDED, start


def test_the_verdict_is_announced_wherever_there_is_a_caller() -> None:
    """Each phase before the verdict can reach it."""
    for phase in (Phase.OPENING, Phase.PROBING, Phase.HINDERED):
        assert ANNOUNCEMENT in [row.say for row in rows_for(phase, [Cue.ANYTHING], ())]


def test_a_row_that_is_used_up_is_passed_over() -> None:
    """Hello is said twice; then the recruiter gives up."""
    said: tuple[str, ...] = ()
    lines = []
    for _ in range(3):
        (row,) = rows_for(Phase.OPENING, [Cue.SILENT], said)
        lines.append(row.say)
        said += (row.say,)
    assert lines == ["hello", "hello", "nobody"]


def test_a_line_that_a_recruiter_lacks_is_passed_over() -> None:
    """Only who has a question back asks one."""
    asking = rows_for(Phase.REACTING, [Cue.ASKS_NOTHING], ())
    not_asking = rows_for(Phase.REACTING, [Cue.ASKS_NOTHING], (), lacking=("ask_back",))
    assert (asking[-1].say, not_asking[-1].say) == ("ask_back", "anything_else")


def test_no_transition_is_idle() -> None:
    """Every phase but the first one of a call can be reached."""
    reached = {after for (before, _), after in TRANSITIONS.items() if before is not after}
    assert set(Phase) - reached == {Phase.RECEPTION, Phase.MACHINE}
