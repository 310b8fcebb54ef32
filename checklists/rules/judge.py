"""The judgement: all that follows from one case under one edition, on one day. A person decides; this never does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checklists.rules.answer_facts import facts_from_answers, questions_back
from checklists.rules.answers import Answer, State
from checklists.rules.case import Case
from checklists.rules.content import Content, TradeOffBounds
from checklists.rules.contradictions import Contradiction, Ground, contradictions
from checklists.rules.covering import covered_by
from checklists.rules.duty_words import in_print
from checklists.rules.facts import Facts, settle
from checklists.rules.findings import Finding, findings
from checklists.rules.gates import GateResult, gate_results, is_own, valid_passes
from checklists.rules.grading import Grade, grade
from checklists.rules.lineage import Gap, Inherited, Lineage
from checklists.rules.lineage_words import gaps, inherited
from checklists.rules.money.reckoning import Money, money_of
from checklists.rules.obligations import ObligationResult, OwnRecord, stand
from checklists.rules.open_facts import OpenFact, QuestionBack, open_facts
from checklists.rules.own_scale import OwnScale, scale_for
from checklists.rules.questions import Asked, asked, is_answered, is_ruled_out
from checklists.rules.recommend import Recommendation, recommend
from checklists.rules.recommend_open import Point
from checklists.rules.scoring import Score, score
from checklists.rules.severity import CRITICAL
from checklists.rules.short_form import FirstPage, Triage, first_page, short_set, triage
from checklists.rules.situation import Situation
from checklists.rules.subject import Subject, subject_of
from checklists.rules.to_do import ToDo, next_steps, to_do
from checklists.rules.trade_off.gap import Gap as TierGap
from checklists.rules.trade_off.trade_off import TradeOff, trade_off
from checklists.rules.who_answered import WhoAnswered, who_answered

NOT_CHEAPER = ("largest", "only_one")


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one case.

    `asked` holds every question of the questionnaire in order, those that do not apply too. `grades` is by question
    key, for those that are shown. `gates` holds every question that is a gate for this case. `to_do` is about duties
    and open facts; `next_steps` is the director's list, the gravest findings first.
    """

    facts: Facts
    triage: Triage
    asked: tuple[Asked, ...]
    first_page: FirstPage
    grades: Mapping[str, Grade]
    gates: tuple[GateResult, ...]
    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...]
    obligations: tuple[ObligationResult, ...]
    score: Score
    who_answered: WhoAnswered
    to_do: tuple[ToDo, ...]
    next_steps: tuple[ToDo, ...]
    lineage: Lineage
    gaps: tuple[Gap, ...]
    inherited: tuple[Inherited, ...]
    questions_back: tuple[QuestionBack, ...]
    open_facts: tuple[OpenFact, ...]
    trade_off: TradeOff
    money: Money
    recommendation: Recommendation


def judge(content: Content, case: Case) -> Judgement:
    """Everything that follows from a case under an edition and a questionnaire. The same input, the same output."""
    situation, questions = _situation(content, case)
    results, edition, on = situation.obligations, content.edition, case.judged_on
    raised = findings(situation)
    duties = to_do(results, situation.facts, edition, raised)
    scale, money = scale_for(edition, case.own_scale, on), _money(content, case, situation.trade_off.gap)
    return Judgement(
        facts=situation.facts,
        triage=triage(situation.facts),
        asked=questions,
        first_page=first_page(questions, content.questionnaire),
        grades=situation.grades,
        gates=tuple(situation.gates.values()),
        findings=raised,
        contradictions=situation.contradictions,
        obligations=results,
        score=score(questions, situation.answers, situation.grades, scale),
        who_answered=who_answered(questions, situation.answers),
        to_do=duties,
        next_steps=next_steps(raised, duties, edition),
        lineage=situation.lineage,
        gaps=gaps(situation.lineage),
        inherited=inherited(situation.lineage),
        questions_back=questions_back(content.questionnaire, situation.answers, situation.facts),
        open_facts=open_facts(situation.facts, results, questions),
        trade_off=situation.trade_off,
        money=money,
        recommendation=recommend(situation, questions, raised, against_cheaper=_against_cheaper(situation, money)),
    )


def score_under(content: Content, case: Case, judgement: Judgement, own: OwnScale | None) -> Score:
    """What the score of a case just judged would be under another scale; nothing else of a judgement rests on it."""
    scale = scale_for(content.edition, own, case.judged_on)
    return score(judgement.asked, case.answers, judgement.grades, scale)


