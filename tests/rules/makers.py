"""Small contents and cases made by hand, each maker with a default for whatever a test does not care about."""

from datetime import date
from decimal import Decimal
from typing import Any

from checklists.rules.answers import Answer, Document, State
from checklists.rules.case import Case
from checklists.rules.content import (
    BandOfScore,
    Content,
    ContradictionRule,
    Edition,
    FactGroup,
    FindingRule,
    Scale,
    Scoring,
    Source,
)
from checklists.rules.facts import Choice, FactDefinition, Facts, Origin, Said, settle
from checklists.rules.judge import Judgement, judge
from checklists.rules.lineage import Lineage, Model, Step
from checklists.rules.obligations import Band, Obligation, OwnRecord, Regulator, Required
from checklists.rules.questions import Column, Question, Questionnaire, Section, Table
from checklists.rules.trade_off.counts import Pairs
from checklists.rules.trade_off.evaluation import DoneBy, Evaluation, How, Slice

TODAY = date(2026, 11, 24)
EARLIER = date(2026, 11, 3)
BUYER, ANSWERS, LINEAGE = Origin.BUYER, Origin.ANSWERS, Origin.LINEAGE


def choices(*keys: str) -> tuple[Choice, ...]:
    """Choices whose label is the key in capitals."""
    return tuple(Choice(key, key.replace("_", " ").capitalize()) for key in keys)


def make_fact(name: str, kind: str = "bool", keys: tuple[str, ...] = (), **more: Any) -> FactDefinition:
    given = {"group": "use", "plain": f"What of {name}?", "origins": (BUYER,), "choices": choices(*keys), **more}
    return FactDefinition(name, kind, **given)


FACTS = (
    make_fact("supplied_as", "enum", ("ai_product", "self_supplied")),
    make_fact("hosting", "enum", ("vendor_cloud", "own_infrastructure", "on_device"), origins=(BUYER, ANSWERS)),
    make_fact("task_criticality", "enum", ("routine", "complex", "high_stakes")),
    make_fact("regulated_activity"),
    make_fact("decides_about_people"),
    make_fact("automated_decision"),
    make_fact("agentic"),
    make_fact("processes_personal_data", group="data"),
    make_fact("confidential_client_information", group="data"),
    make_fact("customer_data_used_for_training", group="data", origins=(ANSWERS, BUYER)),
    make_fact("professional_body", "set", ("icaew", "sra", "none"), exclusive=("none",)),
    make_fact("is_distilled", "enum", ("yes", "no"), group="model", origins=(LINEAGE, ANSWERS)),
    make_fact("techniques", "set", ("distillation", "fine_tuning", "merge"), group="model", origins=(LINEAGE, ANSWERS)),
    make_fact("open_weights", group="model", origins=(LINEAGE, BUYER)),
)
DEFINITIONS = {fact.name: fact for fact in FACTS}


def known(**values: Any) -> Facts:
    """Facts that the buyer stated."""
    return settle(DEFINITIONS, said(**values))


def said(origin: Origin = BUYER, source: str = "", on: date | None = EARLIER, **values: Any) -> tuple[Said, ...]:
    return tuple(Said(name, value, origin, source, on) for name, value in values.items())


def make_question(key: str = "q", **more: Any) -> Question:
    given = {"section": "first", "asked_of": "vendor", "scope": "product", "text": f"Text of {key}?", **more}
    return Question(key=key, **{"answer_type": "text", **given})


def make_yes_no(key: str = "q", **more: Any) -> Question:
    return make_question(key, **{"answer_type": "yes_no", "choices": choices("yes", "no"), **more})


def make_choice(key: str = "q", *keys: str, **more: Any) -> Question:
    return make_question(key, **{"answer_type": "choice", "choices": choices(*keys), **more})


TABLE = Table(
    "parts",
    "One line a part.",
    (
        Column("part", "Part", "text"),
        Column("who", "Who", "choice", ("vendor", "us", "nobody", "not_us")),
        Column("days", "Days", "number"),
        Column("since", "Since", "date"),
        Column("price", "Price", "money"),
        Column("model", "Model", "ai_model"),
    ),
    judged_column="who",
)
PLAIN_TABLE = Table("tests", "One line a test.", (Column("test", "Test", "text"), Column("items", "Items", "number")))
REASONS = {
    State.DOES_NOT_KNOW: (
        Choice("maker_does_not_say", "The maker does not say", needs="date_asked"),
        Choice("we_asked_and_wait", "We asked and are waiting", needs="date_asked"),
        Choice("nobody_here_knows", "Nobody here knows"),
        Choice("not_recorded", "It was not recorded"),
    ),
    State.CONFIDENTIAL: (Choice("under_nda", "Under an agreement"), Choice("on_a_call", "On a call")),
}
SECTIONS = (Section("first", "First part", "What it is."), Section("second", "Second part"))


