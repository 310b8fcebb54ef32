"""One edition, read from its files, in the form that the rules read."""

from datetime import date

from checklists.catalogue import convert, convert_prices, convert_scoring
from checklists.catalogue.convert_changes import change_kind_from
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.price_bodies import bodies_of
from checklists.catalogue.schema import Entry
from checklists.rules.content import Content, Edition
from checklists.rules.questions import Questionnaire


def to_content(files: EditionFiles, questionnaire_title: str, questionnaire_version: int = 1) -> Content:
    """The edition and its questionnaire as the rules read them; known models stand apart (`convert_models`)."""
    return Content(
        edition=edition_from_files(files),
        questionnaire=questionnaire_from_files(files, questionnaire_title, questionnaire_version),
    )


def edition_from_files(files: EditionFiles) -> Edition:
    """Facts, duties, contradictions, wording, sources and scoring of one edition."""
    return Edition(
        version=files.edition.version,
        as_of=date.fromisoformat(files.edition.as_of),
        fact_groups=tuple(convert.group_from(_raw(one)) for one in files.facts.groups),
        facts=tuple(convert.fact_from(_raw(one)) for one in files.facts.facts),
        obligations=tuple(convert.obligation_from(_raw(one)) for one in files.obligations),
        regulators=tuple(convert.regulator_from(_raw(one)) for one in files.regulators.regulators),
        bands=tuple(convert.band_from(_raw(one)) for one in files.regulators.bands),
        contradictions=tuple(convert.contradiction_from(_raw(one)) for one in files.contradictions.rules),
        wording=convert.wording_from(_raw(one) for one in files.wording.wording),
        sources={one.key: convert.source_from(_raw(one)) for one in files.sources.sources},
        scoring=convert_scoring.scoring_from(_raw(files.scoring)),
        list_prices=tuple(map(convert_prices.list_price_from, bodies_of(files.prices))),
        changes=tuple(change_kind_from(_raw(one)) for one in files.changes.kinds),
    )


def questionnaire_from_files(files: EditionFiles, title: str, version: int = 1) -> Questionnaire:
    """Sections, questions, tables and reasons; `version` counts the published versions from 1."""
    shared = files.questionnaire
    return Questionnaire(
        title=title,
        version=version,
        sections=tuple(convert.section_from(_raw(one)) for one in shared.sections),
        questions=tuple(convert.question_from(_raw(one)) for one in files.questions),
        tables={one.key: convert.table_from(_raw(one)) for one in shared.tables},
        reasons=convert.reasons_from(_raw(shared.states)),
    )


def _raw(entry: Entry) -> dict:
    return entry.model_dump(mode="json")
