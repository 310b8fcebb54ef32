"""The model in use: what it is, its lineage and what it inherits, what nobody has said, the facts and their origins."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from checklists.dossier.figures.lineage import lineage as lineage_figure
from checklists.dossier.figures.lineage_nodes import done
from checklists.dossier.naming import named_by
from checklists.dossier.reading import Data, Reading
from checklists.dossier.sections.cover import ai_model, vendor
from checklists.dossier.shares import beside, share_kept, worked_out_by
from checklists.dossier.words import capital, figures, grouped, long_date, parameters, sentence, short_date, uncapital

TITLE = "The model in use"
# By whom a step must be told for it to bear out a model's status; of an undisclosed one no step does.
MAKERS = {"maker_stated", "maker_implied"}
BORNE_OUT_BY = {"reported": {"reported"}, "unknown": set()}
ORIGINS = {"buyer": "We say", "answers": "Answer", "lineage": "Public record"}


def context(reading: Reading) -> dict[str, Any]:
    lineage, facts = reading.record["lineage"], reading.record["facts"]
    return {
        "lead": _lead(facts),
        "rows": _rows(reading),
        "figure": lineage_figure(lineage, reading.snapshot["model_in_use"], named_by(reading)),
        "named_by": uncapital(named_by(reading) or "nobody has named it yet"),
        "steps": [_step(number, step, reading) for number, step in enumerate(lineage["steps"], 1)],
        "models": [_model(model, reading) for model in lineage["models"]],
        "groups": [
            {"title": title, "facts": [_fact(fact, reading) for fact in group]}
            for title, group in groupby(facts, key=lambda fact: fact["group_title"])
        ],
        "inherited": [_inherited(each, reading) for each in lineage["inherited"]],
        "gaps": [_gap(gap, lineage) for gap in lineage["gaps"]],
        "figures": [_figure(figure, reading) for figure in lineage["figures"]],
        "claims": [_claim(claim, reading) for claim in lineage["claims"]],
    }


def _lead(facts: list[Data]) -> str:
    count = Counter(map(_standing, facts))
    return (
        f"{figures(len(facts), 'fact')}: {count['known']} known, {count['in part']} known in part, "
        f"{count['not known']} not known yet, {count['disputed']} disputed."
    )


def _standing(fact: Data) -> str:
    """How a fact stands. A set is known member by member, so it may be known in part."""
    if fact["disputed"]:
        return "disputed"
    if fact["known"]:
        return "known"
    return "not known" if fact["value"] is None else "in part"


def _rows(reading: Reading) -> list[tuple[str, str]]:
    snapshot = reading.snapshot
    use, product = snapshot["model_in_use"], snapshot["product"]
    return [
        ("Used for", use["purpose"] or "not recorded"),
        ("Product", _product(product)),
        ("Vendor", vendor(snapshot["vendor"])),
        ("AI model", ai_model(reading)),
        ("Tier, as labelled", use["tier_label"] or "no tier label on record"),
        ("Version", use["version"] or "not recorded"),
        ("Where it runs", use["hosting_note"] or "no note; see the facts below"),
        ("Volume", use["volume"] or "not recorded"),
        ("Owner here", use["owner"] or "no owner named"),
    ]


def _product(product: Data) -> str:
    """What is sold, in sentences with one full stop each; an address ends without one."""
    said = [sentence(text) for text in (product["name"], product["description"]) if text]
    return " ".join(filter(None, [*said, product["url"]]))


def _step(number: int, step: Data, reading: Reading) -> dict[str, Any]:
    return {
        "number": number,
        "child": step["child_name"],
        "parent": step["parent_name"],
        "done": done(step),
        "statement": step["statement"],
        "either_or": step["either_or"],
        "says": capital(step["says_label"]),
        "verified": step["verified"],
        "refs": reading.source_refs([step["source"]]),
        "has_source": bool(step["source"]),
        "read": short_date(step["read_on"]) or "date not recorded",
    }


def _model(model: Data, reading: Reading) -> dict[str, Any]:
    terms = model["output_terms"]
    return {
        "name": model["name"],
        "about": f"{model['developer']}, {long_date(model['released']) or 'release date not recorded'}",
        "kind": f"{parameters(model['parameters'])}; {model['licence'] or 'licence not recorded'}",
        "status": model["status_label"],
        "status_refs": reading.source_refs(_status_sources(model, reading.record["lineage"])),
        "terms": terms["statement"] if terms else "nothing on record",
        "terms_label": terms["allows_label"] if terms else "",
        "terms_verified": bool(terms and terms["verified"]),
        "terms_refs": reading.source_refs([terms["source"]]) if terms else [],
        "terms_read": short_date(model["read_on"]) or "date not recorded",
        "has_terms": terms is not None,
        "notes": model["notes"],
    }


def _status_sources(model: Data, lineage: Data) -> list[str]:
    """Where the status of a model is said: on a page of its own, else where its own steps say it."""
    if model["status_source"]:
        return [model["status_source"]]
    says = BORNE_OUT_BY.get(model["status"], MAKERS)
    own = [step for step in lineage["steps"] if step["child"] == model["id"] and step["says"] in says]
    told = [step for step in own if step["method"] == "distillation"] or own
    return list(dict.fromkeys(step["source"] for step in told if step["source"]))


def _fact(fact: Data, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.facts[fact["name"]],
        "number": reading.facts[fact["name"]].anchor.removeprefix("fact-"),
        "plain": fact["plain"],
        "standing": _standing(fact),
        "value": fact["value_label"],
        "said": _once(_said(said, fact["disputed"], reading) for said in fact["said"]),
    }


def _once(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines without repeats: a set may be said member by member by one and the same source."""
    kept: list[dict[str, Any]] = []
    for line in lines:
        if line not in kept:
            kept.append(line)
    return kept


