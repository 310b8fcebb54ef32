"""What share of its teacher's result a model keeps, in words: not worked out is never the same as none."""

import re

from checklists.dossier.reading import Data

NOT_WORKED_OUT, NOT_A_SHARE = "not worked out", "not a share"
# Measures of what a model costs or how fast it is: a smaller model keeps no share of these.
NO_ACCURACY = re.compile(
    r"\b(parameters|size|speed|latency|throughput|memory|tokens?|steps|price|cost|gain)\b", re.IGNORECASE
)


def share_kept(figure: Data) -> str:
    """The share in per cent where somebody worked it out; else whether it is unknown, or was never meant."""
    if figure["retention_percent"]:
        return f"{figure['retention_percent']}%"
    return NOT_A_SHARE if figure["lower_is_better"] or NO_ACCURACY.search(figure["metric"]) else NOT_WORKED_OUT


def worked_out_by(figure: Data) -> str:
    """Who worked the share out; "" where nobody did."""
    if not figure["retention_percent"]:
        return ""
    return {"published": "the maker", "computed": "us"}.get(figure["retention_basis"], "")


def beside(figure: Data) -> str:
    """On what it was measured, unless the measure is called by that very name."""
    said = figure["benchmark"].strip()
    return "" if said.casefold() in figure["metric"].casefold() else said
