"""The record of duties: each obligation with its status and reason, and what our own record shows for each item."""

from checklists.rules.content import Edition
from checklists.rules.labels import STATUS_KINDS, STATUSES
from checklists.rules.obligations import ItemResult, Obligation, ObligationResult
from checklists.rules.plain import Plain, because, documents, iso
from checklists.rules.wording import applies_because


def obligations_on_record(edition: Edition, results: tuple[ObligationResult, ...]) -> list[Plain]:
    """Every obligation of the edition, those that do not apply too, in the order of the files."""
    return [{**_head(edition, result.obligation), **_standing(result)} for result in results]


def _head(edition: Edition, obligation: Obligation) -> Plain:
    bands = {band.key: band for band in edition.bands}
    names = {regulator.key: regulator.name for regulator in edition.regulators}
    return {
        "key": obligation.key,
        "band": obligation.band,
        "band_title": bands[obligation.band].title,
        "headline": bands[obligation.band].headline,
        "regulator": obligation.regulator,
        "regulator_name": names.get(obligation.regulator, obligation.regulator),
        "status_kind": obligation.status_kind,
        "status_kind_label": STATUS_KINDS.get(obligation.status_kind, obligation.status_kind),
        "our_reading": obligation.our_reading,
        "plain_title": obligation.plain_title,
        "title": obligation.title,
        "summary": obligation.summary,
        "in_force_from": iso(obligation.in_force_from),
        "in_force_until": iso(obligation.in_force_until),
        "in_force_note": obligation.in_force_note,
        "helps": list(obligation.helps),
        "questions": list(obligation.questions),
        "consequence": obligation.consequence,
        "sources": list(obligation.sources),
        "watch": obligation.watch,
    }


def _standing(result: ObligationResult) -> Plain:
    return {
        "status": result.status.value,
        "status_label": STATUSES[result.status],
        "because": because(result.applies.because),
        "because_text": applies_because(result.applies),
        "law_text_not_checked": result.law_text_not_checked,
        "text": result.text,
        "items": [_item(item) for item in result.items],
    }


def _item(item: ItemResult) -> Plain:
    record = item.record
    return {
        "key": item.required.key,
        "text": item.required.text,
        "applies_to": item.required.applies_to,
        "met": item.met,
        "owner": record.owner if record else "",
        "on": iso(record.on) if record else None,
        "statement": record.statement if record else "",
        "expires_on": iso(record.expires_on) if record else None,
        "documents": documents(record.documents) if record else [],
    }
