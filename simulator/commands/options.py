"""What commands can be told."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.verdict import Verdict

USUAL_SPEED = 8.0
"""Seconds of a recorded call in a second, on a terminal: its captions can just be read along."""

DEFAULT_RECOGNIZER = "moonshine"
"""The engine whose model comes with its package."""

MOST_JOBS = 4
"""Processes used when nobody says how many; each holds models of some 300 MB."""

JsonFlag = Annotated[
    bool, typer.Option("--json", help="Print one JSON object a line on standard output, all else on standard error.")
]
JunitFile = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Leave a JUnit report in FILE.")]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help=f"Processes [default: one a core, at most {MOST_JOBS}].")
]
KeepFolder = Annotated[Path | None, typer.Option("--keep", metavar="DIR", help="Leave each recording in DIR/<source>/.")]
PersonaFolder = Annotated[
    Path | None, typer.Option("--persona-dir", metavar="DIR", help="Folder of personas [default: those of the program].")
]
RecognizerSpec = Annotated[
    str, typer.Option("--recognizer", metavar="ENGINE[:MODEL]", help="What turns speech into words.", show_default=True)
]
NetworkFlag = Annotated[
    bool, typer.Option("--allow-network", help="Let a recognizer send the caller's voice away from this machine.")
]
VerdictOption = Annotated[Verdict | None, typer.Option("--verdict", help="What the recruiter announces.")]
PersonaOption = Annotated[str | None, typer.Option("--persona", metavar="ID", help="Who answers [default: drawn].")]
SeedOption = Annotated[
    int | None, typer.Option("--seed", min=0, max=2**63 - 1, metavar="N", help="Repeats a call [default: drawn, and printed].")
]
FixtureOption = Annotated[
    Path | None, typer.Option("--fixture", metavar="PATH", help="The recorded caller who rings [default: drawn].")
]
SpeedOption = Annotated[
    float | None,
    typer.Option("--speed", min=0.1, metavar="X", help=f"Seconds of call in a second [default: {USUAL_SPEED:g} on a terminal]."),
]
FastFlag = Annotated[bool | None, typer.Option("--fast/--real-time", help="Don't wait at all, or take as long as the call.")]
CallFolder = Annotated[
    Path | None, typer.Option("--keep", metavar="DIR", help="Leave the recording in DIR/<time>/ [default: in your data folder].")
]
LevelOption = Annotated[
    int | None,
    typer.Option("--level", min=1, max=5, metavar="N", help="How hard, 1 to 5; each opens by a score [default: as written]."),
]
SurpriseFlag = Annotated[bool, typer.Option("--surprise", help="Let something unexpected happen on the way to the verdict.")]
NotesFile = Annotated[
    Path | None,
    typer.Option(
        "--notes", metavar="FILE", help="What you wrote down, compared with what was said [default: asked for after a live call]."
    ),
]
FixturePaths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="Fixtures, folders of them, names of the program's own; or folders that calls left."),
]
RecordingPaths = Annotated[
    list[Path],
    typer.Argument(
        metavar="AUDIO...", help="Files with the caller on channel 1, the recruiter on 2; or folders that calls left."
    ),
]
BriefFile = Annotated[
    Path | None, typer.Option("--brief", metavar="FILE", help="What the caller knows: TOML with the keys of a fixture's [brief].")
]
EditBriefFlag = Annotated[bool, typer.Option("--edit-brief", help="Ask again what you know: name, job, company, interview.")]
PlainFlag = Annotated[bool, typer.Option("--plain", help="Draw nothing twice, for screen readers [default: outside a terminal].")]
MicrophoneOption = Annotated[
    str, typer.Option("--microphone", metavar="NAME", help="Its name or a part of it [default: the system's].")
]
LoudspeakerOption = Annotated[
    str, typer.Option("--loudspeaker", metavar="NAME", help="Its name or a part of it [default: the system's].")
]
TelephoneFlag = Annotated[
    bool | None,
    typer.Option("--telephone/--no-telephone", help="Hear the recruiter as on a telephone or not; remembered [default: yes]."),
]
PhraseFlag = Annotated[
    bool | None, typer.Option("--phrase/--no-phrase", help="Whether you say a phrase [default: in a terminal].")
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database", metavar="URL", envvar="REHEARSE_DATABASE", show_envvar=True,
        help="The history: a file, or a URL such as postgresql://host/name [default: in your data folder].",
    ),
]  # fmt: skip
LearnerOption = Annotated[
    str | None,
    typer.Option(
        "--learner", metavar="NAME", envvar="REHEARSE_LEARNER", show_envvar=True,
        help="Who practises, where several share a history [default: as you are logged in].",
    ),
]  # fmt: skip
AgainFlag = Annotated[bool, typer.Option("--again", help="The last call again: same recruiter, verdict and seed.")]
OtherVerdictFlag = Annotated[
    bool, typer.Option("--other-verdict", help="The last call again up to the verdict, then other news.")
]
HistoryFlag = Annotated[bool, typer.Option("--history", help="Enter what was scored in the history.")]
