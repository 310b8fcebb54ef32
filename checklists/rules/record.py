"""The record: one judgement as plain data, the ONE shape that digest, API, admin page and dossier share.

Only str, int, bool, None, list and dict with ASCII keys; dates are YYYY-MM-DD and decimals are strings. What is not
known is None with the label "not known", never an absent line. The shape::

    edition, as_of, judged_on            text and dates
    questionnaire                        {title, version}
    triage                               {form: short|full|ask, reason}
    first_page                           {total, own, vendor_count, minutes}
    facts[]         name plain group group_title type worth_asking known disputed value value_label
                    said[]: value value_label origin origin_label source on
    lineage         subject (id or null)
                    models[]: id key name developer released weights licence parameters modality tier_label role
                              status status_label status_source notes output_terms read_on generation
                              (generation 0 is the subject, 1 its parents; output_terms: allows allows_label
                              statement source verified, or null)
                    steps[]: child parent child_name parent_name method method_label variant variant_label says
                             says_label statement source verified read_on either_or
                    roots[] ids; gaps[]: model text
                    inherited[]: kind from from_name text source verified
                    figures[]: model metric benchmark teacher_value student_value retention_percent retention_basis
                               lower_is_better compared_to note source verified
                    claims[]: model text source agrees_with_maker
    sections[]      key title intro
                    questions[]: those that apply, in order; `shown` is false while one waits for the one it follows.
                        key number text asked_of scope weight answer_type
                        why_asked[] (fact member plain value_label known)
                        asked_because gate (yes|no|unknown) gate_met gate_how shown waits_for core vendor_help why
                        good_answer red_flag evidence look_in[] sources[] grade grade_label
                        reopened_because[] (sentences; why a later round asks it again) previous (null, or what was
                        answered in the round before, in the shape of answer)
                        answer: state state_label value value_label follow_up follow_up_label reason reason_label
                                note rung rung_label said_by said_by_label said_by_name said_on face attested
                                date_asked who_may_see who_may_see_label judged judged_label judged_comment judged_by
                                documents[] (id title kind digest issuer expires_on address seen_on) reused_from
                                version        (always present; state not_yet where nobody has answered)
    left_out[]      key number text section because facts[] answer (null, or what was said before it fell away)
    gates[]         question number text met how state
    findings[]      key rule severity severity_label title text questions[] (the one in the title first)
                    obligation covered_by sources[] by_hand owner due stale progress
                    acceptance (null, or): reason by on expires_on severity
                    remediation (null, or): plan plan_by plan_on agreed_by agreed_on done_by done_on confirmed_by
                                            confirmed_on confirmed_note
    contradictions[] key title wording charitable ask severity severity_label questions[] sources[]
                    left right: label said_by on source
    obligations[]   key band band_title headline regulator regulator_name status status_label status_kind
                    status_kind_label our_reading plain_title title summary because[] because_text in_force_from
                    in_force_until in_force_note law_text_not_checked text helps[] questions[] consequence sources[]
                    watch; items[]: key text applies_to met owner on statement expires_on documents[]
                    (where it is shown, and in a dossier, also plan: owner due, or null; rules/plans.py)
    to_do[] next_steps[]  key kind text obligation band consequence owner due
    score           lower upper (null where nothing counts) band_lower band_upper label states{state: count}
                    lines[]: question weight lower upper why
                    scale (absent from records frozen before there was one): own (whether the organisation's own) text
                          in_force_from; number reason by on (of an own one) edition (of the catalogue's)
                          points[]: kind counts; open_lower open_upper; weights[]: weight counts
                          bands[]: key label at_least
    who_answered    vendor_attested vendor_unattested looked_up own_with_document own_without_source tested_by_us
                    unanswered total
    questions_back[] fact text question
    open_facts[]    name plain
    blocking[]      key kind text question
    trade_off       text against_cheaper (empty where nothing speaks against the cheaper tier) relied_on (id or null)
                    gap: value low high (shares of all tasks, -1 to 1) evaluation items, or null
                    evaluations[]: id title task done_by done_by_label how how_label measured_on larger cheaper
                                   tolerance tolerance_on tolerance_late blind note stands_in verdict verdict_label
                                   sample settles worst sentences[]; the oldest first
                                   slices[]: name small verdict verdict_label result (none where all are of one kind)
                                   result: items paired only_larger only_cheaper chance
                                           larger cheaper: right total measured
                                           difference retention measured: value low high in hundredths, or null
                    (a record from before there were comparisons has no trade_off)
    money           tiers[] the larger, then the cheaper: tier tier_label currency task task_label month month_label
                    input_tokens output_tokens attempts; prices[] in force
                    coming[] prices to come. A price: id tier tier_label label unit unit_label currency price
                    input_price output_price price_label valid_from read_on source address from_catalogue
                    free_because in_confidence
                    volume (tasks a month); saving (or null): currency task task_label month month_label year
                    year_label per_cent like_for_like; break_even (or null): currency evaluation items may_be_none
                    value low high, each with its label, extra extra_low extra_high extra_label; mistake (or null):
                    amount currency label; said[] lacking[] old[] sentences; against_cheaper ("" where nothing is);
                    withheld (true in a dossier that holds a price back)
    recommendation  outcome (do_not_go_ahead | cannot_tell_yet | prefer_larger_tier | go_ahead_on_conditions | go_ahead)
                    outcome_label text
                    reasons[] would_change[] questions[] conditions[]: text rests_on (finding | gate | fact | duty |
                    question | test | comparison) key questions[] findings[] where short; `questions` are the fewest
                    answers that would settle what is open (absent from records frozen before there was one)
    sources[]       key title publisher version url verified basis checked_on status_note: those referred to
"""

