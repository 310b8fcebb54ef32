"""The whole of an edition, looked up by name: what every check needs to know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from checklists.catalogue import convert, schema
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.problems import Problem, did_you_mean
from checklists.rules.conditions import ConditionError, parse
from checklists.rules.facts import FactDefinition


@dataclass(frozen=True)
class Spot:
    """An entry of a file, where a problem can be."""

    file: str
    key: str


class Whole:
    """One edition with its entries by key. Where a key is used twice, the first counts."""

    def __init__(self, files: EditionFiles):
        self.files = files

    @cached_property
    def facts(self) -> Mapping[str, schema.Fact]:
        """Facts by name."""
        return {fact.name: fact for fact in reversed(self.files.facts.facts)}

    @cached_property
    def definitions(self) -> Mapping[str, FactDefinition]:
        """The facts as conditions know them."""
        return {name: convert.fact_from(fact.model_dump(mode="json")) for name, fact in self.facts.items()}

    @cached_property
    def questions(self) -> Mapping[str, schema.Question]:
        """Questions by key."""
        return {question.key: question for _, question in reversed(self.asked)}

    @cached_property
    def asked(self) -> list[tuple[Spot, schema.Question]]:
        """Every question with its place, as often as it stands there."""
        files = self.files.question_files.items()
        return [(Spot(name, question.key), question) for name, one in files for question in one.questions]

    @cached_property
    def duties(self) -> list[tuple[Spot, schema.Obligation]]:
        """Every obligation with its place, as often as it stands there."""
        files = self.files.obligation_files.items()
        return [(Spot(name, duty.key), duty) for name, one in files for duty in one.obligations]

    @cached_property
    def known(self) -> list[tuple[Spot, schema.KnownModel]]:
        """Every known model with its place, as often as it stands there."""
        files = self.files.maker_files.items()
        return [(Spot(name, model.key), model) for name, one in files for model in one.models]

    @cached_property
    def models(self) -> Mapping[str, schema.KnownModel]:
        """Known models by key."""
        return {model.key: model for _, model in reversed(self.known)}

    @cached_property
    def sources(self) -> Mapping[str, schema.Source]:
        """Sources by key."""
        return {source.key: source for source in self.files.sources.sources}

    @cached_property
    def tables(self) -> Mapping[str, schema.Table]:
        """Tables by key."""
        return {table.key: table for table in self.files.questionnaire.tables}

    def say(self, spot: Spot, message: str, cure: str) -> Problem:
        """A problem at an entry, with its line."""
        return Problem(spot.file, spot.key, message, cure, self.files.lines.get((spot.file, spot.key), 0))

    def named(self, spot: Spot, field: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
        """A problem for each name that does not exist. `what` says what it should be: 'a question'."""
        existing = list(known)
        for name in names:
            if name not in existing:
                yield self.say(spot, f'{field} names "{name}", which is not {what}.', did_you_mean(name, existing))

    def asked_names(self, spot: Spot, field: str, names: Iterable[str]) -> Iterator[Problem]:
        """A problem for each name that is no question asked today; where it once was one, the cure says what became."""
        shared = self.files.questionnaire
        now = {one.old: f'It was renamed: write "{one.new}".' for one in shared.renamed}
        for one in shared.retired:
            now[one.key] = f'It was retired: write "{one.replaced_by}".' if one.replaced_by else "It was retired."
        for problem, name in self._missing(spot, field, names):
            yield replace(problem, cure=now.get(name, problem.cure))

    def _missing(self, spot: Spot, field: str, names: Iterable[str]) -> Iterator[tuple[Problem, str]]:
        for name in names:
            for problem in self.named(spot, field, [name], self.questions, "a question that is asked"):
                yield problem, name

    def once(self, spot: Spot, field: str, values: Iterable[object]) -> Iterator[Problem]:
        """A problem for each value that stands in a list more than once."""
        for value in doubled(values):
            yield self.say(spot, f'{field} has "{value}" twice.', "Keep one of the two.")

    def condition(self, spot: Spot, field: str, text: str | None) -> Iterator[Problem]:
        """A problem where a condition cannot be read, or speaks of a fact or value that does not exist."""
        if text is None:
            return
        try:
            parse(text, self.definitions)
        except ConditionError as error:
            yield self.say(spot, f"{field}: {error}", "Facts and their values: facts.yaml.")


def doubled(values: Iterable[object]) -> list[object]:
    """The values that occur more than once."""
    return [value for value, times in Counter(values).items() if times > 1]


def cycle_in(edges: Mapping[str, Iterable[str]]) -> list[str]:
    """A cycle, with its first name again at its end; empty where there is none."""
    done: set[str] = set()
    for start in edges:
        found = _walk(start, edges, done, [])
        if found:
            return found
    return []


def _walk(name: str, edges: Mapping[str, Iterable[str]], done: set[str], way: list[str]) -> list[str]:
    if name in way:
        return [*way[way.index(name) :], name]
    if name in done:
        return []
    for following in edges.get(name, ()):
        found = _walk(following, edges, done, [*way, name])
        if found:
            return found
    done.add(name)
    return []
