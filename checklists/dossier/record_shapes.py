"""The schema of the record inside a dossier, in the shape that checklists/rules/record.py documents."""

from checklists.dossier.money_shapes import MONEY
from checklists.dossier.shapes import (
    COUNT,
    DAY,
    DIGEST,
    KEYS,
    MAYBE,
    MAYBE_DAY,
    TEXT,
    VALUE,
    YES_NO,
    Shape,
    each,
    many,
    maybe,
    one_of,
    whole,
)
from checklists.dossier.trade_off_shapes import TRADE_OFF

DEFINITIONS: dict[str, Shape] = {}


def define(called: str, /, *, optional: dict[str, Shape] | None = None, **properties: Shape) -> Shape:
    """A closed object under a name of its own in the schema; gives the reference to it."""
    DEFINITIONS[called] = whole(optional=optional, **properties)
    return {"$ref": f"#/$defs/{called}"}


STATES = ("answered", "not_applicable", "does_not_know", "refuses", "confidential", "not_yet")
RUNGS = (
    "vendor_says",
    "published_by_vendor",
    "vendor_shows_document",
    "third_party_attests",
    "buyer_tested",
    "own_record",
)
REASON = define("reason", fact=TEXT, plain=TEXT, value_label=TEXT, known=YES_NO, member=TEXT)
DOCUMENT = define(
    "document", **each("id title kind issuer address", TEXT), digest=DIGEST, **each("expires_on seen_on", MAYBE_DAY)
)