def make_questionnaire(*questions: Question, **more: Any) -> Questionnaire:
    tables = {table.key: table for table in (TABLE, PLAIN_TABLE)}
    given = {"sections": SECTIONS, "tables": tables, "reasons": REASONS, **more}
    return Questionnaire("A questionnaire", 3, questions=questions, **given)


def make_answer(question: str = "q", value: Any = "yes", **more: Any) -> Answer:
    return Answer(question, more.pop("state", State.ANSWERED), value, **{"said_on": EARLIER, **more})


def make_silence(question: str = "q", state: State = State.DOES_NOT_KNOW, reason: str = "", **more: Any) -> Answer:
    return Answer(question, state, reason=reason, **{"said_on": EARLIER, **more})


def make_document(title: str = "A paper", **more: Any) -> Document:
    return Document(id="d1", title=title, kind="file", digest="0" * 64, **more)


def make_obligation(key: str = "duty", **more: Any) -> Obligation:
    given = {
        "regulator": "ico",
        "band": "law",
        "status_kind": "law",
        "plain_title": f"Plain {key}",
        "title": f"Title of {key}",
        "summary": "What it says.",
        "applies_when": "True",
        "required": (Required("note", "A note is kept"),),
        **more,
    }
    return Obligation(key=key, **given)


def make_record(obligation: str = "duty", item: str = "note", **more: Any) -> OwnRecord:
    return OwnRecord(obligation, item, **{"owner": "Ada", "on": EARLIER, "statement": "Kept.", **more})


def make_source(key: str = "law_text", verified: bool = True) -> Source:
    return Source(key, f"Title of {key}", "A publisher", "1", verified, "primary_copy")


def by_weight(low: str, heavy: str, gate: str) -> dict[str, str]:
    return {"weight_1_3": low, "weight_4_5": heavy, "gate": gate}


FINDING_RULES = (
    FindingRule("maker_does_not_say", "The maker has not said.", by_weight("info", "low", "medium"), True),
    FindingRule("we_asked_and_wait", "The maker was asked.", by_weight("info", "low", "medium"), True),
    FindingRule("not_recorded", "It was not recorded.", by_weight("low", "medium", "high"), True),
    FindingRule("nobody_here_knows", "The vendor does not know.", by_weight("low", "medium", "high"), True),
    FindingRule("refuses", "The vendor prefers not to say.", by_weight("medium", "high", "critical"), True),
    FindingRule("confidential", "Given in confidence.", by_weight("info", "low", "medium"), True),
    FindingRule("silence", "No answer by the due date.", by_weight("low", "medium", "high"), True),
    FindingRule("red", "Not to be passed over.", by_weight("medium", "high", "critical"), True),
    FindingRule("amber", "The answer is a concern.", by_weight("low", "medium", "medium"), True),
    FindingRule("judged_unacceptable", "Judged unacceptable.", by_weight("medium", "high", "critical")),
    FindingRule("judged_concern", "A reviewer has a concern.", by_weight("low", "medium", "medium")),
    FindingRule("evidence_missing", "Nothing is attached.", by_weight("low", "low", "medium")),
    FindingRule("evidence_expired", "A document is out of date.", by_weight("low", "medium", "medium")),
    FindingRule("answer_stale", "The answer is old.", by_weight("low", "medium", "medium")),
    FindingRule("contradiction", "Two statements do not agree.", {"from_rule": ""}),
    FindingRule(
        "trade_off_undocumented",
        "The trade-off is not written down.",
        {"all": "critical"},
        when="regulated_activity or task_criticality == 'high_stakes'",
        unless_answered="tier_choice_recorded",
        instead_of={"question": "tier_choice_recorded", "rule": "silence"},
    ),
    FindingRule("tier_without_model", "The plan is named, the model is not.", {"all": "medium"}),
    FindingRule(
        "own_record_missing",
        "The own record is missing.",
        {"law": {"3": "high", "2": "medium", "1": "low"}, "professional": {3: "high", 2: "medium", 1: "low"}},
    ),
)
SCALE = Scale(
    valid_from=date(2026, 1, 1),
    valid_until=None,
    points={
        "satisfactory": Decimal(1),
        "closed_good": Decimal(1),
        "concern": Decimal("0.5"),
        "amber": Decimal("0.5"),
        "unacceptable": Decimal(0),
        "red": Decimal(0),
    },
    open_lower=Decimal(0),
    open_upper=Decimal(1),
    weights={weight: Decimal(weight) for weight in range(1, 6)},
    bands=(
        BandOfScore("well", "Well answered", Decimal(85)),
        BandOfScore("gaps", "Answered, with gaps", Decimal(65)),
        BandOfScore("thin", "Thin", Decimal(40)),
        BandOfScore("little", "Little to go on yet", Decimal(0)),
    ),
)
SCORING = Scoring(
    scales=(SCALE,),
    severities=tuple((key, key.capitalize()) for key in ("info", "low", "medium", "high", "critical")),
    finding_rules={rule.key: rule for rule in FINDING_RULES},
    freshness_days={"vendor": 365, "product": 180, "model_in_use": 90, "price": 90},
    to_do_at_most=7,
)
WORDING = {
    "maker_does_not_say": "The maker has not said. That is neither a yes nor a no.",
    "nobody_here_knows": "The vendor says that it does not know. We suggest {date}.",
    "refuses": "The vendor declines to say.",
    "contradiction": "Two statements do not agree. {wording} {charitable} {ask}",
    "obligation_open": 'Open: "{question}" is not answered: {obligation}. {ask} Until then, treat it as a yes.',
    "obligation_vendor_material_only": "The vendor's material is on file; your own record is missing.",
    "tier_without_model": "The vendor has not said which model sits behind '{tier_label}'.",
}
BANDS = (
    Band("law", "The law says", True),
    Band("professional", "Your regulator says", True),
    Band("good_practice", "Good practice", False),
)


