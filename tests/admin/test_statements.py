"""Pages cost the same number of statements whatever the register holds, and no more than twelve; home sixteen."""

import pytest

from checklists.models import Organisation
from tests import makers
from tests.admin.staff import Staff
from tests.database import statements

# Of home's, one each for what was given to the member: conditions, and duties of which somebody said who sees to them.
MOST, MOST_AT_HOME = 12, 19
LISTS = [
    "admin:index", "admin:checklists_vendor_changelist", "admin:checklists_product_changelist", "admin:duties",
    "admin:checklists_modeluse_changelist", "admin:checklists_assessment_changelist", "admin:catalogue",
    "admin:checklists_aimodel_changelist", "admin:checklists_dossier_changelist", "admin:people",
    "admin:whole_history", "admin:questionnaires", "admin:resting",
]  # fmt: skip
PAGES_OF_ONE = ["admin:assessment", "admin:by_sheet", "admin:assessment_judgement", "admin:decide"]


def fill(number: int) -> None:
    for _ in range(number):
        assessment = makers.make_assessment()
        makers.make_answer(assessment, "is_this_distilled", "no")


def cost(staff: Staff, name: str, *args: object) -> int:
    staff.see(name, *args)
    with statements() as seen:
        staff.see(name, *args)
    return len(seen)


def test_every_list_costs_the_same_for_ten_rows_and_for_two_hundred(
    assessor: Staff, organisation: Organisation
) -> None:
    fill(10)
    few = {name: cost(assessor, name) for name in LISTS}
    fill(190)
    many = {name: cost(assessor, name) for name in LISTS}
    assert many == few
    assert many.pop("admin:index") <= MOST_AT_HOME
    assert max(many.values()) <= MOST


def test_a_section_of_the_sheet_stays_within_eighteen_statements(assessor: Staff, organisation: Organisation) -> None:
    assessment = makers.make_assessment()
    few = cost(assessor, "admin:answers", assessment.pk, "accuracy_trade_off")
    for question in ("uses_to_avoid", "rare_and_hard_cases", "tests_on_our_examples"):
        makers.make_answer(assessment, question, state="refuses")
    assert cost(assessor, "admin:answers", assessment.pk, "accuracy_trade_off") == few
    assert few <= 18


@pytest.mark.parametrize("name", PAGES_OF_ONE)
def test_a_page_of_one_assessment_costs_the_same_however_much_is_answered(
    assessor: Staff, organisation: Organisation, name: str
) -> None:
    assessment = makers.make_assessment()
    makers.make_answer(assessment, "is_this_distilled", "no")
    few = cost(assessor, name, assessment.pk)
    for question in ("uses_to_avoid", "rare_and_hard_cases", "tests_on_our_examples"):
        makers.make_answer(assessment, question, state="refuses")
    assert cost(assessor, name, assessment.pk) == few
    assert few <= 24
