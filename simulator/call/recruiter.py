"""What the recruiter says next: a pure function of what was said so far, by the rows of the policy."""

from dataclasses import replace

from simulator.call.heard import Heard
from simulator.call.phases import Move, Phase
from simulator.call.policy import ANNOUNCEMENT, ANSWERS, ASIDES, OBSTACLE, Cue, Rule, rows_for
from simulator.call.reading import PARRY, Question, questions, reaction_cues
from simulator.call.surprises import FIRST_LINE, FIRST_PHASE, Surprise
from simulator.call.talk import Talk, Utterance
from simulator.call.topics import NoTopics, TopicReader
from simulator.call.wording import Wording
from simulator.listening.acts import QUESTIONS, Act
from simulator.persona import EXTRAS
from simulator.verdict import Verdict

_MISSING = (("name", Cue.NO_NAME), ("role", Cue.NO_ROLE), ("reason", Cue.NO_REASON))
_CALLS = ("answers.decision", "topics.calling_back")
_REASONS = frozenset((Act.PURPOSE, *QUESTIONS))
_PURPOSES = {
    Phase.RECEPTION: "reception", Phase.MACHINE: "machine", Phase.OPENING: "probe", Phase.PROBING: "probe",
    Phase.HINDERED: "obstacle", Phase.HOLDING: "answer",
}  # fmt: skip


