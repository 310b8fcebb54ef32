"""What changed between two states of one model in use, and which questions that opens again.

Both states are plain data {subject, record}, as a decision froze them and as they stand now. A record that was frozen
before a part of it existed is compared without that part. What turned unknown is a change to ask about, never a no.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from checklists.rules.change_kinds import Change, ChangeKind, Seen
from checklists.rules.dates import in_words
from checklists.rules.edition_changes import duties_seen, edition_change, questions_in
from checklists.rules.price_changes import prices_seen
from checklists.rules.wording import fill

Data = Mapping[str, Any]

NOT_RECORDED = "not recorded"
NOT_KNOWN = "not known"
NOW_UNKNOWN = (
    '{what}: known when you decided ("{before}"), and not known now. That is neither a yes nor a no. '
    "Ask again; until you hear, treat it as open."
)
REGISTER = "What is recorded of the model in use"
CATALOGUE = "The catalogue, edition {edition}"
MODEL, VERSION, FLOATS, TIER = (
    "The AI model",
    "The version, as the vendor writes it",
    "Does the vendor move it to newer versions by itself?",
    "The plan, as the vendor calls it",
)
MADE_FROM, NOBODY = "What the model was made from", "nobody has said"
LABELS = {True: "yes", False: "no", None: NOT_KNOWN}
OVER = "That day is over: look at it again, or stop using it."
SOON = "That day is near: start to look at it again now."
LAPSES = "Your decision"
SOON_DAYS = 30
BY_FINDING = ("evidence_expired", "answer_stale")


@dataclass(frozen=True)
class Pair:
    """Two states of one model in use, the earlier and the later, each {subject, record}.

    `same` is the record of the later one under the edition of the earlier: what differs there is no edition's doing.
    """

    old: Data
    new: Data
    same: Data

    @property
    def edition(self) -> str:
        return CATALOGUE.format(edition=self.new["record"]["edition"])


def changes(
    old: Data,
    new: Data,
    kinds: Iterable[ChangeKind],
    *,
    under_old: Data | None = None,
    valid_until: date | None = None,
    renamed: Mapping[str, str] | None = None,
) -> tuple[Change, ...]:
    """Every change from `old` to `new` that a kind has words for, in the order of the kinds.

    `under_old` is the record of the later state under the edition of the earlier, where the two have different ones.
    `valid_until` is the last day of the decision on the old state. `renamed`: what its questions are called now.
    """
    same = new["record"] if under_old is None else under_old
    pair, known = Pair(old, new, same), tuple(kinds)
    seen = [
        *_register(pair),
        *_lineage(pair),
        *(each for kind in known for each in (*_facts(pair, kind), *_answers(pair, kind))),
        *prices_seen(old["record"], same),
        *_findings(pair),
        *_contradictions(pair),
        *duties_seen(old["record"], same),
        *_lapse(pair, valid_until),
    ]
    found = told(seen, known, set(questions_in(new["record"])))
    of_edition = edition_change(same, new["record"], known, renamed)
    return (*found, of_edition) if of_edition else found


def told(seen: Sequence[Seen], kinds: Iterable[ChangeKind], asked: set[str]) -> tuple[Change, ...]:
    """Differences in the words of their kinds; of the questions only those that are asked now."""
    return tuple(_told(each, kind, asked) for kind in kinds for each in seen if each.kind == kind.key)


def _told(seen: Seen, kind: ChangeKind, asked: set[str]) -> Change:
    words = {"what": seen.what, "before": seen.before, "after": seen.after}
    again = dict.fromkeys((*seen.questions, *kind.questions))
    return Change(
        kind=kind.key,
        key=seen.key,
        title=kind.plain,
        text=fill(NOW_UNKNOWN if seen.now_unknown else kind.text, words),
        why=kind.why,
        before=seen.before,
        after=seen.after,
        questions=tuple(key for key in again if key in asked),
        source=seen.source,
        on=seen.on,
    )


def _register(pair: Pair) -> Iterator[Seen]:
    """What the firm itself has on record of the model in use."""
    old, new = pair.old["subject"]["model_in_use"], pair.new["subject"]["model_in_use"]
    moved = "floating_alias_moved" if old["version_floats"] else "model_version"
    yield from _recorded(pair, "model_version", "ai_model", MODEL, _model(pair.old), _model(pair.new))
    yield from _recorded(pair, moved, "version", VERSION, old["model_version"], new["model_version"])
    yield from _recorded(pair, "tier", "tier_label", TIER, old["tier_label"], new["tier_label"])
    if old["version_floats"] != new["version_floats"]:
        before, after = LABELS[old["version_floats"]], LABELS[new["version_floats"]]
        unknown = new["version_floats"] is None
        yield Seen("model_version", "version_floats", FLOATS, before, after, unknown, (), REGISTER, _on(pair))


def _recorded(pair: Pair, kind: str, key: str, what: str, before: str, after: str) -> Iterator[Seen]:
    if before != after:
        yield Seen(kind, key, what, before or NOT_RECORDED, after or NOT_RECORDED, not after, (), REGISTER, _on(pair))


def _model(state: Data) -> str:
    model = state["subject"]["ai_model"]
    return model["name"] if model else ""


def _on(pair: Pair) -> str:
    return pair.new["record"]["judged_on"]


def _lineage(pair: Pair) -> Iterator[Seen]:
    """What the model was made from, while it is the same model; and what a floating name leads to."""
    old, new = pair.old["record"]["lineage"], pair.new["record"]["lineage"]
    if not old["subject"] or old["subject"] != new["subject"]:
        return
    before, after = _parents(old), _parents(new)
    if before != after:
        gone = bool(before) and not after
        words = ("; ".join(before) or NOBODY, "; ".join(after) or NOBODY)
        yield Seen("teacher", "parents", MADE_FROM, *words, gone, (), pair.edition, pair.new["record"]["as_of"])
    if pair.old["subject"]["model_in_use"]["version_floats"] and (then := _released(old)) != (now := _released(new)):
        words = (then or NOT_KNOWN, now or NOT_KNOWN)
        yield Seen(
            "floating_alias_moved", "released", MODEL, *words, not now, (), pair.edition, pair.new["record"]["as_of"]
        )


def _parents(lineage: Data) -> list[str]:
    steps = [step for step in lineage["steps"] if step["child"] == lineage["subject"]]
    return sorted(f"{step['parent_name']} ({step['method_label']})" for step in steps)


def _released(lineage: Data) -> str:
    return next((str(one["released"] or "") for one in lineage["models"] if one["id"] == lineage["subject"]), "")


def _facts(pair: Pair, kind: ChangeKind) -> Iterator[Seen]:
    """Facts that are known otherwise. One that was unknown and is known now counts too: it opens and closes things."""
    old, new = _facts_of(pair.old), _facts_of(pair.new)
    for name in kind.facts:
        before, after = old.get(name), new.get(name)
        if before is None or after is None or (before["value"], before["known"]) == (after["value"], after["known"]):
            continue
        unknown = before["known"] and not after["known"]
        source, on = _said(after)
        what = f'"{after["plain"]}"'
        yield Seen(kind.key, f"fact:{name}", what, before["value_label"], after["value_label"], unknown, (), source, on)


def _facts_of(state: Data) -> dict[str, Data]:
    return {fact["name"]: fact for fact in state["record"]["facts"]}


def _said(fact: Data) -> tuple[str | None, str | None]:
    """Who says it now and since when; nobody where it is not known."""
    if not fact["said"]:
        return None, None
    surest = fact["said"][0]
    return surest["origin_label"], surest["on"]


def _answers(pair: Pair, kind: ChangeKind) -> Iterator[Seen]:
    """Answers that say something else, where both states have one."""
    old, new = questions_in(pair.old["record"]), questions_in(pair.new["record"])
    for key in kind.answers:
        if key not in old or key not in new:
            continue
        before, after = old[key]["answer"], new[key]["answer"]
        if "not_yet" in (before["state"], after["state"]) or _words(before) == _words(after):
            continue
        unknown = before["state"] == "answered" and after["state"] != "answered"
        what = f'"{new[key]["text"]}"'
        words = (_label(before), _label(after))
        yield Seen(
            kind.key, f"answer:{key}", what, *words, unknown, (key,), after["said_by_label"] or None, after["said_on"]
        )


def _words(answer: Data) -> tuple[Any, Any]:
    return answer["state"], answer["value"]


def _label(answer: Data) -> str:
    return answer["value_label"] if answer["state"] == "answered" else answer["state_label"]


def _findings(pair: Pair) -> Iterator[Seen]:
    """Documents that have run out since, and answers that have grown old."""
    there = {finding["key"] for finding in pair.old["record"]["findings"]}
    for finding in pair.same["findings"]:
        if finding["rule"] in BY_FINDING and finding["key"] not in there:
            again = tuple(finding["questions"])
            yield Seen(
                finding["rule"], finding["key"], finding["title"], "", finding["text"], False, again, None, _on(pair)
            )


def _contradictions(pair: Pair) -> Iterator[Seen]:
    there = {one["key"] for one in pair.old["record"]["contradictions"]}
    for one in pair.same["contradictions"]:
        if one["key"] not in there:
            text = " ".join((one["wording"], one["charitable"], one["ask"]))
            source = one["left"]["source"] or one["right"]["source"]
            yield Seen(
                "contradiction", one["key"], one["title"], "", text, False, tuple(one["questions"]), source, _on(pair)
            )


def _lapse(pair: Pair, valid_until: date | None) -> Iterator[Seen]:
    today = date.fromisoformat(pair.new["record"]["judged_on"])
    if valid_until is None or today + timedelta(days=SOON_DAYS) < valid_until:
        return
    key = "over" if valid_until < today else "soon"
    after = OVER if key == "over" else SOON
    yield Seen("decision_lapses", key, LAPSES, in_words(valid_until), after, on=valid_until.isoformat())
