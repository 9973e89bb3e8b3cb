"""Writes what `personas/README.md` says about the dialogue, from the code.

python -m tests.recipes.draw_policy
"""

from pathlib import Path

from simulator.call.diagram import phase_diagram, policy_table
from simulator.call.levels import LEVELS
from simulator.call.topics import read_topics

PAGE = Path(__file__).parents[2] / "personas" / "README.md"


def drawn() -> dict[str, str]:
    """Draw each part of the page that the code decides, by its name."""
    levels = "\n".join(f"| {number} | {level.title} |" for number, level in LEVELS.items())
    return {
        "topics": ", ".join(f"`{name}`" for name in read_topics()) + "\n",
        "levels": f"| level | what it is like |\n| --- | --- |\n{levels}\n",
        "phases": phase_diagram(),
        "policy": policy_table(),
    }


def filled(page: str) -> str:
    """Put what was drawn between `<!-- NAME -->` and `<!-- end -->`."""
    for name, text in drawn().items():
        before, _, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        page = f"{before}<!-- {name} -->\n{text}{end}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
