"""The shapes of what is worked out (docs of each field: checklists/rules/record.py), for the schema.

Everything is always present: what is not known is null or empty, never an absent line.
"""

from typing import Any

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
MAYBE: Shape = {"type": ["string", "null"]}
FLAG: Shape = {"type": "boolean"}
WHOLE: Shape = {"type": "integer"}
MAYBE_WHOLE: Shape = {"type": ["integer", "null"]}
DAY: Shape = {"type": ["string", "null"], "format": "date"}
ID: Shape = {"type": "string", "format": "uuid"}
MAYBE_ID: Shape = {"type": ["string", "null"], "format": "uuid"}
ANY: Shape = {}
TEXTS: Shape = {"type": "array", "items": TEXT}


def shaped(texts: str = "", /, **others: Shape) -> Shape:
    """An object: `texts` names the fields that are plain text, `others` gives the shape of each other field."""
    properties = {**dict.fromkeys(texts.split(), TEXT), **others}
    return {"type": "object", "properties": properties, "required": list(properties)}


def perhaps(name: str, part: Shape, texts: str = "", /, **others: Shape) -> Shape:
    """Such an object with one part more, which what was frozen before there was that part does not have."""
    whole = shaped(texts, **others)
    return {**whole, "properties": {**whole["properties"], name: part}}


def listed(item: Shape) -> Shape:
    """A list of such items."""
    return {"type": "array", "items": item}


def or_null(shape: Shape) -> Shape:
    """Such a thing, or null."""
    return {"anyOf": [shape, {"type": "null"}]}


def named(name: str) -> Shape:
    """A component of the schema."""
    return {"$ref": f"#/components/schemas/{name}"}


