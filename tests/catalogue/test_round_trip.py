"""What is written into a table is what was read from a file, for every shape of every entry."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklists.catalogue import convert, convert_models, schema
from checklists.catalogue.reader import read_document
from checklists.catalogue.schema import Entry
from checklists.catalogue.schema.base import IN_WORDS
from tests.catalogue.strategies import entries

SHAPES = (
    schema.EditionFile, schema.Fact, schema.FactsFile, schema.Question, schema.QuestionsFile, schema.QuestionnaireFile,
    schema.Obligation, schema.RegulatorsFile, schema.Source, schema.SourcesFile, schema.WordingFile,
    schema.Contradiction, schema.ScoringFile, schema.KnownModel, schema.MakerFile, schema.KnownModelsFile,
    schema.ListPrice, schema.PricesFile,
)  # fmt: skip
CONVERTERS = {
    schema.Fact: convert.fact_from,
    schema.Question: convert.question_from,
    schema.Obligation: convert.obligation_from,
    schema.Source: convert.source_from,
    schema.Contradiction: convert.contradiction_from,
    schema.KnownModel: convert_models.model_from,
}
patient = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@patient
@given(data=st.data())
def test_an_entry_survives_the_way_through_a_file_and_a_table(shape: type[Entry], data: st.DataObject):
    written = json.dumps(data.draw(entries(shape)), ensure_ascii=False)
    read = shape.model_validate(read_document("any.yaml", written.encode()).data)
    kept = read.model_dump(mode="json")
    assert shape.model_validate(json.loads(json.dumps(kept))) == read
    assert shape.model_validate(kept).model_dump(mode="json") == kept
    assert shape.model_validate(read.model_dump(mode="json", exclude_defaults=True)) == read


@pytest.mark.parametrize("shape", CONVERTERS, ids=lambda shape: shape.__name__)
@patient
@given(data=st.data())
def test_any_entry_that_may_be_written_can_be_read_by_the_rules(shape: type[Entry], data: st.DataObject):
    entry = shape.model_validate(data.draw(entries(shape)))
    brief = CONVERTERS[shape](entry.model_dump(mode="json", exclude_defaults=True))
    assert brief == CONVERTERS[shape](entry.model_dump(mode="json"))


def test_every_form_of_text_is_explained_in_words():
    patterns = {pattern for shape in SHAPES for pattern in _patterns(shape.model_json_schema())}
    assert patterns
    assert patterns <= set(IN_WORDS)


def _patterns(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["pattern"]} if isinstance(part.get("pattern"), str) else set()
        return own.union(*map(_patterns, part.values()))
    return set().union(*map(_patterns, part)) if isinstance(part, list) else set()
