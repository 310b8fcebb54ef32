"""Which known model somebody means, where that is certain: picked, or typed under a whole name of one alone.

What only comes near a name stays open: a person may pick, and no rule takes it for a model.
"""

from collections.abc import Mapping
from typing import Any

from checklists.rules.lineage import Lineage, Model
from checklists.rules.matching import candidates, normalise


def model_meant(value: Any, lineage: Lineage) -> str | None:
    """The id of the model that {"ai_model": id} or {"name": words} means for certain; None where it is open."""
    if not isinstance(value, Mapping):
        return None
    picked = value.get("ai_model")
    return picked if isinstance(picked, str) and picked else _typed(str(value.get("name") or ""), lineage)


def models_in_column(value: Any, column: str, lineage: Lineage) -> tuple[str, ...]:
    """The models that one column of a table names, row by row; none where any row leaves open which one it means."""
    rows = value.get("table") if isinstance(value, Mapping) else value
    cells = [row.get(column) for row in rows or () if isinstance(row, Mapping)] if isinstance(rows, list) else []
    models = [model_meant(cell, lineage) for cell in cells]
    return tuple(model for model in models if model) if all(models) else ()


def _typed(name: str, lineage: Lineage) -> str | None:
    meant = candidates(name, lineage.models.values())
    model = lineage.models[meant[0].model] if len(meant) == 1 else None
    return model.id if model is not None and _names_it_whole(name, model) else None


def _names_it_whole(name: str, model: Model) -> bool:
    words = f" {normalise(name)} "
    names = filter(None, map(normalise, (model.name, model.key or "", *model.aliases)))
    return any(f" {each} " in words for each in names)