from collections.abc import Iterable
from dataclasses import asdict

from checklists.rules.case import Case
from checklists.rules.content import Content, Source
from checklists.rules.contradictions import Contradiction, Side
from checklists.rules.findings import Finding
from checklists.rules.gates import GateResult
from checklists.rules.judge import Judgement, blocking
from checklists.rules.plain import Plain, dated, decimal, iso
from checklists.rules.questions import Asked
from checklists.rules.record_duties import obligations_on_record
from checklists.rules.record_facts import facts_on_record
from checklists.rules.record_lineage import lineage_on_record
from checklists.rules.record_money import money_on_record
from checklists.rules.record_questions import is_asked, left_out_on_record, sections_on_record
from checklists.rules.record_recommendation import recommendation_on_record
from checklists.rules.record_scale import scale_on_record
from checklists.rules.record_trade_off import trade_off_on_record
from checklists.rules.scoring import Score
from checklists.rules.severity import label
from checklists.rules.to_do import ToDo


def as_record(content: Content, case: Case, judgement: Judgement) -> Plain:
    """One judgement as plain data, in the shape above. Equal judgements give equal records."""
    edition, asked = content.edition, {each.question.key: each for each in judgement.asked}
    return {
        "edition": edition.version,
        "as_of": iso(edition.as_of),
        "questionnaire": {"title": content.questionnaire.title, "version": content.questionnaire.version},
        "judged_on": iso(case.judged_on),
        "triage": {"form": judgement.triage.form, "reason": judgement.triage.reason},
        "first_page": asdict(judgement.first_page),
        "facts": facts_on_record(edition, judgement.facts),
        "lineage": lineage_on_record(judgement),
        "sections": sections_on_record(content, case, judgement),
        "left_out": left_out_on_record(content, case, judgement),
        "gates": [_gate(gate, asked[gate.question]) for gate in judgement.gates],
        "findings": [_finding(finding) for finding in judgement.findings],
        "contradictions": [_contradiction(content, each) for each in judgement.contradictions],
        "obligations": obligations_on_record(edition, judgement.obligations),
        "to_do": [_to_do(each) for each in judgement.to_do],
        "next_steps": [_to_do(each) for each in judgement.next_steps],
        "score": _score(judgement.score) | {"scale": scale_on_record(edition, case.own_scale, case.judged_on)},
        "who_answered": asdict(judgement.who_answered),
        "questions_back": [asdict(each) for each in judgement.questions_back],
        "open_facts": [{"name": each.name, "plain": each.plain} for each in judgement.open_facts],
        "trade_off": trade_off_on_record(judgement.trade_off),
        "blocking": [asdict(block) for block in blocking(judgement)],
        "money": money_on_record(judgement.money),
        "recommendation": recommendation_on_record(judgement.recommendation),
        "sources": [_source(source) for source in _referred_to(content, judgement)],
    }


def _gate(gate: GateResult, asked: Asked) -> Plain:
    return {
        "question": gate.question,
        "number": asked.number,
        "text": asked.text,
        "met": gate.met,
        "how": gate.how,
        "state": gate.state.value,
    }


def _finding(finding: Finding) -> Plain:
    lists = {"questions": list(finding.questions), "sources": list(finding.sources)}
    lived = {"acceptance": dated(finding.acceptance), "remediation": dated(finding.remediation)}
    return {**asdict(finding), **lists, **lived, "due": iso(finding.due)}


def _contradiction(content: Content, each: Contradiction) -> Plain:
    return {
        **asdict(each),
        "severity_label": label(content.edition.scoring, each.severity),
        "left": _side(each.left),
        "right": _side(each.right),
        "questions": list(each.questions),
        "sources": list(each.sources),
    }


def _side(side: Side) -> Plain:
    return {**asdict(side), "on": iso(side.on)}


def _to_do(each: ToDo) -> Plain:
    return {**asdict(each), "due": iso(each.due)}


def _score(score: Score) -> Plain:
    return {
        "lower": score.lower,
        "upper": score.upper,
        "band_lower": score.band_lower,
        "band_upper": score.band_upper,
        "label": score.label,
        "states": dict(score.states),
        "lines": [
            {
                "question": line.question,
                "weight": decimal(line.weight),
                "lower": decimal(line.lower),
                "upper": decimal(line.upper),
                "why": line.why,
            }
            for line in score.lines
        ],
    }


def _referred_to(content: Content, judgement: Judgement) -> Iterable[Source]:
    """The sources behind what is asked and behind the duties, in the order of the edition."""
    named = {key for each in judgement.asked if is_asked(each) for key in each.question.sources}
    named.update(key for result in judgement.obligations for key in result.obligation.sources)
    return (source for key, source in content.edition.sources.items() if key in named)


def _source(source: Source) -> Plain:
    return {
        "key": source.key,
        "title": source.title,
        "publisher": source.publisher,
        "version": source.version,
        "url": source.url,
        "verified": source.verified,
        "basis": source.basis,
        "checked_on": iso(source.checked_on),
        "status_note": source.status_note,
    }
