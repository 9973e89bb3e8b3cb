"""Words for kinds of work: which words name a trade, which say nothing, and which mean the same work."""

import re

from simulator.listening.words import COMMON, listed

POSITIONS = listed(
    """
    job jobs position positions role roles post vacancy vacancies opening openings opportunity gig placement spot
    interview interviews apprenticeship internship shift shifts work
    """
)
"""Words for a job in general: what stands before them names it."""

GRADES = listed(
    """
    junior senior trainee lead head deputy graduate chief associate principal entry level
    """
)
"""Words that say how high a job is, not what it is."""

SHARED = listed("line night office evening weekend day call full part half time part-time full-time it lead first")
"""Words that begin a position as well as they say nothing: a line cook, a night porter, an office manager."""

GENERAL = (
    COMMON
    | POSITIONS
    | listed(
        """
    part-time part time full evening evenings weekend weekends night nights day advertised dream particular
    summer temporary permanent temp seasonal final actual current ideal exact whole brilliant wonderful mine
    video zoom phone telephone panel o'clock half quarter another which reference wee bloody similar couple
    different amazing great hard good bad holiday christmas thirty fifteen forty ten eleven twelve nine eight
    am pm clock last term long short medical trial actually desk advert ad newspaper website
    """
    )
)
"""Words that say nothing of what the work is."""

_SUFFIX = re.compile(r"(?:er|or|ist|ian|ant|ent|man|woman|eer|yst|ess|ary|smith|ect|tive)s?$")
_OTHERS = listed(
    """
    clerk chef nurse pilot coach guard host cook maid steward crew staff judge barista aide tutor vet rep intern
    sales reception admin warehouse teaching nursing cleaning driving accounting marketing accounts
    engineering design security catering retail trainee apprentice nanny operative executive hr pa qa
    mechanic medic paramedic concierge chauffeur lifeguard courier surgeon bellhop midwife paralegal physio sommelier
    groundskeeping housekeeping bookkeeping landscaping gardening plumbing childcare logistics hospitality maintenance helpdesk
    """
)
_NOT_TRADES = listed(
    """
    other offer answer letter number matter order water after under over never ever either whether rather center
    different recent moment present apartment appointment payment department agreement silent her per summer
    winter dinner weather mother father brother sister better later former further paper transfer career silver
    november december september october for or nor door floor minor major prior error mirror want event
    percent parent important current client instant elegant process business address less access success unless
    fitness wellness press stress guess necessary salary ordinary january february library perfect project
    subject object effect respect direct correct select german german roman active negative woman man human
        positive alternative list exist assist resist indoor outdoor smaller bigger higher lower easier nicer
    larger similar regular particular popular sooner longer permanent excellent urgent confident relevant
    """
)

_SAME = (
    {"developer", "programmer", "coder", "engineer"}, {"waiter", "waitress", "server"}, {"cashier", "till", "checkout"},
    {"cleaner", "janitor", "housekeeper", "custodian"}, {"receptionist", "reception"},
    {"secretary", "admin", "administrator", "administrative", "clerical"}, {"chef", "cook"},
    {"salesperson", "salesman", "saleswoman", "sales"}, {"carer", "caregiver", "care"}, {"tester", "qa"},
    {"driver", "trucker"}, {"assistant", "helper", "aide"}, {"shop", "store", "retail"}, {"teacher", "instructor"},
    {"operative", "operator", "worker"}, {"representative", "rep"}, {"technician", "tech"},
)  # fmt: skip
"""Words that people use for the same work."""

_STEM = 4
"""Letters that two words of one stem share at least, and have beyond it at most."""


def is_trade(word: str) -> bool:
    """Tell whether `word` names a kind of work: a listed one, or one with the ending of those who do it."""
    if word in _OTHERS or word.removesuffix("s") in _OTHERS:
        return True
    return word not in _NOT_TRADES and len(word) > _STEM and bool(_SUFFIX.search(word))


def are_same_work(one: str, other: str) -> bool:
    """Tell whether two words mean the same work: by stem (`nurse`, `nursing`) or by our list."""
    one, other = one.removesuffix("s"), other.removesuffix("s")
    if one == other or any(one in same and other in same for same in _SAME):
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _STEM and shared >= max(len(one), len(other)) - _STEM and shared >= 0.6 * len(min(one, other, key=len))