def _situation(content: Content, case: Case) -> tuple[Situation, tuple[Asked, ...]]:
    questionnaire, on, subject = content.questionnaire, case.judged_on, subject_of(case)
    facts, silent = settled_facts(content, case, subject)
    answers = {key: answer for key, answer in case.answers.items() if key not in silent}
    ground = Ground(questionnaire, answers, facts, subject, case.names, case.answers)
    against = contradictions(content.edition.contradictions, ground)
    given = {q.key: answers[q.key] for q in questionnaire.questions if is_answered(answers.get(q.key))}
    known = subject.lineage.catalogued
    grades = {q.key: grade(q, given.get(q.key), facts, questionnaire, on, known) for q in questionnaire.questions}
    only = (
        short_set(questionnaire, facts, grades, [key for c in against for key in c.questions]) if case.short else None
    )
    questions = asked(questionnaire, facts, given, case.tier_label, only)
    shown = {each.question.key: each for each in questions if each.shown}
    bounds = content.edition.scoring.trade_off
    covered = _covered(questions, given, subject, case, bounds)
    passes = valid_passes(case.gate_passes, on)
    gates = gate_results(questions, given, grades, covered, passes)
    situation = Situation(
        edition=content.edition,
        questionnaire=questionnaire,
        case=case,
        facts=facts,
        lineage=subject.lineage,
        shown=shown,
        answers=given,
        grades={key: grades[key] for key in shown},
        covered=covered,
        trade_off=trade_off(case.evaluations, content.edition),
        gates={each.question: each for each in gates},
        passes=passes,
        contradictions=against,
        obligations=_obligations(content, case, facts, given.values()),
    )
    return situation, questions


def settled_facts(content: Content, case: Case, subject: Subject) -> tuple[Facts, frozenset[str]]:
    """The facts once nothing changes any more, with the keys of the questions that do not apply.

    Answers set facts, and facts decide which questions apply; an answer to a question that does not apply says
    nothing. Rounds go on until the same answers fall away twice. Should they go round in a circle, every question of
    the circle falls silent, so that no answer can remove its own question.
    """
    definitions = content.edition.definitions
    fixed = (*case.said, *subject.facts(definitions))
    given = {key for key, answer in case.answers.items() if answer.state is State.ANSWERED}

    def one_round(silent: frozenset[str]) -> tuple[Facts, frozenset[str]]:
        facts = settle(definitions, (*fixed, *facts_from_answers(content.questionnaire, case.answers, silent)))
        standing = content.questionnaire.by_condition.items()
        return facts, frozenset(key for text, keys in standing if is_ruled_out(text, facts) for key in keys)

    rounds: list[frozenset[str]] = [frozenset()]
    while True:
        facts, away = one_round(rounds[-1])
        if away & given == rounds[-1] & given:  # only where an answer that says something falls silent a fact changes
            return facts, away
        if away in rounds:
            return one_round(frozenset().union(*rounds[rounds.index(away) :]))
        rounds.append(away)


def _covered(
    questions: Iterable[Asked], answers: Mapping[str, Answer], subject: Subject, case: Case, bounds: TradeOffBounds
) -> dict[str, str]:
    """What stands in for answers, by question. Where it is not agreed which model is meant, no record of one does."""
    lineage = subject.lineage if subject.agreed else Lineage()
    words = (
        (each.question.key, covered_by(each.question, answers.get(each.question.key), lineage, case, bounds))
        for each in questions
    )
    return {key: covered for key, covered in words if covered}


def _money(content: Content, case: Case, gap: TierGap | None) -> Money:
    """What the tiers cost, with the gap between them that a comparison has shown."""
    edition = content.edition
    days = edition.scoring.freshness_days
    return money_of(case.prices, case.usage, gap, case.judged_on, edition.wording, days)


def _against_cheaper(situation: Situation, money: Money) -> tuple[Point, ...]:
    """What speaks against the cheaper tier; nothing where ours is known to be the largest, or the only one."""
    if situation.facts.values.get("tier_position") in NOT_CHEAPER:
        return ()
    said = {"comparison": situation.trade_off.against_cheaper, "money": money.against_cheaper}
    return tuple(Point(sentence, rests_on) for rests_on, sentence in said.items() if sentence)


def _obligations(content: Content, case: Case, facts: Facts, answers: Iterable[Answer]) -> tuple[ObligationResult, ...]:
    edition = content.edition
    vendors = {each.question for each in answers if each.state is State.ANSWERED and not is_own(each)}
    own: dict[str, list[OwnRecord]] = {}
    for record in case.records:
        own.setdefault(record.obligation, []).append(record)
    results = (stand(duty, facts, own.get(duty.key, ()), case.judged_on) for duty in edition.obligations)
    return tuple(in_print(result, facts, edition.wording, edition.sources, vendors) for result in results)


@dataclass(frozen=True)
class Block:
    """One thing that refuses *approved*: a gate or a finding. A condition of a decision may name its `key`."""

    key: str
    kind: str
    text: str
    question: str = ""


def blocking(judgement: Judgement) -> tuple[Block, ...]:
    """What refuses *approved*: gates that are not met, and critical findings that nothing covers.

    A gate that waits for another unmet gate is left to that one, and a finding about a gate in the list to the gate.
    """
    texts = {each.question.key: each for each in judgement.asked}
    unmet = [gate for gate in judgement.gates if not gate.met]
    keys = {gate.question for gate in unmet}
    standing = [gate for gate in unmet if texts[gate.question].waits_for not in keys]
    grave = [
        finding
        for finding in judgement.findings
        if finding.severity == CRITICAL and not finding.covered_by and not keys.intersection(finding.questions)
    ]
    return (
        *(Block(f"gate:{gate.question}", "gate", texts[gate.question].text, gate.question) for gate in standing),
        *(Block(each.key, "finding", each.title, next(iter(each.questions), "")) for each in grave),
    )
