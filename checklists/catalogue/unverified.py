"""What the catalogue says without a source, or on a source that nobody has read: allowed, and always listed.

Every face shows the same: this list is the editor's view of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from checklists.catalogue import schema
from checklists.catalogue.edition import EditionFiles

TITLES: Mapping[str, str] = {
    "source_without_address": "Sources of which no address is certain",
    "source_not_read": "Sources known only through somebody else's account, or from memory",
    "source_without_day": "Sources of which the day of reading was not noted",
    "source_not_used": "Sources that nothing names",
    "question_without_source": "Questions that are our own advice",
    "question_not_checked": "Questions none of whose sources was read",
    "obligation_without_source": "Duties without a source",
    "obligation_not_checked": "Duties none of whose sources was read",
    "our_reading": "Duties that are our reading: no regulator says them in terms",
    "step_without_source": "Steps of lineage without a source",
    "step_not_read": "Steps of lineage whose source was not read, or does not name the parent",
    "terms_not_read": "Output terms that were not read",
    "figure_not_read": "Figures whose source was not read",
    "maker_has_not_said": "Models of which the maker has not said whether they were distilled",
    "particulars_not_known": "Models with particulars that are not known",
}


@dataclass(frozen=True)
class Gap:
    """One thing that rests on nothing read. `kind` is a key of TITLES; `key` names the entry, `what` the part of it."""

    kind: str
    key: str
    what: str = ""


def unverified(files: EditionFiles) -> tuple[Gap, ...]:
    """Every gap, in the order of TITLES and within it in that of the files."""
    found = [gap for part in _PARTS for gap in part(files)]
    order = list(TITLES)
    return tuple(sorted(found, key=lambda gap: order.index(gap.kind)))


def format_unverified(gaps: Iterable[Gap]) -> str:
    """The gaps as text for a terminal: one heading a kind with its number, and the entries under it."""
    lines = []
    for kind, same in groupby(gaps, key=lambda gap: gap.kind):
        listed = list(same)
        lines.append(f"{TITLES[kind]}: {len(listed)}")
        lines += [f"    {gap.key}{f': {gap.what}' if gap.what else ''}" for gap in listed]
    return "\n".join(lines) or "Everything rests on a source that was read."


def _sources(files: EditionFiles) -> Iterator[Gap]:
    used = {key for question in files.questions for key in question.sources}
    used |= {key for duty in files.obligations for key in duty.sources}
    for source in files.sources.sources:
        if source.url is None:
            yield Gap("source_without_address", source.key)
        if not source.verified:
            yield Gap("source_not_read", source.key, source.basis)
        if source.checked_on is None:
            yield Gap("source_without_day", source.key)
        if source.key not in used:
            yield Gap("source_not_used", source.key)


def _read(files: EditionFiles, entry: schema.Question | schema.Obligation) -> bool:
    verified = {source.key for source in files.sources.sources if source.verified}
    return bool(verified & set(entry.sources))


def _questions(files: EditionFiles) -> Iterator[Gap]:
    for question in files.questions:
        if not question.sources:
            yield Gap("question_without_source", question.key)
        elif not _read(files, question):
            yield Gap("question_not_checked", question.key, ", ".join(question.sources))


def _obligations(files: EditionFiles) -> Iterator[Gap]:
    for duty in files.obligations:
        if not duty.sources:
            yield Gap("obligation_without_source", duty.key)
        elif not _read(files, duty):
            yield Gap("obligation_not_checked", duty.key, ", ".join(duty.sources))
        if duty.our_reading:
            yield Gap("our_reading", duty.key)


def _models(files: EditionFiles) -> Iterator[Gap]:
    for model in files.models:
        for edge in model.lineage:
            if edge.source is None:
                yield Gap("step_without_source", model.key, edge.parent)
            elif not edge.verified:
                yield Gap("step_not_read", model.key, edge.parent)
        if model.output_terms is None or not model.output_terms.verified:
            yield Gap("terms_not_read", model.key)
        for figure in model.published_trade_off:
            if not figure.verified:
                yield Gap("figure_not_read", model.key, figure.metric)
        if model.distillation_status == "unknown":
            yield Gap("maker_has_not_said", model.key)
        missing = [name for name in ("released", "licence", "parameters") if getattr(model, name) is None]
        if missing:
            yield Gap("particulars_not_known", model.key, ", ".join(missing))


_PARTS: tuple[Callable[[EditionFiles], Iterator[Gap]], ...] = (_sources, _questions, _obligations, _models)
