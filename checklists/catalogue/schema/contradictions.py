"""contradictions.yaml: pairs of statements that do not go together."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from checklists.catalogue.schema.base import Entry, FactOrAll, Key, Many, Text, wrong

Origin = Literal["buyer", "answers", "lineage"]
Bound = Annotated[int, Field(ge=0, le=1_000_000)]


def _fact_value(value: Any) -> Any:
    words = isinstance(value, list) and value and all(isinstance(word, str) for word in value)
    if value is None or isinstance(value, bool | str) or words:
        return value
    raise wrong("is not something that a fact can be", "Write true, false, one value, or a list of values.")


class AnswerSide(Entry):
    """What somebody answered. Two tests in one side mean either."""

    answer: Key
    any_of: Many[Key] | None = None
    exactly: Many[Key] | None = None
    above: Bound | None = None
    below: Bound | None = None
    given: Literal[True] | None = None
    names_model: Literal[True] | None = None
    differs: Literal[True] | None = None
    column: Key | None = None
    state: Literal["does_not_know", "refuses", "confidential", "not_applicable"] | None = None
    reason: Key | None = None
    follow_up: Many[Key] | None = None


class LineageSide(Entry):
    """What the public record says of the model that `base_model_and_creator` names."""

    lineage: Literal["derivation", "parent", "developer", "status", "output_terms"]
    method: Many[Literal["distillation", "fine_tuning", "quantisation", "pruning", "adapter", "merge"]] | None = None
    says: Many[Literal["maker_stated", "maker_implied", "reported", "unknown"]] | None = None
    any_of: Many[Key] | None = None
    not_named_by: Key | None = None
    of: Literal["teacher"] | None = None


class FactSide(Entry):
    """What is recorded of a fact, and by whom. The fact '*' stands for every fact that no other rule covers."""

    fact: FactOrAll
    value: Annotated[Any, AfterValidator(_fact_value)] = None
    origin: Origin


def kind_of_side(value: Any) -> str | None:
    """Which kind a side is: told by the word it starts from."""
    for word in ("answer", "lineage", "fact"):
        if (word in value) if isinstance(value, dict) else hasattr(value, word):
            return f"<{word}>"
    return None


def _no_kind() -> PydanticCustomError:
    return wrong("names neither an answer, nor lineage, nor a fact", "Start it with answer:, lineage: or fact:.")


_NO_KIND = _no_kind()
Side = Annotated[
    Annotated[AnswerSide, Tag("<answer>")]
    | Annotated[LineageSide, Tag("<lineage>")]
    | Annotated[FactSide, Tag("<fact>")],
    Discriminator(
        kind_of_side,
        custom_error_type=_NO_KIND.type,
        custom_error_message=_NO_KIND.message_template,
        custom_error_context=_NO_KIND.context,
    ),
]


class Sides(Entry):
    """The two statements."""

    left: Side
    right: Side


class Contradiction(Entry):
    """Two statements that do not go together, with a charitable reading and what to ask."""

    key: Key
    kind: Literal["answer_vs_lineage", "answer_vs_answer", "answer_vs_fact"]
    when: Sides
    wording: Text
    charitable: Text
    ask: Text
    severity: Literal["low", "medium", "high"]


class ContradictionsFile(Entry):
    """contradictions.yaml as a whole; `placeholders` are all the words in braces that exist."""

    notes: Many[Text] = ()
    placeholders: Many[Key]
    rules: Annotated[Many[Contradiction], Field(min_length=1)]