def make_edition(**more: Any) -> Edition:
    given = {
        "version": "2026.11.1",
        "as_of": TODAY,
        "fact_groups": (FactGroup("use", "What it is used for"), FactGroup("data", "What it sees")),
        "facts": FACTS,
        "obligations": (),
        "regulators": (Regulator("ico", "Information Commissioner"),),
        "bands": BANDS,
        "contradictions": (),
        "wording": WORDING,
        "sources": {"law_text": make_source()},
        "scoring": SCORING,
        **more,
    }
    return Edition(**given)


def make_content(*questions: Question, **edition: Any) -> Content:
    return Content(make_edition(**edition), make_questionnaire(*questions))


def make_case(*answers: Answer, **more: Any) -> Case:
    return Case(more.pop("judged_on", TODAY), answers={answer.question: answer for answer in answers}, **more)


def judged(content: Content, *answers: Answer, **more: Any) -> Judgement:
    return judge(content, make_case(*answers, **more))


def make_model(key: str = "student", **more: Any) -> Model:
    given = {
        "name": key.capitalize(),
        "developer": "Maker",
        "read_on": TODAY,
        "licence": "MIT",
        "parameters": 1,
        **more,
    }
    return Model(key, key=key, **given)


def make_step(child: str = "student", parent: str = "teacher", **more: Any) -> Step:
    given = {"method": "distillation", "says": "maker_stated", "source": "https://maker.example/card", **more}
    return Step(child, parent, **{"verified": True, "read_on": TODAY, **given})


def make_lineage(*steps: Step, models: tuple[Model, ...] = (), subject: str | None = "student") -> Lineage:
    """The models that the steps name, with those given in their place."""
    named = dict.fromkeys(key for step in steps for key in (step.child, step.parent))
    everything = {key: make_model(key) for key in ([subject] if subject else []) + list(named)}
    return Lineage(subject, {**everything, **{model.id: model for model in models}}, steps)


def make_contradiction(key: str, left: dict, right: dict, kind: str = "answer_vs_lineage", **more: Any):
    given = {
        "wording": "Said on {said_on}: {left}. {model} from {parent} by {method} ({source}, read on {read_on}).",
        "charitable": "Both may be honest.",
        "ask": "Which version of {model}?",
        "severity": "high",
        **more,
    }
    return ContradictionRule(key, kind, left, right, **given)


def make_evaluation(*counts: Pairs, **more: Any) -> Evaluation:
    """An own test of 200 items, on which the cheaper tier gets 4 more wrong than right, unless told otherwise."""
    parts = tuple(Slice(f"Kind {number}" if len(counts) > 1 else "", each) for number, each in enumerate(counts, 1))
    usual = {
        "id": "test", "title": "Our own test", "task": "Read figures off an invoice", "done_by": DoneBy.BUYER,
        "how": How.OWN_TEST, "measured_on": EARLIER, "larger": "Full", "cheaper": "Lite",
        "slices": parts or (Slice("", Pairs(180, 8, 4, 8)),),
    }  # fmt: skip
    return Evaluation(**usual | more)


OWN_TEST = make_evaluation()
