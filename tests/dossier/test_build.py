"""The document as HTML: complete in its cells, whole in its tables, bounded, escaped, and the same each time."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.template import Context, Engine

from checklists.dossier import build
from checklists.dossier.build import build_html, identifier
from checklists.dossier.failed import RenderFailed
from checklists.dossier.reading import link
from checklists.dossier.sections.order import SECTIONS
from tests.dossier.examples import CASES, make_example
from tests.dossier.makers import (
    make_answer,
    make_condition,
    make_contradiction,
    make_decision,
    make_duty,
    make_envelope,
    make_evidence,
    make_fact,
    make_finding,
    make_lineage,
    make_partition,
    make_question,
    make_record,
    make_silence,
    make_snapshot,
    make_step,
    make_step_to_do,
)

EMPTY_RECORD = make_record(
    facts=[],
    lineage=make_lineage(subject=None, models=[], steps=[], roots=[], gaps=[]),
    sections=[],
    findings=[],
    contradictions=[],
    obligations=[],
    to_do=[],
    next_steps=[],
    sources=[],
    score={
        "lower": None,
        "upper": None,
        "band_lower": None,
        "band_upper": None,
        "label": "None yet",
        "states": {},
        "lines": [],
    },
    who_answered=make_partition(),
)
BARE = make_snapshot(
    judgement=EMPTY_RECORD,
    vendor=None,
    ai_model=None,
    decision=None,
    history=[],
    evidence=[],
)
SNAPSHOTS = {"bare": BARE, "by hand": make_snapshot(), **{name: make_example(name) for name in CASES}}


class Cells(HTMLParser):
    """Every table with the widths of its columns, and every cell with its text."""

    def __init__(self):
        super().__init__()
        self.tables: list[list[float]] = []
        self.rows: list[int] = []
        self.cells: list[tuple[str, str]] = []
        self.inside = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "table":
            self.tables.append([])
        if tag == "col":
            self.tables[-1].append(float(re.search(r"width:([\d.]+)mm", given["style"])[1]))
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += 1
            self.cells.append((given.get("class", ""), ""))
            self.inside = True
        if self.inside and tag == "a" and given.get("class") == "pgref":
            self.handle_data("page")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.inside = None

    def handle_data(self, data):
        if self.inside:
            kind, text = self.cells[-1]
            self.cells[-1] = (kind, text + data)


def cells_of(html):
    parser = Cells()
    parser.feed(html)
    return parser


@pytest.fixture(params=SNAPSHOTS)
def html(request):
    return build_html(SNAPSHOTS[request.param], make_envelope())


def test_every_part_is_there_in_its_order(html):
    assert re.findall(r'<section[^>]* id="(\w+)"', html) == [section.key for section in SECTIONS if section.title]


def test_no_cell_is_empty_but_where_a_pen_goes(html):
    assert [kind for kind, text in cells_of(html).cells if not text.strip() and kind != "pen"] == []


def test_the_columns_of_every_table_fill_its_width(html):
    assert {sum(widths) for widths in cells_of(html).tables} <= {163.0, 153.0}


def test_every_link_has_its_target_and_no_anchor_is_there_twice(html):
    anchors = re.findall(r' id="([^"]+)"', html)
    assert sorted(set(anchors)) == sorted(anchors)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)


def test_headings_go_down_one_level_at_a_time(html):
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


def test_every_header_cell_says_what_it_heads_and_no_cell_spans(html):
    assert re.findall(r"<th(?![^>]*scope=)[ >]", html) == []
    assert "colspan" not in html
    assert "rowspan" not in html


def test_no_template_asks_for_what_it_is_not_given(monkeypatch):
    class Missing(str):
        def __mod__(self, name):
            raise AssertionError(f"nothing is called {name}")

    strict = Engine(
        dirs=[str(build.TEMPLATES)],
        builtins=["checklists.dossier.filters"],
        string_if_invalid=Missing("%s"),
    )
    monkeypatch.setattr(build, "engine", lambda: strict)
    for snapshot in SNAPSHOTS.values():
        assert build_html(snapshot, make_envelope())


def test_the_engine_escapes_what_it_is_given():
    page = build.engine().from_string("{{ text }}").render(Context({"text": "<b>"}))
    assert page == "&lt;b&gt;"


def test_the_same_snapshot_gives_the_same_text_and_identifier():
    one, other = make_example("gpt4o_mini"), make_example("gpt4o_mini")
    assert build_html(one, make_envelope()) == build_html(other, make_envelope())
    assert identifier(one, make_envelope()) == identifier(other, make_envelope())


def test_another_envelope_is_another_file():
    snapshot = make_snapshot()
    assert identifier(snapshot, make_envelope()) != identifier(snapshot, make_envelope(number=13))
    assert re.fullmatch(r"[0-9a-f]{32}", identifier(snapshot, make_envelope()))


def test_a_thousand_rows_are_printed_and_more_are_refused_with_what_to_do():
    few = build_html(make_snapshot(evidence=[]), make_envelope()).count("<tr")
    most = build.MOST_ROWS - few - 1
    evidence = [make_evidence(id=f"e{number}", used_for=[]) for number in range(most + 1)]
    assert build_html(make_snapshot(evidence=evidence[:most]), make_envelope()).count("<tr") == build.MOST_ROWS
    with pytest.raises(RenderFailed) as refused:
        build_html(make_snapshot(evidence=evidence), make_envelope())
    assert refused.value.reason == "This dossier would hold 1,001 rows; a dossier prints at most 1,000."
    assert "Attach the longest tables" in refused.value.remedy
    assert refused.value.retry is False


def test_more_than_a_megabyte_is_refused():
    long = make_answer(value="x " * 9_000, value_label="x " * 9_000)
    questions = [make_question(f"q{number}", f"1.{number}", answer_type="text", answer=long) for number in range(70)]
    with pytest.raises(RenderFailed, match="bytes of text"):
        build_html(make_snapshot(*questions), make_envelope())


def test_a_text_that_is_too_long_is_refused_by_its_question():
    answer = make_answer(value="x" * 20_001, value_label="x" * 20_001)
    with pytest.raises(RenderFailed, match=r"^Question 4\.2 \(value\) has 20,001 characters"):
        build_html(make_snapshot(make_question("q", "4.2", answer=answer)), make_envelope())


def section_of(html, key):
    """One part of the document as text without tags."""
    return re.sub(r"<[^>]+>", "", html.partition(f'id="{key}"')[2].partition("</section>")[0])


def test_an_undecided_dossier_says_so_and_recommends_nothing():
    brief = section_of(build_html(make_example("gpt4o_mini"), make_envelope()), "brief")
    assert "Not decided yet" in brief
    assert "In the way of approval:" in brief
    for word in ("recommend", "Go ahead", "go ahead"):
        assert word not in brief


def test_a_decision_is_told_with_its_conditions_and_who_took_it():
    html = build_html(
        make_snapshot(decision=make_decision(conditions=[make_condition(n) for n in (1, 2, 3)])), make_envelope()
    )
    assert "Approved, on three conditions" in section_of(html, "brief")
    assert "by Director on 24 November 2026; submitted by Operations lead, four eyes kept." in section_of(html, "brief")


def test_a_decision_by_one_person_says_so_where_it_is_read():
    alone = make_decision(four_eyes=False, submitted_by="Director")
    html = build_html(make_snapshot(decision=alone), make_envelope())
    assert "assessed and decided by the same person" in section_of(html, "brief")
    assert "Off: assessed and decided by the same person" in section_of(html, "decision")


def test_zeros_are_said_in_words_where_there_is_nothing():
    html = build_html(BARE, make_envelope())
    assert "0 contradictions" in html
    assert "0 findings" in html
    assert "0 duties follow from the facts on record." in html
    assert "0 pieces of evidence are on file." in html
    assert "The maker does not say: 0." in html
    assert "Nothing is left to do on this record." in html


def test_a_fact_that_is_not_known_is_never_printed_as_no():
    unknown = make_fact(known=False, value=None, value_label="not known", said=[])
    model = section_of(build_html(make_snapshot(judgement=make_record(facts=[unknown])), make_envelope()), "model")
    row = model.partition("Where does the model run?")[2][:40]
    assert row.startswith("Not known")
    assert "nobody yet" in row


def test_a_set_that_is_known_in_part_says_what_is_known_and_that_the_rest_is_not():
    said = {
        "value": {},
        "value_label": "Its maker",
        "origin": "answers",
        "origin_label": "An answer",
        "source": "",
        "on": None,
    }
    part = make_fact(
        known=False, value={"present": ["maker"]}, value_label="Its maker. The rest is not known", said=[said] * 2
    )
    model = section_of(build_html(make_snapshot(judgement=make_record(facts=[part])), make_envelope()), "model")
    assert "1 fact: 0 known, 1 known in part, 0 not known yet, 0 disputed." in model
    assert "In part: Its maker. The rest is not knownAnswer" in model
    assert model.count("Answer") == 1


def test_where_two_origins_disagree_both_are_shown_and_neither_wins():
    said = [
        {
            "value": "no",
            "value_label": "No",
            "origin": "answers",
            "origin_label": "An answer",
            "source": "is_this_distilled",
            "on": None,
        },
        {
            "value": "yes",
            "value_label": "Yes",
            "origin": "lineage",
            "origin_label": "Lineage",
            "source": "",
            "on": "2026-11-24",
        },
    ]
    fact = make_fact(known=False, disputed=True, value=None, value_label="not known", said=said)
    model = section_of(build_html(make_snapshot(judgement=make_record(facts=[fact])), make_envelope()), "model")
    assert "DisputedNo: Answer 1.1Yes: Public record, 24 Nov 2026" in model


def test_a_claim_without_a_source_says_so():
    lineage = make_lineage(claims=[{"model": "m1", "text": "It is fast.", "source": None, "agrees_with_maker": None}])
    html = build_html(make_snapshot(judgement=make_record(lineage=lineage)), make_envelope())
    assert "It is fast.the maker has not saidno source given" in section_of(html, "model")


def test_a_duty_of_law_whose_text_was_not_checked_says_so():
    duty = make_duty(law_text_not_checked=True, our_reading=True, sources=[])
    duties = section_of(build_html(make_snapshot(judgement=make_record(obligations=[duty])), make_envelope()), "duties")
    assert "Law, text not checked by us." in duties
    assert "Law, our reading." in duties
    assert "No source given" in duties


def test_an_open_duty_is_open_and_one_that_starts_later_has_its_day():
    duties = [
        make_duty("a", status="open", status_label="Open"),
        make_duty("b", status="starts_on", in_force_from="2027-01-01"),
        make_duty("c", status="met"),
        make_duty("d", status="not_applicable"),
    ]
    text = section_of(build_html(make_snapshot(judgement=make_record(obligations=duties)), make_envelope()), "duties")
    assert "Starts on 1 January 2027" in text
    assert "Applies; met" in text
    assert "1 duty applies: 1 under “The law says”; our own record meets 1. 1 open" in text
    assert "1 to start later, 1 ruled out." in text


def test_next_steps_begin_with_conditions_and_gather_findings_of_one_kind():
    findings = [make_finding(f"silence:{n}", questions=[f"q{n}"]) for n in range(3)]
    questions = [make_question(f"q{n}", f"1.{n}") for n in range(3)]
    record = make_record(*questions, findings=findings, to_do=[make_step_to_do(owner="Sam", due="2026-12-01")])
    brief = section_of(build_html(make_snapshot(judgement=record), make_envelope()), "brief").partition(
        "What to do next"
    )[2]
    assert brief.index("hash is on record") < brief.index("Get an answer to questions 1.0, 1.1 and 1.2")
    assert "F1, F2, F3" in brief
    assert brief.index("Get an answer") < brief.index("Write down the lawful basis")
    assert "Sam1 Dec 2026" in brief


def test_findings_that_something_covers_stand_apart():
    covered = make_finding("f2", title="Raised and answered", covered_by="An own test")
    html = build_html(make_snapshot(judgement=make_record(findings=[covered])), make_envelope())
    assert "No findings" in section_of(html, "brief")
    assert "An own test" in section_of(html, "findings").partition("Covered or accepted")[2]


def test_a_finding_does_not_repeat_what_its_title_quotes():
    finding = make_finding(title='Not written down: "Who chose?"', text='The trade-off is open. "Who chose?"')
    text = section_of(build_html(make_snapshot(judgement=make_record(findings=[finding])), make_envelope()), "findings")
    assert "Not written down: &quot;Who chose?&quot;The trade-off is open." in text
    assert text.count("Who chose?") == 1


def test_words_that_all_findings_of_a_kind_share_are_said_once():
    findings = [
        make_finding(
            f"silence:{n}",
            title=f'No answer yet: "Question {n}?"',
            text=f'"Question {n}?" No answer by the due date. Own {n}.',
        )
        for n in range(3)
    ]
    text = section_of(build_html(make_snapshot(judgement=make_record(findings=findings)), make_envelope()), "findings")
    assert text.count("No answer by the due date.") == 1
    assert all(f"Own {n}." in text for n in range(3))


def test_a_reason_is_told_in_short_with_the_number_of_its_fact():
    because = [
        {
            "fact": "hosting",
            "plain": "Where does the model run?",
            "value_label": "our own servers",
            "known": True,
            "member": "",
        },
        {
            "fact": "hosting",
            "plain": "Does it include health, sickness or beliefs?",
            "value_label": "No",
            "known": True,
            "member": "",
        },
        {
            "fact": "gone",
            "plain": "Which was done?",
            "value_label": "Distilled: trained to copy: not known",
            "known": False,
            "member": "d",
        },
        {
            "fact": "gone",
            "plain": "Which was done?",
            "value_label": "Pruned: not known",
            "known": False,
            "member": "p",
        },
        {"fact": "gone", "plain": "Which was done?", "value_label": "None: no", "known": True, "member": "n"},
    ]
    answers = section_of(build_html(make_snapshot(make_question(why_asked=because)), make_envelope()), "answers")
    assert "Where does the model run? Our own servers (fact\u00a01)" in answers
    assert "Does it include health…? No (fact\u00a01)" in answers
    assert "Which was done? Not known: “Distilled” and “Pruned” (a fact); " in answers
    assert "Which was done? Not among them: “None” (a fact)" in answers


def test_both_sides_of_a_contradiction_speak_in_their_own_voice():
    html = build_html(make_snapshot(judgement=make_record(contradictions=[make_contradiction()])), make_envelope())
    part = html.partition('id="findings"')[2].partition("</section>")[0]
    assert '<p class="tag">The vendor says</p><div class="theirs"><p class="words">No</p></div>' in part
    assert '<p class="tag">The maker</p><p>Distilled</p>' in part
    assert "Both may be honest" in part


def test_a_missing_answer_waits_for_the_one_it_follows():
    child = make_question("child", "1.2", shown=False, waits_for="is_this_distilled", answer=make_silence())
    answers = section_of(build_html(make_snapshot(make_question(), child), make_envelope()), "answers")
    assert "put once 1.1 has been answered" in answers


@pytest.mark.parametrize(
    ("outcome", "label", "said"),
    [
        ("approved", "Approved", "Approved"),
        ("on_hold", "On hold", "On hold"),
        ("declined", "Declined", "Declined"),
        ("withdrawn", "Withdrawn", "Withdrawn"),
    ],
)
def test_every_outcome_is_the_largest_word_on_the_page(outcome, label, said):
    decision = make_decision(outcome=outcome, outcome_label=label, conditions=[], valid_until=None)
    html = build_html(make_snapshot(decision=decision), make_envelope())
    assert f'<p class="say">{said}</p>' in html
    assert "with no end date set" in section_of(html, "decision")


def test_two_people_decide_without_having_to_and_it_says_so():
    html = build_html(make_snapshot(decision=make_decision(four_eyes=False)), make_envelope())
    assert "submitted by Operations lead, though nobody required a second person" in section_of(html, "brief")


def test_an_assessment_that_nobody_submitted_says_how_far_it_is():
    assessment = make_snapshot()["assessment"] | {"submitted_on": None, "submitted_by": None, "state_label": "In work"}
    html = build_html(make_snapshot(decision=None, assessment=assessment), make_envelope())
    assert "Opened on 3 November 2026; not submitted for a decision." in section_of(html, "brief")
    assert "Not decided yet. The assessment is in work." in section_of(html, "decision")


def test_what_is_in_the_way_is_named_by_number():
    blocking = [
        {"key": "gate:is_this_distilled", "kind": "gate", "text": "t", "question": "is_this_distilled"},
        {"key": "silence:accuracy", "kind": "finding", "text": "t", "question": ""},
    ]
    record = make_record(blocking=blocking)
    brief = section_of(build_html(make_snapshot(decision=None, judgement=record), make_envelope()), "brief")
    assert "gate 1.1, not met yet and finding F1, which must be settled first." in brief


def test_an_answer_that_fell_away_is_kept_with_the_reason():
    def left(number, answer):
        return {
            "key": f"k{number}",
            "number": number,
            "text": "t",
            "section": "s",
            "because": "No.",
            "facts": [],
            "answer": answer,
        }

    hidden = make_answer(state="confidential", value_label="CANARY")
    record = make_record(
        left_out=[left("8.1", make_answer(value_label="Two hosts")), left("8.2", hidden), left("8.3", None)]
    )
    text = section_of(build_html(make_snapshot(judgement=record), make_envelope()), "left_out")
    assert "Answered before it fell away, 10 November 2026: Two hosts" in text
    assert "given in confidence" in text
    assert "CANARY" not in text
    assert "3 questions of this questionnaire did not apply." in text


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("https://example.org/a?b=1#c", True),
        ("https://example.org/\u200blong", True),
        ("http://example.org/", False),
        ("javascript:alert(1)", False),
        ("https://user@example.org/", False),
        ("https://[::1", False),
        ("https:///path", False),
        ("https://exämple.org/", False),
        ('https://example.org/"onmouseover=', False),
        ("", False),
        (None, False),
    ],
)
def test_only_a_plain_https_address_becomes_a_link(address, carried):
    assert (link(address) != "") is carried


def test_an_address_that_is_no_link_is_still_printed():
    lineage = make_lineage(steps=[make_step(source="http://[broken")])
    html = build_html(make_snapshot(judgement=make_record(lineage=lineage)), make_envelope())
    assert "http://[broken" in section_of(html, "evidence")
    assert 'href="http:' not in html