def _said(said: Data, disputed: bool, reading: Reading) -> dict[str, Any]:
    """One statement about a fact; its own value is told only where another statement differs."""
    return {
        "value": said["value_label"] if disputed else "",
        "origin": ORIGINS.get(said["origin"], said["origin_label"]),
        "refs": reading.question_refs([said["source"]]) + reading.source_refs([said["source"]]),
        "on": short_date(said["on"]),
    }


def _inherited(each: Data, reading: Reading) -> dict[str, Any]:
    return {
        "from_name": each["from_name"],
        "kind": {"output_terms": "Terms on its outputs", "claim": "A third party’s claim"}.get(
            each["kind"], each["kind"]
        ),
        "text": each["text"],
        "verified": each["verified"],
        "refs": reading.source_refs([each["source"]]),
    }


def _gap(gap: Data, lineage: Data) -> dict[str, str]:
    names = {model["id"]: model["name"] for model in lineage["models"]}
    return {"model": names.get(gap["model"], gap["model"] or "The model"), "text": gap["text"]}


def _figure(figure: Data, reading: Reading) -> dict[str, Any]:
    return {
        "metric": capital(figure["metric"]),
        "benchmark": beside(figure),
        "teacher": grouped(figure["teacher_value"]) or "not given",
        "student": grouped(figure["student_value"]) or "not given",
        "kept": share_kept(figure),
        "basis": worked_out_by(figure),
        "compared_to": figure["compared_to"],
        "note": figure["note"],
        "lower": figure["lower_is_better"],
        "verified": figure["verified"],
        "refs": reading.source_refs([figure["source"]]),
    }


def _claim(claim: Data, reading: Reading) -> dict[str, Any]:
    read_on = {model["id"]: short_date(model["read_on"]) for model in reading.record["lineage"]["models"]}
    agrees = {True: "agrees with the maker", False: "does not agree with the maker", None: "the maker has not said"}
    return {
        "text": claim["text"],
        "agrees": agrees[claim["agrees_with_maker"]],
        "read": read_on.get(claim["model"], "") or "date not recorded",
        "refs": reading.source_refs([claim["source"]]),
    }
