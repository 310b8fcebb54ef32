"""known_models.yaml and known_models/<maker>.yaml: what makers have publicly said of their models."""

from typing import Annotated, Literal

from pydantic import Field

from checklists.catalogue.schema.base import (
    Address,
    Alias,
    Day,
    Entry,
    FigureText,
    Line,
    Many,
    ModelKey,
    Month,
    Percentage,
    Text,
    Word,
)

Relation = Literal["distilled_from", "fine_tuned_from", "quantised_from", "pruned_from", "adapter_of", "merged_from"]
Confidence = Literal["maker_stated", "maker_implied", "reported", "unknown"]
Status = Literal["stated", "implied", "partly_stated", "reported", "ancestor_only", "not_distilled", "unknown"]
Variant = Literal[
    "ai_feedback", "awq_4bit", "black_box_sequence", "contrastive_fine_tuning", "gguf", "gptq", "gptq_4bit",
    "guidance_distillation", "int4_weights", "layer_pruning", "lora", "mixed_soft_and_sequence",
    "on_policy_distillation", "online_distillation", "ptq_4bit", "qat_4bit", "reinforcement_learning",
    "step_distillation", "structured_pruning", "supervised_fine_tuning", "synthetic_data", "unspecified",
    "weight_average", "white_box_features", "white_box_soft_targets",
]  # fmt: skip
Parameters = Annotated[int, Field(ge=1, le=10**15)]


class OutputTerms(Entry):
    """May its outputs be used to train another model? From public terms as read on the compile date."""

    allows_training_on_outputs: Literal["yes", "no", "conditional", "unknown"]
    statement: Text
    source: Address | None
    verified: bool


class Edge(Entry):
    """One step of lineage: how this model came from its parent, who says so, and where."""

    relation: Relation
    parent: ModelKey
    statement: Text
    source: Address | None
    confidence: Confidence
    verified: bool
    method: Variant | None = None
    either_or: bool = False


class Figure(Entry):
    """A figure that the maker published. Numbers become text as they were written."""

    metric: Line
    teacher_value: FigureText | None
    student_value: FigureText | None
    retention_pct: Percentage | None
    benchmark: Line
    source: Address | None
    verified: bool
    retention_basis: Literal["published", "computed"] | None = None
    lower_is_better: bool = False
    compared_to: Line | None = None
    note: Text | None = None


class Claim(Entry):
    """What a third party says. Shown apart from lineage. `agrees_with_maker` is null where that is not known."""

    claim: Text
    source: Address | None
    agrees_with_maker: bool | None


class KnownModel(Entry):
    """One model as its maker names it. A null says that it is not known."""

    key: ModelKey
    name: Line
    aliases: Many[Alias] = ()
    developer: Line
    released: Month | None
    weights: Literal["open", "closed"]
    licence: Line | None
    output_terms: OutputTerms | None = None
    parameters: Parameters | None
    active_parameters: Parameters | None = None
    modality: Word
    tier_label: Word | None
    role: Literal["subject", "parent", "placeholder"]
    distillation_status: Status
    status_source: Address | None = None
    lineage: Many[Edge]
    published_trade_off: Many[Figure]
    third_party_claims: Many[Claim] = ()
    notes: Text | None = None


class MakerFile(Entry):
    """known_models/<maker>.yaml: the models of one maker, or of a few small ones, each named in `makers`."""

    makers: Annotated[Many[Line], Field(min_length=1)]
    models: Annotated[Many[KnownModel], Field(min_length=1)]


class KnownModelsFile(Entry):
    """known_models.yaml: the day on which the public record was read, and how the files are to be read."""

    version: Annotated[int, Field(ge=1, le=9999)]
    compiled: Day
    notes: Many[Text] = ()
