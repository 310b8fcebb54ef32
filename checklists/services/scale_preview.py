"""What a scale would do to the scores that are not decided yet. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checklists.models import Assessment
from checklists.models.assessments import UNDECIDED
from checklists.rules.judge import judge, score_under
from checklists.rules.own_scale import OwnScale, Terms, as_scale
from checklists.rules.scale_checking import spelled, wrong_scale
from checklists.rules.scoring import Score
from checklists.services.cases_in_bulk import RELATED, CasesInBulk
from checklists.services.judging import content_of
from checklists.services.prices import refuse

AT_MOST = 30  # each is judged afresh, in the time of one page


@dataclass(frozen=True)
class Previewed:
    """One assessment with its score today, and as it would be."""

    assessment: Assessment
    before: Score
    after: Score


@dataclass(frozen=True)
class Preview:
    """The newest assessments that are not decided, and how many older ones were not reckoned."""

    rows: Sequence[Previewed]
    left: int


def preview_scale(terms: Terms | None, on: date) -> Preview:
    """Score every undecided assessment as of a day, as it is and as if `terms` held (None: the catalogue's).

    A constant number of statements, whatever the number of assessments. Raises Invalid for terms that cannot be.
    """
    refuse(wrong_scale(terms))
    own = OwnScale(0, on, "", "", on, as_scale(spelled(terms), on)) if terms is not None else None
    undecided = Assessment.objects.filter(state__in=UNDECIDED)
    chunk = list(undecided.select_related(*RELATED).order_by("-pk")[:AT_MOST])
    cases = CasesInBulk(chunk)
    return Preview([_previewed(row, cases, own, on) for row in chunk], undecided.count() - len(chunk))


def _previewed(assessment: Assessment, cases: CasesInBulk, own: OwnScale | None, on: date) -> Previewed:
    content = content_of(assessment)
    case = cases.case_of(assessment, content, on)
    judgement = judge(content, case)
    return Previewed(assessment, judgement.score, score_under(content, case, judgement, own))
