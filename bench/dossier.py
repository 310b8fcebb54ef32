"""What a dossier costs beside the bare render of its own HTML: python -m bench.dossier

Both on one warm renderer, in turn, seven rounds: the ratio of the two in the same run is the figure. `request to ready`
is everything: freeze, judge, claim, build, render, store, two events. The second export of an unchanged assessment
renders nothing.
"""

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from django_scopes import scope
from pypdfium2 import PdfDocument

from bench.scratch import machine, middle, scratch

ROUNDS = 7


def main() -> None:
    with scratch():
        from checklists.dossier import remaking, request  # noqa: PLC0415 - once Django is set up
        from checklists.dossier.build import build_html, identifier  # noqa: PLC0415
        from checklists.dossier.produce import produce  # noqa: PLC0415
        from checklists.dossier.rendering import RendererProcess  # noqa: PLC0415
        from procurement.example.load import BY, example_assessments, load_example, moment  # noqa: PLC0415

        organisation, renderer = load_example(), RendererProcess()
        print(machine())
        print("| dossier | pages | bare render, s | request to ready, s | ratio | again, ms | renderer, MB |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        with scope(organisation=organisation):
            for name, assessment in example_assessments():
                bare, whole, again = [], [], []
                for number in range(ROUNDS + 1):
                    for module in (request, remaking):  # each round is a new dossier
                        module.template_version = lambda number=number: f"round {number}"
                    began = time.perf_counter()
                    dossier = request.request_dossier(assessment, by=BY, at=moment() + timedelta(seconds=number))
                    produce(dossier.pk, renderer=renderer, now=timezone.now)
                    whole.append(time.perf_counter() - began)
                    dossier.refresh_from_db()
                    if dossier.state != "ready":
                        raise SystemExit(f"no dossier was made: {dossier.error}")
                    began = time.perf_counter()
                    request.request_dossier(assessment, by=BY, at=moment())
                    again.append((time.perf_counter() - began) * 1000)
                    snapshot, envelope = json.loads(dossier.snapshot), json.loads(dossier.envelope)
                    html, meta = build_html(snapshot, envelope), {"identifier": identifier(snapshot, envelope)}
                    began = time.perf_counter()
                    pdf = renderer.render(html, meta, lambda _: None, 300)
                    bare.append(time.perf_counter() - began)
                figures = (middle(bare[1:]), middle(whole[1:]), middle(again[1:]))
                print(row(name, pdf, *figures, resident(renderer)))
        renderer.close()


def row(name: str, pdf: bytes, bare: float, whole: float, again: float, memory: float) -> str:
    ratio = f"{whole / bare:.2f} (goal: 1.5 x + 1 s)"
    return f"| {name} | {pages(pdf)} | {bare:.2f} | {whole:.2f} | {ratio} | {again:.0f} | {memory:.0f} |"


def pages(pdf: bytes) -> int:
    return len(PdfDocument(pdf))


def resident(renderer: Any) -> float:
    """Megabytes that the renderer holds in memory."""
    for line in Path(f"/proc/{renderer.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
