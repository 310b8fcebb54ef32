"""The processor time of one judgement on the shipped catalogue: python -m bench.judge

Every question and obligation is judged, on a lineage of 30 models in one chain with a second parent at each step.
Three cases, since what is known decides how much is worked out. Reading tables and writing a record are no part of it.
A process keeps what conditions said of facts it met before; *afresh* it has forgotten that before each judgement. What
the machine is worth at that moment is told by a yardstick: a fixed piece of work, measured in turn with the judgements.
"""

import time
from collections.abc import Callable

from bench.scratch import machine, middle
from checklists.catalogue.content import to_content
from checklists.catalogue.convert_models import model_from, steps_from
from checklists.catalogue.load import read_edition
from checklists.rules.answers import Answer, State
from checklists.rules.case import Case
from checklists.rules.conditions import forget
from checklists.rules.content import Content
from checklists.rules.facts import Origin, Said
from checklists.rules.judge import judge
from checklists.rules.lineage import Lineage, Model, Step
from checklists.rules.record import as_record

TIMES, MODELS, SUBJECT = 100, 30, "m0"


def main() -> None:
    files = read_edition()
    content = to_content(files, "Bench")
    raws = [model.model_dump(mode="json") for model in files.models]
    known = {raw["key"]: model_from(raw) for raw in raws}
    steps = tuple(step for raw in raws for step in steps_from(raw))
    lineage = with_chain(known, steps)
    counts = f"{len(content.questionnaire.questions)} questions, {len(content.edition.obligations)} obligations"
    print(machine())
    print(f"{counts}; {len(lineage.models)} models known, {MODELS} of them in the lineage\n")
    print("| case | middle | fastest | afresh | fastest afresh | with its record | middle in yardsticks |")
    print("| --- " * 7 + "|")
    for name, case in cases(content, lineage).items():
        yard, usual, afresh, whole = zip(*(one_round(content, case) for _ in range(TIMES)), strict=True)
        figures = (middle(usual), min(usual), middle(afresh), min(afresh), middle(whole))
        print(f"| {name} | {' | '.join(f'{one:.2f} ms' for one in figures)} | {middle(usual) / middle(yard):.2f} |")


def with_chain(known: dict[str, Model], steps: tuple[Step, ...]) -> Lineage:
    """The known models, with a chain of MODELS beside them: 15 children, each made from the next and from one other."""
    half = MODELS // 2
    names = [f"m{number}" for number in range(half)] + [f"p{number}" for number in range(half)]
    models = {name: Model(name, name.upper(), "Bench", weights="open", status="stated") for name in names}
    chain = [Step(f"m{n}", f"m{n + 1}", "distillation", "maker_stated", "black_box_sequence") for n in range(half - 1)]
    others = [Step(f"m{n}", f"p{n}", "merge", "reported") for n in range(half)]
    return Lineage(SUBJECT, {**known, **models}, (*steps, *chain, *others))


def cases(content: Content, lineage: Lineage) -> dict[str, Case]:
    on = content.edition.as_of
    usual = {"judged_on": on, "lineage": lineage, "picked_model": SUBJECT, "submitted": True}
    said = tuple(Said(name, value, Origin.BUYER) for name, value in FACTS.items())
    silent = {q.key: Answer(q.key, State.REFUSES, said_on=on) for q in content.questionnaire.questions}
    silent["is_this_distilled"] = Answer("is_this_distilled", State.ANSWERED, "yes", said_on=on)
    return {
        "nothing known": Case(**usual),
        "a regulated use, nothing answered": Case(**usual, said=said),
        "the same, everything declined": Case(**usual, said=said, answers=silent),
    }


FACTS = {
    "supplied_as": "feature_inside_other_software",
    "hosting": "vendor_cloud",
    "tier_position": "cheaper",
    "task_criticality": "complex",
    "regulated_activity": True,
    "processes_personal_data": True,
    "confidential_client_information": True,
    "our_role": "both",
    "sector": "accountancy",
}


def one_round(content: Content, case: Case) -> tuple[float, float, float, float]:
    """Processor milliseconds of the yardstick, a judgement, one afresh (the facts of the case were not met before),
    and one with its record."""
    yard = taken(yardstick)
    judge(content, case)
    usual = taken(lambda: judge(content, case))
    forget()
    afresh = taken(lambda: judge(content, case))
    return yard, usual, afresh, taken(lambda: as_record(content, case, judge(content, case)))


def yardstick() -> None:
    """Ten thousand short texts made, sorted and looked up: some milliseconds, with no line of ours in it."""
    texts = {f"{number * 7919 % 10_007}": number for number in range(10_000)}
    sum(texts[text] for text in sorted(texts))


def taken(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    main()
