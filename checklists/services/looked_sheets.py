"""A sheet that came back, looked at: what each of its answers would change, and which cells are refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from checklists.canonical import digest_of
from checklists.formats.workbook.cells import read_pages
from checklists.formats.workbook.reading import Returned, Said, Signed, Wrong, identity_of, read_returned
from checklists.formats.workbook.words import in_words
from checklists.models import Answer, Assessment
from checklists.rules.answers import check_day_said
from checklists.services.evidence import safe_name
from checklists.services.files import digest_of_bytes
from checklists.services.judging import Judged, day_of, judge_assessment
from checklists.services.sheet_answers import problems_with
from checklists.services.sheet_identity import is_of_earlier
from checklists.services.sheet_offers import Offer, Standing, offer_of
from checklists.services.vendor_sheets import ensure_open, lines_of


@dataclass(frozen=True)
class Looked:
    """A sheet and what it would change. `missing` are questions (number, text) that came up since it was made; `asked`
    the number and text of every question that a vendor may answer, by key."""

    filename: str
    content: bytes
    signed: Signed
    offers: tuple[Offer, ...]
    refused: tuple[Wrong, ...]
    missing: tuple[tuple[str, str], ...]
    of_earlier_round: bool
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest_of_bytes(self.content)

    @property
    def seen(self) -> str:
        """A digest of what the answers on it were compared with: another one once somebody wrote in between."""
        return digest_of([[offer.question, offer.given.version, offer.fate] for offer in self.offers])

    def counted(self, fate: str) -> int:
        """How many answers have a fate."""
        return sum(offer.fate == fate for offer in self.offers)


def look_at_sheet(assessment: Assessment, *, filename: str, content: bytes, at: datetime) -> Looked:
    """What a sheet would change, cell by cell. Stores nothing.

    Raises Refused while answers do not change, Invalid for a file that is no sheet, or not of this assessment.
    """
    ensure_open(assessment)
    name = safe_name(filename)
    pages = read_pages(name, content)
    of_earlier_round = is_of_earlier(identity_of(pages), assessment)
    judged = judge_assessment(assessment, day_of(at))
    returned = read_returned(pages, judged.content.questionnaire)
    signed, wrong_day = _signed(returned.signed, at)
    offers, wrong = _offers(assessment, judged, returned, at)
    places = {key: place for place, key in enumerate(judged.content.questionnaire.by_key)}
    wrong = [*wrong_day, *returned.wrong, *wrong]
    told = sorted(wrong, key=lambda one: (places.get(one.question, -1), one.address))
    return Looked(
        filename=name,
        content=content,
        signed=signed,
        offers=tuple(offers),
        refused=tuple(told),
        missing=_missing(judged, returned),
        of_earlier_round=of_earlier_round,
        asked={key: f"{line['number']} {line['text']}" for key, line in lines_of(judged.record).items()},
    )


def _signed(signed: Signed, at: datetime) -> tuple[Signed, list[Wrong]]:
    """Who signed, without a day that cannot be."""
    problems = list(check_day_said(signed.day, "", day_of(at)))
    if not problems:
        return signed, []
    said = f"{problems[0].detail} The day of taking in stands instead."
    return replace(signed, day=None), [Wrong(signed.day_address, "", said)]


def _offers(
    assessment: Assessment, judged: Judged, returned: Returned, at: datetime
) -> tuple[list[Offer], list[Wrong]]:
    lines = lines_of(judged.record)
    rows = {row.question: row for row in Answer.objects.filter(assessment=assessment)}
    names = {model.id: model.name for model in judged.case.lineage.models.values()}
    standing = Standing(rows, names, judged.content.questionnaire, datetime.fromisoformat(returned.identity.made_at))
    offers, wrong = [], []
    for said in returned.said:
        line = lines.get(said.answer.question)
        found = _not_asked(said, judged) if line is None else _wrong_in(said, judged, at)
        wrong += found
        if line is not None and not found:
            offers.append(offer_of(said.answer, line, said.address("/value"), standing))
    order = {key: place for place, key in enumerate(lines)}
    return sorted(offers, key=lambda offer: order[offer.question]), wrong


def _not_asked(said: Said, judged: Judged) -> list[Wrong]:
    """A question that stopped to apply since, or that is not the vendor's to answer."""
    key = said.answer.question
    left_out = {line["key"]: line["because"] for line in judged.record["left_out"]}
    if key in left_out:
        return [Wrong(said.address("/value"), key, f"This is not asked any more. {left_out[key]}")]
    return [Wrong(said.address("/value"), key, "This question is not the vendor's to answer.")]


def _wrong_in(said: Said, judged: Judged, at: datetime) -> list[Wrong]:
    answer = said.answer
    return [
        Wrong(said.address(detail.pointer), answer.question, in_words(detail.code, answer.state, detail.detail))
        for detail in problems_with(answer, judged.content.questionnaire, day_of(at))
    ]


def _missing(judged: Judged, returned: Returned) -> tuple[tuple[str, str], ...]:
    lines = lines_of(judged.record).items()
    return tuple(
        (line["number"], line["text"])
        for key, line in lines
        if key not in returned.keys and line["answer"]["state"] == "not_yet"
    )
