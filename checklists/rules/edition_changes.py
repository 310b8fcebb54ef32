"""What a newer edition of the catalogue changes for one model in use: duties, questions, findings, gates, the score,
and what the rules would do.

Plain records in, as checklists/rules/record.py has them; the same case judged under two editions, or on two days.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checklists.rules.change_kinds import Change, ChangeKind, Seen
from checklists.rules.wording import fill

Data = Mapping[str, Any]

PART = "{what}: {before} Now: {after}"
CATALOGUE = "The catalogue, edition {edition}"
NEW_QUESTION, CHANGED_QUESTION, GONE_QUESTION = "A new question", "A question reads differently", "A question is gone"
NOT_ASKED = "It was not asked."
NO_MORE = "It is not asked any more."
NEW_DUTY, GONE_DUTY = "was not in the catalogue", "It is not in the catalogue any more."
QUOTED = '"{}"'
STOOD = 'stood as "{label}"'
STANDS = "{label}."
REWORDED = "A duty is put differently"
FINDING, NO_FINDING = "A finding", "It was not raised."
NOT_RAISED = "It is not raised any more."
GATE, MET, NOT_MET = 'A gate, "{text}"', "It was met.", "It is not met."
NOW_MET, WAS_NOT_MET = "It is met.", "It was not met."
GRADED = "{title} ({severity_label})."
A_DUTY = "A duty"
STOOD_BEFORE = '"{what}" {stood}.'
SCORE = "The score"
READING = "What the rules would do"
BOUNDS = "{lower} to {upper}."
NO_SCORE = "Nothing counted."
READ_ALIKE = ("text", "answer_type", "good_answer", "red_flag", "weight", "gate")
DUTY_WORDS = ("plain_title", "summary", "band", "our_reading", "in_force_from", "in_force_until", "watch")
GOOD = ("met", "not_applicable")


def edition_change(
    old: Data, new: Data, kinds: Iterable[ChangeKind], renamed: Mapping[str, str] | None = None
) -> Change | None:
    """What differs between one case judged under two editions, as one change; None where the judgement is the same.

    Sources and the wording of sentences that conclude nothing are left out: they change no judgement. `renamed` says
    what questions of the older edition are called in the newer.
    """
    kind = next((one for one in kinds if one.key == "edition"), None)
    if kind is None or old["edition"] == new["edition"]:
        return None
    seen = [
        *questions_seen(old, new, renamed or {}),
        *(_as_part(each) for each in duties_seen(old, new, every=True)),
        *_reworded(old, new),
        *_findings_seen(old, new),
        *_gates_seen(old, new),
        *_score_seen(old, new),
        *_reading_seen(old, new),
    ]
    return _whole(seen, old, new, kind) if seen else None


def _whole(seen: list[Seen], old: Data, new: Data, kind: ChangeKind) -> Change:
    before, after, asked = old["edition"], new["edition"], questions_in(new)
    again = dict.fromkeys(key for each in seen for key in each.questions if key in asked)
    return Change(
        kind=kind.key,
        key=kind.key,
        title=kind.plain,
        text=fill(kind.text, {"what": kind.plain, "before": before, "after": after}),
        why=kind.why,
        before=before,
        after=after,
        questions=tuple(again),
        source=CATALOGUE.format(edition=after),
        on=new["as_of"],
        parts=tuple(fill(PART, {"what": each.what, "before": each.before, "after": each.after}) for each in seen),
    )


def questions_in(record: Data) -> dict[str, Data]:
    """The questions that are asked, by key."""
    return {one["key"]: one for section in record["sections"] for one in section["questions"]}


def questions_seen(old: Data, new: Data, renamed: Mapping[str, str]) -> Iterator[Seen]:
    """Questions that came with the newer edition, read differently in it, or went. One that only stopped applying, or
    began to, is the facts' doing and not the edition's."""
    then, now = {renamed.get(key, key): one for key, one in questions_in(old).items()}, questions_in(new)
    known_then = {*then, *(renamed.get(one["key"], one["key"]) for one in old["left_out"])}
    known_now = {*now, *(one["key"] for one in new["left_out"])}
    for key, one in now.items():
        if key not in known_then:
            yield _part(f"question:{key}", NEW_QUESTION, NOT_ASKED, QUOTED.format(one["text"]), key)
        elif key in then and _differs(then[key], one):
            texts = (QUOTED.format(then[key]["text"]), QUOTED.format(one["text"]))
            yield _part(f"question:{key}", CHANGED_QUESTION, *texts, key)
    for key, one in then.items():
        if key not in known_now:
            yield _part(f"question:{key}", GONE_QUESTION, QUOTED.format(one["text"]), NO_MORE)


def _part(key: str, what: str, before: str, after: str, *questions: str) -> Seen:
    return Seen("edition", key, what, before, after, False, questions)


def _differs(old: Data, new: Data) -> bool:
    return any(old[name] != new[name] for name in READ_ALIKE)


def duties_seen(old: Data, new: Data, every: bool = False) -> Iterator[Seen]:
    """Duties that stand differently. Without `every`, one that the firm has met since, or is rid of, is no news."""
    then, now = _duties(old), _duties(new)
    for key, duty in now.items():
        before = then.get(key)
        if before and before["status"] == duty["status"]:
            continue
        if not every and duty["status"] in GOOD:
            continue
        stood = STOOD.format(label=before["status_label"]) if before else NEW_DUTY
        after = " ".join((STANDS.format(label=duty["status_label"]), duty["because_text"]))
        yield Seen(
            "duty", f"duty:{key}", duty["plain_title"], stood, after, False, (), _source(duty, new), new["judged_on"]
        )
    if every:
        for key in [key for key in then if key not in now]:
            stood = STOOD.format(label=then[key]["status_label"])
            yield Seen("duty", f"duty:{key}", then[key]["plain_title"], stood, GONE_DUTY, on=new["judged_on"])


def _duties(record: Data) -> dict[str, Data]:
    return {duty["key"]: duty for duty in record["obligations"]}


def _source(duty: Data, record: Data) -> str | None:
    """The first source of a duty, by its title."""
    titles = {source["key"]: source["title"] for source in record["sources"]}
    return next((titles[key] for key in duty["sources"] if key in titles), None)


def _as_part(seen: Seen) -> Seen:
    return _part(seen.key, A_DUTY, STOOD_BEFORE.format(what=seen.what, stood=seen.before), seen.after)


def _reworded(old: Data, new: Data) -> Iterator[Seen]:
    """Duties that stand as before and say something else, where they apply or may."""
    then = _duties(old)
    for key, duty in _duties(new).items():
        before = then.get(key)
        if before is None or before["status"] != duty["status"] or duty["status"] == "not_applicable":
            continue
        if any(before[name] != duty[name] for name in DUTY_WORDS):
            yield _part(f"words:{key}", REWORDED, before["summary"], duty["summary"])


def _findings_seen(old: Data, new: Data) -> Iterator[Seen]:
    then, now = _by_key(old["findings"]), _by_key(new["findings"])
    for key, one in now.items():
        if key not in then or then[key]["severity"] != one["severity"]:
            before = _graded(then[key]) if key in then else NO_FINDING
            yield _part(f"finding:{key}", FINDING, before, _graded(one), *one["questions"])
    for key, one in then.items():
        if key not in now:
            yield _part(f"finding:{key}", FINDING, _graded(one), NOT_RAISED)


def _by_key(rows: list[Data]) -> dict[str, Data]:
    return {one["key"]: one for one in rows}


def _graded(finding: Data) -> str:
    return GRADED.format(**finding)


def _gates_seen(old: Data, new: Data) -> Iterator[Seen]:
    then = {gate["question"]: gate for gate in old["gates"]}
    for gate in new["gates"]:
        before, key = then.get(gate["question"]), gate["question"]
        if before is not None and before["met"] != gate["met"]:
            words = (WAS_NOT_MET, NOW_MET) if gate["met"] else (MET, NOT_MET)
            yield _part(f"gate:{key}", GATE.format(**gate), *words, key)


def _score_seen(old: Data, new: Data) -> Iterator[Seen]:
    before, after = _bounds(old["score"]), _bounds(new["score"])
    if before != after:
        yield _part("score", SCORE, before, after)


def _bounds(score: Data) -> str:
    return NO_SCORE if score["lower"] is None else BOUNDS.format(**score)


def _reading_seen(old: Data, new: Data) -> Iterator[Seen]:
    """Records from before there was a recommendation have none to compare."""
    before, after = old.get("recommendation"), new.get("recommendation")
    if before and after and before["outcome"] != after["outcome"]:
        words = (QUOTED.format(one["outcome_label"]) + "." for one in (before, after))
        yield _part("recommendation", READING, *words)
