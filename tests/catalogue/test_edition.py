"""The edition that Candour ships: whole, in order, and the same as the researched catalogue that it was made from."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checklists.catalogue.check import check
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.load import HERE, read_edition
from checklists.catalogue.problems import format_problems
from checklists.catalogue.schema import Entry
from checklists.catalogue.unverified import unverified

RESEARCHED = Path(__file__).parents[2].parent / "shared" / "catalogue"
FIRST = {"questions": 89, "obligations": 45, "models": 167, "sources": 74, "facts": 30, "contradictions": 28}
# What was mended since: both waited for a fact that nobody is asked where no personal data is seen.
PERSONAL = "(processes_personal_data and {})"
MENDED = {
    "client_terms_allow": "confidential_client_information or " + PERSONAL.format("our_role in ('processor', 'both')"),
    "results_by_group": "automated_decision or decides_about_people or "
    + PERSONAL.format("(special_category_data or children_data)"),
}
# What told an editor what to do, and now tells a reader what is so: every fact and every source stayed.
FOR_READERS = {
    'TRAP: AWS lists it as a "student"': 'AWS lists it as a "student"',
    "TRAP: Amazon sells": "Amazon sells",
    "is not stated; do not say so.": "is not stated.",
    "TRAP: Google's distillation service": "Google's distillation service",
    "TRAP: OpenAI's model page says": "OpenAI's model page says",
    "that is a customer service.": "that is a customer service, and not how the stock model was made.",
    "Not established: print both sides or neither.": "Neither account has been established.",
    "COUNTER-EXAMPLE. Small and": "Small and",
    "COUNTER-EXAMPLE. Looks like": "Looks like",
    "does not name it. Never print a guess.": "does not name it.",
    "does not name the teacher. Never print a guess.": "does not name the teacher.",
    "Placeholder: ": "Stands for what has no public name: ",
    "; treat as disputed.": "; it is disputed.",
    "for that was found. Treat as unsupported.": "for that was found, so it is unsupported.",
    "not a benchmark retention; do not reuse as one.": "not a share kept on a benchmark.",
}
# The text of a finding stands below its title, which quotes the question or the duty: it quotes neither again.
WITHOUT_TITLE = {
    '"{question}" The maker has not said': "The maker has not said",
    '"{question}" The vendor says that it': "The vendor says that it",
    '"{question}" The vendor declines': "The vendor declines",
    "Two statements do not agree. {wording}": "{wording}",
    "No answer by the due date,": "Nobody had answered this by the due date,",
    "Given in confidence. Look at it": "It was given in confidence. Look at it",
    "than its freshness limit, or than stale_after_days": "than an answer of its kind may be",
    "An obligation applies and the firm's own record is": "This duty applies, and your own record of it is",
}
# Where the buyer may have given the answer itself, "the vendor says" would be wrong.
OF_EITHER = {
    "The vendor says that our data never trains a model. Our own": "One answer says that our data never trains a "
    "model. Our own",
    "The vendor says that our data always trains a model. Our own": "One answer says that our data always trains a "
    "model. Our own",
    "The vendor names countries outside the UK": "One answer names places outside the UK",
    "The vendor says that it runs, or data is kept, in {right}.": "Another answer names these places where it runs or "
    "keeps our data: {right}.",
    "the only tier. The vendor says": "the only tier. Another answer says",
}
no_research = pytest.mark.skipif(
    not RESEARCHED.is_dir(), reason="the researched catalogue lies beside the repository, and only there"
)


@cache
def shipped() -> EditionFiles:
    return read_edition()


@cache
def researched(name: str) -> dict[str, Any]:
    """One researched file, with decimals as text and every name as text, as the edition has them."""
    return yaml.load((RESEARCHED / f"{name}.yaml").read_text("utf-8"), _Loader)


class _Loader(yaml.SafeLoader):
    """Reads decimal numbers as the text that they were written as."""


_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: loader.construct_scalar(node))


def said(entry: Entry) -> dict[str, Any]:
    """Only what the file says, without what it leaves to the defaults."""
    return json.loads(entry.model_dump_json(exclude_unset=True))


def plain(value: Any) -> Any:
    """The researched form with names as text, as JSON has them."""
    return json.loads(json.dumps(value))


def without(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in names}


def test_every_file_agrees_with_every_other():
    assert format_problems(check(shipped())) == "The catalogue is in order."


def test_the_first_edition_holds_all_that_was_researched_for_it():
    files = shipped()
    held = {
        "questions": len(files.questions),
        "obligations": len(files.obligations),
        "models": len(files.models),
        "sources": len(files.sources.sources),
        "facts": len(files.facts.facts),
        "contradictions": len(files.contradictions.rules),
    }
    assert held == FIRST or files.version != "2026.11.1"
    assert all(held.values())


def test_questions_come_section_by_section_and_duties_regulator_by_regulator():
    files = shipped()
    sections = [section.key for section in files.questionnaire.sections]
    regulators = [regulator.key for regulator in files.regulators.regulators]
    assert list(dict.fromkeys(question.section for question in files.questions)) == sections
    assert list(dict.fromkeys(duty.regulator for duty in files.obligations)) == regulators


def test_an_edition_is_known_by_its_version():
    assert shipped().version == shipped().edition.version


def test_each_file_of_the_folder_is_read():
    files = shipped()
    read = {*files.question_files, *files.obligation_files, *files.maker_files}
    there = {path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.yaml")}
    assert read == there


def test_what_rests_on_no_source_is_listed():
    numbers = Counter(gap.kind for gap in unverified(shipped()))
    assert numbers["source_without_address"] == sum(one.url is None for one in shipped().sources.sources)
    assert numbers["maker_has_not_said"] == sum(one.distillation_status == "unknown" for one in shipped().models)
    assert numbers["source_without_address"] > 0
    assert numbers["maker_has_not_said"] > 0


@no_research
def test_no_question_was_lost_or_changed():
    theirs = plain(researched("questions")["questions"])
    mended = [one | {"applies_when": MENDED.get(one["key"], one["applies_when"])} for one in theirs]
    assert [said(question) for question in shipped().questions] == mended


@no_research
def test_no_obligation_was_lost_or_changed():
    assert [said(duty) for duty in shipped().obligations] == plain(researched("obligations")["obligations"])


@no_research
def test_no_known_model_was_lost_or_changed():
    mine = {model.key: said(model) for model in shipped().models}
    theirs = {model["key"]: _figures_as_text(plain(model)) for model in researched("known_models")["models"]}
    assert mine == _worded(theirs, FOR_READERS)
    assert len(shipped().models) == len(researched("known_models")["models"])


def _worded(value: Any, mended: dict[str, str]) -> Any:
    """The researched texts in the words in which readers get them."""
    if isinstance(value, dict):
        return {key: _worded(one, mended) for key, one in value.items()}
    if isinstance(value, list):
        return [_worded(one, mended) for one in value]
    for before, after in mended.items() if isinstance(value, str) else ():
        value = value.replace(before, after)
    return value


def _figures_as_text(model: dict[str, Any]) -> dict[str, Any]:
    for figure in model["published_trade_off"]:
        for name in ("teacher_value", "student_value", "retention_pct"):
            if isinstance(figure[name], int):
                figure[name] = str(figure[name])
    return model


@no_research
def test_models_of_one_maker_stand_in_the_order_in_which_they_were_researched():
    order = {model["key"]: place for place, model in enumerate(researched("known_models")["models"])}
    for file in shipped().maker_files.values():
        places = [order[model.key] for model in file.models]
        assert places == sorted(places)


def _kept(mine: Any, theirs: Any) -> Any:
    """What is mine, without the fields and the keyed entries that came in since."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return {key: _kept(mine[key], theirs[key]) for key in mine if key in theirs}
    if not isinstance(mine, list) or not isinstance(theirs, list):
        return mine
    keyed = {one["key"]: one for one in theirs if isinstance(one, dict) and "key" in one}
    return [_kept(one, keyed[one["key"]]) for one in mine if one["key"] in keyed] if keyed else mine