BECAUSE = shaped("fact member plain value_label", known=FLAG)
DOCUMENT = shaped("id title kind digest issuer address", expires_on=DAY, seen_on=DAY)
SAID = shaped("value_label origin origin_label source", value=ANY, on=DAY)
FACT = shaped(
    "name plain group group_title type value_label",
    known=FLAG,
    disputed=FLAG,
    value={"description": "true, false, a choice, {present, ruled_out} of a set; null where not known."},
    said=listed(SAID),
)
ANSWER = shaped(
    "state state_label value_label follow_up_label reason reason_label note rung_label said_by said_by_label "
    "said_by_name face who_may_see who_may_see_label judged_label judged_comment judged_by",
    value=ANY,
    follow_up=ANY,
    rung=MAYBE,
    said_on=DAY,
    date_asked=DAY,
    reused_from=DAY,
    attested=FLAG,
    judged=MAYBE,
    documents=listed(DOCUMENT),
    version=WHOLE,
)
QUESTION = shaped(
    "key number text asked_of scope answer_type asked_because gate gate_how waits_for vendor_help why good_answer "
    "red_flag evidence grade grade_label",
    weight=WHOLE,
    why_asked=listed(BECAUSE),
    gate_met=FLAG,
    shown=FLAG,
    core=FLAG,
    look_in=TEXTS,
    sources=TEXTS,
    answer=ANSWER,
    reopened_because=TEXTS,
    previous=or_null(ANSWER),
)
SECTION = shaped("key title intro", questions=listed(named("AskedQuestion")))
LEFT_OUT = shaped("key number text section because", facts=listed(BECAUSE), answer=or_null(ANSWER))
GATE = shaped("question number text how state", met=FLAG)
ACCEPTANCE = shaped("reason by severity", on=DAY, expires_on=DAY)
REMEDIATION = shaped(
    "plan plan_by agreed_by done_by confirmed_by confirmed_note",
    plan_on=DAY,
    agreed_on=DAY,
    done_on=DAY,
    confirmed_on=DAY,
)
FINDING = shaped(
    "key rule severity severity_label title text obligation covered_by",
    questions=TEXTS,
    sources=TEXTS,
)
# A finding that was frozen before findings had a life has none of these.
FINDING["properties"] |= {
    **dict.fromkeys(("owner", "stale", "progress"), TEXT),
    "by_hand": FLAG,
    "due": DAY,
    "acceptance": or_null(ACCEPTANCE),
    "remediation": or_null(REMEDIATION),
}
SIDE = shaped("label said_by", on=DAY, source=MAYBE)
SIDES = {"questions": TEXTS, "sources": TEXTS, "left": SIDE, "right": SIDE}
CONTRADICTION = shaped("key title wording charitable ask severity severity_label", **SIDES)
ITEM = shaped(
    "key text applies_to owner statement",
    met=FLAG,
    on=DAY,
    expires_on=DAY,
    documents=listed(DOCUMENT),
    plan=or_null(shaped("owner", due=DAY)),
)
OBLIGATION = shaped(
    "key band band_title regulator regulator_name status_kind status_kind_label plain_title title summary "
    "in_force_note watch status status_label because_text text",
    headline=FLAG,
    our_reading=FLAG,
    in_force_from=DAY,
    in_force_until=DAY,
    helps=TEXTS,
    questions=TEXTS,
    consequence=WHOLE,
    sources=TEXTS,
    because=listed(BECAUSE),
    law_text_not_checked=FLAG,
    items=listed(ITEM),
)
TO_DO = shaped("key kind text obligation band owner", consequence=WHOLE, due=DAY)
LINE = shaped("question weight lower upper why")
SCALE = shaped(
    "text reason by open_lower open_upper",
    own=FLAG,
    number=MAYBE_WHOLE,
    edition=MAYBE,
    in_force_from=DAY,
    on=DAY,
    points=listed(shaped("kind counts")),
    weights=listed(shaped("counts", weight=WHOLE)),
    bands=listed(shaped("key label at_least")),
)
SCORE = perhaps(
    "scale",
    SCALE,
    "band_lower band_upper label",
    lower=MAYBE_WHOLE,
    upper=MAYBE_WHOLE,
    states={"type": "object", "additionalProperties": WHOLE},
    lines=listed(LINE),
)
VOICES = (
    "vendor_attested vendor_unattested looked_up own_with_document own_without_source tested_by_us unanswered total"
)
WHO_ANSWERED = shaped(**dict.fromkeys(VOICES.split(), WHOLE))
FIRST_PAGE = shaped(total=WHOLE, own=WHOLE, vendor_count=WHOLE, minutes=WHOLE)
SOURCE = shaped("key title publisher version basis status_note", url=MAYBE, verified=FLAG, checked_on=DAY)
TERMS = shaped("allows allows_label statement", source=MAYBE, verified=FLAG)
NODE = shaped(
    "id name developer weights modality role status status_label notes",
    key=MAYBE,
    released=MAYBE,
    licence=MAYBE,
    parameters=MAYBE_WHOLE,
    tier_label=MAYBE,
    status_source=MAYBE,
    output_terms=or_null(TERMS),
    read_on=DAY,
    generation=WHOLE,
)
STEP = shaped(
    "child parent child_name parent_name method method_label variant variant_label says says_label statement",
    source=MAYBE,
    verified=FLAG,
    read_on=DAY,
    either_or=FLAG,
)
INHERITED = shaped("kind from from_name text", source=MAYBE, verified=FLAG)
FIGURE = shaped(
    "model metric benchmark retention_basis compared_to note",
    teacher_value=MAYBE,
    student_value=MAYBE,
    retention_percent=MAYBE,
    lower_is_better=FLAG,
    source=MAYBE,
    verified=FLAG,
)
CLAIM = shaped("model text", source=MAYBE, agrees_with_maker={"type": ["boolean", "null"]})
LINEAGE = shaped(
    subject=MAYBE,
    models=listed(NODE),
    steps=listed(STEP),
    roots=TEXTS,
    gaps=listed(shaped("model text")),
    inherited=listed(INHERITED),
    figures=listed(FIGURE),
    claims=listed(CLAIM),
)
POINT = shaped("text rests_on key where short", questions=TEXTS, findings=TEXTS)
RECOMMENDATION = shaped(
    "outcome outcome_label text",
    reasons=listed(POINT),
    would_change=listed(POINT),
    questions=listed(POINT),
    conditions=listed(POINT),
)
JUDGEMENT = shaped(
    "edition as_of judged_on",
    questionnaire=shaped("title", version=WHOLE),
    triage=shaped("form reason"),
    first_page=FIRST_PAGE,
    facts=listed(named("Fact")),
    lineage=named("Lineage"),
    sections=listed(named("AskedSection")),
    left_out=listed(LEFT_OUT),
    gates=listed(GATE),
    findings=listed(named("Finding")),
    contradictions=listed(CONTRADICTION),
    obligations=listed(named("Obligation")),
    to_do=listed(TO_DO),
    next_steps=listed(TO_DO),
    score=SCORE,
    who_answered=WHO_ANSWERED,
    questions_back=listed(shaped("fact text question")),
    open_facts=listed(shaped("name plain")),
    blocking=listed(shaped("key kind text question")),
    money=named("Money"),
    recommendation=named("Recommendation"),
    sources=listed(SOURCE),
    trade_off=named("TradeOff"),
)
# What was decided before there were such parts has none of them.
JUDGEMENT["required"] = [name for name in JUDGEMENT["required"] if name not in ("money", "recommendation", "trade_off")]
COMPONENTS: dict[str, Shape] = {
    "Fact": FACT,
    "AskedQuestion": QUESTION,
    "AskedSection": SECTION,
    "Finding": FINDING,
    "Obligation": OBLIGATION,
    "Lineage": LINEAGE,
    "Recommendation": RECOMMENDATION,
    "Judgement": JUDGEMENT,
}
