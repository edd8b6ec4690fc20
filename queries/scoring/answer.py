"""What is said of a measurement: status, category, what to do next, and the way that led there."""

from dataclasses import dataclass, field
from decimal import Decimal

from her2kg.queries.scoring.interpret import Step
from her2kg.queries.scoring.opened import Opened
from her2kg.queries.scoring.rulebook import Conflict, Rule

__all__ = ["Category", "Criterion", "StatusAnswer"]


@dataclass(frozen=True, slots=True)
class Category:
    """A therapeutic category, which drug labels speak of and guidelines do not report.

    Attributes:
        label: e.g. ``HER2-low``; empty when it cannot be told yet.
        rule: the rule that gives it.
        recognised_by: who speaks of it.
        not_recognised_by: guidelines that do not report it.
    """

    label: str
    rule: Rule
    recognised_by: tuple[str, ...] = ()
    not_recognised_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a label or trial asks for, and whether the tumour meets it.

    Attributes:
        rule: the rule.
        met: True, False, or None when it cannot be told yet.
        needs: labels of the quantities that would tell.
        general: whether it is for every solid tumour and not for this cancer alone.
    """

    rule: Rule
    met: bool | None
    needs: tuple[str, ...] = ()
    general: bool = False


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """The whole answer.

    Attributes:
        cancer: label of the cancer asked about.
        day: the day on which the rules were in force, ``YYYY-MM-DD``.
        measured: what was measured, in the graph's words.
        known: what was measured and what the stages concluded from it.
        read_as: labels of the cancers that the rules are written for, where these are narrower.
        status: the status, e.g. ``HER2-positive``; ``discordant`` or ``disputed`` where results
            or criteria contradict each other; the rule's own word where no status is assigned
            yet (``pending``, ``adjudicate``); empty when the rules say nothing.
        assigned: IRIs of the statuses assigned.
        result: what it comes to in the words of the rule.
        score: the IHC score, or empty.
        ish_group: the ISH group, or empty.
        final: whether nothing further is asked for.
        next_action: what must be done next, or empty.
        rules: the rule that decides; several where a result was given as reported and more than
            one rule gives it, or where several criteria agree; none where none decides.
        conflict: the declared conflict, where two final results contradict each other.
        against: the two rules that contradict each other, or empty.
        steps: how it was read, stage by stage.
        category: the therapeutic category, or None where none applies.
        criteria: what labels and trials ask for.
        advice: rules on retesting that apply.
        indications: what the status opens.
        notes: what the reader must know besides: assumptions, gaps, versions.
    """

    cancer: str
    day: str
    measured: dict[str, Decimal | str]
    read_as: tuple[str, ...] = ()
    known: dict[str, Decimal | str] = field(default_factory=dict)
    status: str = ""
    assigned: frozenset[str] = frozenset()
    result: str = ""
    score: str = ""
    ish_group: str = ""
    final: bool = False
    next_action: str = ""
    rules: tuple[Rule, ...] = ()
    conflict: Conflict | None = None
    against: tuple[Rule, ...] = ()
    steps: tuple[Step, ...] = ()
    category: Category | None = None
    criteria: tuple[Criterion, ...] = ()
    advice: tuple[Rule, ...] = ()
    indications: tuple[Opened, ...] = ()
    notes: tuple[str, ...] = ()