@no_research
@pytest.mark.parametrize("name", ["facts", "scoring", "contradictions", "wording", "sources"])
def test_no_line_of_a_single_file_was_lost_or_changed(name: str):
    theirs = _worded(plain(researched(name)), WITHOUT_TITLE | OF_EITHER)
    head = without(theirs.pop("catalogue"), "name", "version", "as_of", "language")
    assert _kept(said(getattr(shipped(), name)), {**head, **theirs}) == {**head, **theirs}


@no_research
def test_no_line_about_the_questionnaire_was_lost_or_changed():
    theirs = plain(without(researched("questions"), "questions", "catalogue"))
    assert said(shipped().questionnaire) == {**theirs, "notes": researched("questions")["catalogue"]["notes"]}


@no_research
def test_no_line_about_the_regulators_was_lost_or_changed():
    theirs = plain(without(researched("obligations"), "obligations", "catalogue"))
    assert said(shipped().regulators) == {**theirs, "notes": researched("obligations")["catalogue"]["notes"]}


@no_research
def test_the_heads_of_all_files_became_the_head_of_the_edition():
    edition = shipped().edition
    for name in ("facts", "questions", "obligations", "scoring", "contradictions", "wording", "sources"):
        head = researched(name)["catalogue"]
        assert (head["as_of"], head["language"]) == (edition.as_of, edition.language)
        assert head["version"] <= edition.version
        assert head.get("status", edition.status) == edition.status
    models = researched("known_models")
    known = shipped().known_models
    assert (models["version"], models["compiled"]) == (known.version, known.compiled)


@no_research
def test_what_the_comments_at_the_head_of_the_known_models_explain_is_kept_as_notes():
    head = (RESEARCHED / "known_models.yaml").read_text("utf-8").split("\nversion:")[0]
    told = " ".join(head.replace("#", " ").split())
    notes = " ".join(shipped().known_models.notes)
    words = {word.strip(".,:;()|=\"'") for word in told.split()}
    lost = {word for word in words if word and word not in notes}
    assert lost <= {"lineage[].confidence", "Known", "models", "Compiled", "2026-11-24"}
