"""Concentration as plain data, the ONE shape that the API and the admin's page share.

Shape: ``models_in_use`` (how many), ``heavy[]`` sentences, and ``views[]``: ``kind`` (model, maker, host, vendor),
``shares[]`` (key, name, count, may_count, text, uses[] and may[]: ids of models in use), ``unknown[]`` and ``open[]``
ids with their sentences ``unknown_text`` and ``open_text``.
"""

from checklists.rules.concentration import Concentration, Share, View
from checklists.rules.plain import Plain


def concentration_on_record(found: Concentration) -> Plain:
    """All views, the things that most rest on first."""
    return {"models_in_use": found.total, "heavy": list(found.heavy), "views": [_view(view) for view in found.views]}


def _view(view: View) -> Plain:
    return {
        "kind": view.kind,
        "shares": [_share(share) for share in view.shares],
        "unknown": list(view.unknown),
        "unknown_text": view.unknown_text,
        "open": list(view.opened),
        "open_text": view.open_text,
    }


def _share(share: Share) -> Plain:
    return {
        "key": share.key,
        "name": share.name,
        "count": len(share.sure),
        "may_count": len(share.may),
        "text": share.text,
        "uses": list(share.sure),
        "may": list(share.may),
    }