FACT = define(
    "fact",
    **each("name plain group group_title type value_label", TEXT),
    **each("known disputed worth_asking", YES_NO),
    value=VALUE,
    said=many(whole(**each("value_label origin origin_label source", TEXT), value=VALUE, on=MAYBE_DAY)),
)
TERMS = define("output_terms", **each("allows allows_label statement", TEXT), source=MAYBE, verified=YES_NO)
MODEL = define(
    "model",
    **each("id name developer weights modality role status status_label notes", TEXT),
    **each("key released licence tier_label status_source", MAYBE),
    parameters={"type": ["integer", "null"]},
    output_terms=maybe(TERMS),
    read_on=MAYBE_DAY,
    generation=COUNT,
)
STEP = define(
    "step",
    **each(
        "child parent child_name parent_name method method_label variant variant_label says says_label statement", TEXT
    ),
    source=MAYBE,
    **each("verified either_or", YES_NO),
    read_on=MAYBE_DAY,
)
FIGURE = define(
    "figure",
    **each("model metric benchmark retention_basis compared_to note", TEXT),
    **each("teacher_value student_value retention_percent source", MAYBE),
    **each("lower_is_better verified", YES_NO),
)
LINEAGE = define(
    "lineage",
    subject=MAYBE,
    models=many(MODEL),
    steps=many(STEP),
    roots=KEYS,
    gaps=many(whole(model=TEXT, text=TEXT)),
    inherited=many(whole(**each("kind from from_name text", TEXT), source=MAYBE, verified=YES_NO)),
    figures=many(FIGURE),
    claims=many(whole(model=TEXT, text=TEXT, source=MAYBE, agrees_with_maker={"type": ["boolean", "null"]})),
)
ANSWER = define(
    "answer",
    state=one_of(*STATES),
    **each("value follow_up", VALUE),
    rung=one_of(*RUNGS, None),
    judged=one_of("satisfactory", "concern", "unacceptable", None),
    who_may_see=one_of("buyer_team", "in_dossier", "regulator_or_auditor"),
    **each("state_label value_label follow_up_label reason reason_label note rung_label", TEXT),
    **each("said_by said_by_label said_by_name face who_may_see_label", TEXT),
    **each("judged_label judged_comment judged_by", TEXT),
    **each("said_on date_asked reused_from", MAYBE_DAY),
    attested=YES_NO,
    documents=many(DOCUMENT),
    version=COUNT,
    optional={"withheld": DIGEST | {"description": "Digest of what was given for other eyes; its words are not here."}},
)
QUESTION = define(
    "question",
    **each("key number text asked_of scope answer_type asked_because gate_how waits_for vendor_help why", TEXT),
    **each("good_answer red_flag evidence grade grade_label", TEXT),
    gate=one_of("yes", "no", "unknown"),
    **each("gate_met shown core", YES_NO),
    weight=COUNT,
    why_asked=many(REASON),
    **each("look_in sources", KEYS),
    answer=ANSWER,
    optional={
        "reopened_because": KEYS | {"description": "Why a later round asks it again."},
        "previous": {"type": "null", "description": "What was answered in the round before stands in that round."},
    },
)
ACCEPTANCE = define("acceptance", **each("reason by severity", TEXT), **each("on expires_on", DAY))
REMEDIATION = define(
    "remediation",
    **each("plan plan_by agreed_by done_by confirmed_by confirmed_note", TEXT),
    **each("plan_on agreed_on done_on confirmed_on", MAYBE_DAY),
)
# What was decided before findings had a life of their own has none of these.
LIFE = {
    "by_hand": YES_NO,
    **each("owner stale progress", TEXT),
    "due": MAYBE_DAY,
    "acceptance": maybe(ACCEPTANCE),
    "remediation": maybe(REMEDIATION),
}
FINDING = define(
    "finding",
    optional=LIFE,
    **each("key rule severity severity_label title text obligation covered_by", TEXT),
    **each("questions sources", KEYS),
)
SIDE = define("side", label=TEXT, said_by=TEXT, on=MAYBE_DAY, source=MAYBE)
CONTRADICTION = define(
    "contradiction",
    **each("key title wording charitable ask severity severity_label", TEXT),
    **each("questions sources", KEYS),
    **each("left right", SIDE),
)
ITEM = define(
    "item",
    **each("key text applies_to owner statement", TEXT),
    met=YES_NO,
    **each("on expires_on", MAYBE_DAY),
    documents=many(DOCUMENT),
    optional={"plan": maybe(whole(owner=TEXT, due=MAYBE_DAY))},  # snapshots from before there were plans have none
)
DUTY = define(
    "obligation",
    **each("key band band_title regulator regulator_name status_label status_kind status_kind_label plain_title", TEXT),
    **each("title summary because_text in_force_note text watch", TEXT),
    status=one_of("not_applicable", "starts_on", "open", "applies", "not_met", "met"),
    **each("headline our_reading law_text_not_checked", YES_NO),
    **each("in_force_from in_force_until", MAYBE_DAY),
    because=many(REASON),
    items=many(ITEM),
    **each("helps questions sources", KEYS),
    consequence=COUNT,
)
TASK = define("task", **each("key kind text obligation band owner", TEXT), consequence=COUNT, due=MAYBE_DAY)
SCALE = define(
    "scale",
    own=YES_NO,
    **each("text reason by open_lower open_upper", TEXT),
    in_force_from=DAY,
    on=MAYBE_DAY,
    edition=MAYBE,
    number={"type": ["integer", "null"]},
    points=many(whole(kind=TEXT, counts=TEXT)),
    weights=many(whole(weight=COUNT, counts=TEXT)),
    bands=many(whole(**each("key label at_least", TEXT))),
)
# A score that was frozen before an organisation could have a scale of its own has none.
SCORE = define(
    "score",
    optional={"scale": SCALE},
    **each("lower upper", {"type": ["integer", "null"], "minimum": 0, "maximum": 100}),
    **each("band_lower band_upper label", TEXT),
    states={"type": "object", "propertyNames": {"enum": list(STATES)}, "additionalProperties": COUNT},
    lines=many(whole(**each("question weight lower upper why", TEXT))),
)
PARTITION = define(
    "who_answered",
    **each("vendor_attested vendor_unattested looked_up own_with_document own_without_source tested_by_us", COUNT),
    **each("unanswered total", COUNT),
)
SOURCE = define(
    "source",
    **each("key title publisher version basis status_note", TEXT),
    url=MAYBE,
    verified=YES_NO,
    checked_on=MAYBE_DAY,
)
POINT = define(
    "point",
    **each("text key where short", TEXT),
    rests_on=one_of("finding", "gate", "fact", "duty", "question", "test", "comparison", "money"),
    **each("questions findings", KEYS),
)
RECOMMENDATION = define(
    "recommendation",
    outcome=one_of("do_not_go_ahead", "cannot_tell_yet", "prefer_larger_tier", "go_ahead_on_conditions", "go_ahead"),
    **each("outcome_label text", TEXT),
    **each("reasons would_change questions conditions", many(POINT)),
)
RECORD = define(
    "record",
    edition=TEXT,
    **each("as_of judged_on", DAY),
    questionnaire=whole(title=TEXT, version=COUNT),
    triage=whole(form=one_of("short", "full", "ask"), reason=TEXT),
    first_page=whole(**each("total own vendor_count minutes", COUNT)),
    facts=many(FACT),
    lineage=LINEAGE,
    sections=many(whole(**each("key title intro", TEXT), questions=many(QUESTION))),
    left_out=many(whole(**each("key number text section because", TEXT), facts=many(REASON), answer=maybe(ANSWER))),
    gates=many(whole(**each("question number text how state", TEXT), met=YES_NO)),
    findings=many(FINDING),
    contradictions=many(CONTRADICTION),
    obligations=many(DUTY),
    **each("to_do next_steps", many(TASK)),
    score=SCORE,
    who_answered=PARTITION,
    questions_back=many(whole(**each("fact text question", TEXT))),
    open_facts=many(whole(name=TEXT, plain=TEXT)),
    blocking=many(whole(**each("key kind text question", TEXT))),
    sources=many(SOURCE),
    optional={"trade_off": TRADE_OFF, "money": MONEY, "recommendation": RECOMMENDATION},
)