class Recruiter:
    """One persona in one call."""

    def __init__(self, wording: Wording, *, topics: TopicReader | None = None, surprise: Surprise | None = None) -> None:
        """Bind the recruiter to the words of this call.

        Args:
            wording: The words.
            topics: Understands questions outside the script; None parries them all.
            surprise: What comes between the caller and the verdict.
        """
        self._wording = wording
        self._topics = topics or NoTopics()
        self._surprise = surprise
        self._lacking = tuple(key for key in EXTRAS if not wording.texts(key))

    def begin(self) -> Talk:
        """Remember nothing yet."""
        return Talk(phase=Phase.OPENING if self._surprise is None else FIRST_PHASE.get(self._surprise, Phase.OPENING))

    def answer(self) -> Utterance:
        """Pick up the phone, or have it picked up."""
        key = "answer" if self._surprise is None else FIRST_LINE.get(self._surprise, "answer")
        return Utterance(purpose=key, sentences=self._wording.line(key))

    def reply(self, talk: Talk, heard: Heard) -> tuple[Talk, Utterance]:
        """Decide what to say to a turn of the caller."""
        asked = questions(heard, self._topics)
        talk = replace(talk, known=talk.known | facts(heard))
        if talk.phase in (Phase.REACTING, Phase.CLOSING):
            cues = reaction_cues(
                heard, asked, said=talk.said, n_replies=talk.n_replies, bad_news=self._wording.bad_news
            )  # fmt: skip
            talk = replace(talk, n_replies=talk.n_replies + 1)
        else:
            cues = self._opening_cues(talk, asked)
        talk, utterance = self._follow(talk, cues, heard=heard, asked=asked)
        # Every row for words has words, but for a line that is used up; then a listening noise does.
        return talk, utterance or Utterance(purpose="reply", sentences=self._wording.line("mm"))

    def again(self, talk: Talk) -> tuple[Talk, Utterance]:
        """Say once more what was said last, leaving out pleasantries and pauses."""
        talk, prefix = self._line(talk, "repeat")
        return talk, Utterance(purpose="repeat", sentences=prefix + (talk.last or self._wording.line("answer")))

    def prompt(self, talk: Talk) -> tuple[Talk, Utterance | None]:
        """Decide what to say to silence; None means hanging up without a word."""
        return self._follow(talk, [Cue.SILENT])

    def resume(self, talk: Talk, left: tuple[str, ...], heard: Heard | None, *, verdict_at: int | None) -> tuple[Talk, Utterance]:
        """Pick up what was left unsaid, after whatever the caller said in between; None for a mere sound."""
        if heard is None:
            return talk, Utterance(purpose="resume", sentences=left, verdict_at=verdict_at)
        talk = replace(talk, known=talk.known | facts(heard))
        talk, prefix = self._line(talk, "resume")
        tail: tuple[str, ...] = ()
        if talk.phase in (Phase.REACTING, Phase.CLOSING):
            for cue, key in ((Cue.UNHEARD, "repeat"), (Cue.COMPLAINS, "complaint")):
                if cue in reaction_cues(heard, (), said=talk.said, n_replies=1, bad_news=False):
                    talk, more = self._line(talk, key)
                    tail += more
            talk, answers = self._answers(talk, heard, questions(heard, self._topics))
            tail += answers
        at = None if verdict_at is None else verdict_at + len(prefix)
        return talk, Utterance(purpose="resume", sentences=prefix + left + tail, verdict_at=at)

    def _opening_cues(self, talk: Talk, asked: tuple[Question, ...]) -> list[Cue]:
        missing = [cue for fact, cue in _MISSING if fact not in talk.known]
        cues = [Cue.ASKS] if any(not question.key.startswith("answers.") for question in asked) else []
        cues += [*missing, Cue.MISSING] if missing else []
        cues += [Cue.HINDERED] if self._surprise is not None and self._surprise not in FIRST_PHASE else []
        return [*cues, Cue.ANYTHING]

    def _follow(
        self, talk: Talk, cues: list[Cue], *, heard: Heard | None = None, asked: tuple[Question, ...] = ()
    ) -> tuple[Talk, Utterance | None]:
        """Say what the rows of the table say, one after the other, and move where the last one leads."""
        sentences: tuple[str, ...] = ()
        carried: tuple[str, ...] = ()
        verdict_at = None
        rows = rows_for(talk.phase, cues, talk.said, lacking=self._lacking)
        for row in rows:
            talk, more = self._say(talk, row, heard, asked)
            sentences += more
            if row.say in (ANNOUNCEMENT, ANSWERS, "missing_name", "missing_role", "missing_reason", OBSTACLE):
                carried = self._wording.verdict() if row.say == ANNOUNCEMENT else carried + more
            verdict_at = len(sentences) - 1 if row.say == ANNOUNCEMENT else verdict_at
        last = rows[-1]
        move = last.then or Move.SPOKE
        if not sentences and move is Move.SPOKE and talk.phase is Phase.REACTING:
            talk, sentences = self._line(talk, "go_on")
        purpose = _purpose(talk.phase, move, has_verdict=verdict_at is not None)
        talk = replace(talk.moved(move), last=carried or talk.last)
        return talk, Utterance(purpose=purpose, sentences=sentences, verdict_at=verdict_at) if sentences else None

    def _say(self, talk: Talk, row: Rule, heard: Heard | None, asked: tuple[Question, ...]) -> tuple[Talk, tuple[str, ...]]:
        sentences: tuple[str, ...] = ()
        match row.say:
            case "":
                pass
            case "repeat":
                talk, prefix = self._line(talk, "repeat")
                sentences = prefix + talk.last
            case _ if row.say == ANNOUNCEMENT:
                sentences = self._wording.announcement() + self._wording.verdict()
                talk = talk.having_said(("lookup", self._wording.verdict_told), sentences)
            case _ if row.say == ANSWERS and heard is not None:
                talk, sentences = self._answers(talk, heard, asked)
            case _ if row.say == ASIDES:
                talk, sentences = self._asides(talk, asked)
            case _ if row.say in (OBSTACLE, "obstacle_over"):
                sentences = self._wording.line(f"{row.say.strip('()')}.{self._surprise}")
                talk = talk.having_said((row.say,), sentences)
            case _:
                talk, sentences = self._line(talk, row.say)
        return talk, sentences

    def _answers(self, talk: Talk, heard: Heard, asked: tuple[Question, ...]) -> tuple[Talk, tuple[str, ...]]:
        sentences: tuple[str, ...] = ()
        for question in asked:
            if question.key == PARRY:
                talk, more = self._line(talk, PARRY, must=True)
            else:
                talk, more = self._answer(talk, heard, question.key)
            sentences += more
        return talk, sentences

    def _answer(self, talk: Talk, heard: Heard, key: str) -> tuple[Talk, tuple[str, ...]]:
        """Answer one question: in new words when it was answered before, and with a word on that."""
        talk, case = self._case(talk, heard, key)
        full = f"{key}:{case}" if case else key
        before = talk.times(full)
        sentences = self._wording.fresh(key, before, told=talk.told, case=case)
        if sentences:
            prefix: tuple[str, ...] = ()
            if before:
                talk, prefix = self._line(talk, "as_said")
            return talk.having_said((full,), sentences), prefix + sentences
        talk, covered = self._line(talk, "covered")
        # Whoever asks a fourth time wants to hear it again.
        return talk.having_said((full,), covered), covered or self._wording.line(key, before)

    def _case(self, talk: Talk, heard: Heard, key: str) -> tuple[Talk, str]:
        """Find what else an answer depends on; what was decided once stays so."""
        true, verdict = self._wording.facts, self._wording.verdict_told
        match key, verdict:
            case "answers.another_interview", Verdict.REJECTED:
                polite = Act.NEGATIVE not in heard.acts and "complaint" not in talk.said
                granted = true.grants_interview and polite if talk.grants is None else talk.grants
                return replace(talk, grants=granted), "granted" if granted else ""
            case "answers.feedback", Verdict.REJECTED:
                return talk, self._feedback_case(talk)
            case _:
                there = {
                    "some": key == "answers.other_openings" and verdict is not Verdict.HIRED and bool(true.opening),
                    "quiet": key in _CALLS and verdict is Verdict.PENDING and not true.welcomes_calls,
                }
                return talk, next((case for case, is_there in there.items() if is_there), "")

    def _feedback_case(self, talk: Talk) -> str:
        manner = self._wording.persona.manner
        if manner.feedback == "never":
            return "never"
        asked_before = any(said.startswith("answers.feedback") for said in talk.said)
        return "withheld" if manner.feedback == "asked-twice" and not asked_before else ""

    def _asides(self, talk: Talk, asked: tuple[Question, ...]) -> tuple[Talk, tuple[str, ...]]:
        sentences: tuple[str, ...] = ()
        put_off = False
        for question in asked:
            if question.social:
                more = self._wording.fresh(question.key, talk.times(question.key), told=talk.told)
                talk = talk.having_said((question.key,), more)
                sentences += more
            put_off |= question.key.startswith("topics.") and not question.social
        if put_off:
            talk, later = self._line(talk, "later")
            sentences += later
        return talk, sentences

    def _line(self, talk: Talk, key: str, *, must: bool = False) -> tuple[Talk, tuple[str, ...]]:
        """Say a line in words that were not used before; a line that is used up is left out, unless it must be said."""
        sentences = self._wording.fresh(key, talk.times(key), told=talk.told)
        if not sentences and key in (PARRY, "covered"):
            sentences = self._wording.fresh(f"{key}_more", talk.times(key), told=talk.told)
        if not sentences and (must or key in ("goodbye", "answer", "last_bye", "message_kept")):
            sentences = self._wording.line(key, talk.times(key))
        return talk.having_said((key,) if sentences else (), sentences), sentences


def _purpose(phase: Phase, move: Move, *, has_verdict: bool) -> str:
    if has_verdict:
        return "announcement"
    by_move = {Move.GAVE_UP: "goodbye", Move.PARTED: "goodbye", Move.GOT_IN_THE_WAY: "obstacle", Move.CONNECTED: "answer"}
    if move in by_move:
        return by_move[move]
    if move is Move.KEPT_SILENT:
        return "prompt" if phase is Phase.REACTING else "hello"
    return _PURPOSES.get(phase, "reply")


def facts(heard: Heard) -> frozenset[str]:
    """Tell which of name, role and reason a turn gave."""
    acts = frozenset(heard.acts)
    return frozenset(
        fact
        for fact, given in (("name", Act.NAME in acts), ("role", Act.ROLE in acts), ("reason", bool(acts & _REASONS)))
        if given
    )
