"""Tasks and commands: each is listed with what it does with another organisation's id."""

from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command, get_commands

from checklists.dossier.tasks import render
from procurement.celery import app
from procurement.tasks import rejudge_batch
from tests.routes.world import CANARY, build, state_of

# Commands run on the machine, as its operator: they may reach every organisation, and name the one they work in.
COMMANDS = {
    "check_catalogue": "reads files alone",
    "clock": "all organisations, one at a time",
    "create_api_key": "the organisation that is named",
    "demo": "the example alone",
    "doctor": "reads alone",
    "export_dossier": "the organisation of the assessment that is named",
    "load_catalogue": "the shared catalogue alone",
    "owner_link": "no organisation yet",
    "prepare": "the installation: its schema and the shared catalogue",
    "serve": "starts the others",
}


def test_every_command_is_listed():
    assert {name for name, app_name in get_commands().items() if app_name == "procurement"} == set(COMMANDS)


def test_every_task_is_listed():
    app.loader.import_default_modules()
    assert {name for name in app.tasks if not name.startswith("celery.")} == {
        "candour.pdf.render",
        "candour.default.rejudge",
    }


def test_a_task_with_forged_ids_does_nothing(db):
    own, foreign = build("Own"), build(CANARY)
    before = state_of(foreign), state_of(own)
    for organisation, dossier in (
        (own.organisation.pk, foreign.rows["dossier"].pk),
        (foreign.organisation.pk, own.rows["dossier"].pk),
        (uuid4(), foreign.rows["dossier"].pk),
        (own.organisation.pk, uuid4()),
    ):
        assert render(str(organisation), str(dossier)) in ("taken", "unknown")
        assert rejudge_batch(str(organisation), str(dossier)) in ("taken", "unknown")
    assert (state_of(foreign), state_of(own)) == before


@pytest.mark.parametrize("name", ["assessment", "not an id"])
def test_an_export_of_what_is_not_there_is_refused(db, name, tmp_path):
    wanted = str(uuid4()) if name == "assessment" else name
    with pytest.raises(CommandError, match=r"no assessment|not an id"):
        call_command("export_dossier", wanted, out=Path(tmp_path / "x.pdf"), stdout=StringIO())
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_for_a_member_of_the_organisation_that_is_named(db):
    own, foreign = build("Own"), build(CANARY)
    email = foreign.members["owner"].user.email
    with pytest.raises(CommandError, match="No active member"):
        call_command("create_api_key", organisation=own.organisation.slug, member=email, name="X", stdout=StringIO())
    with pytest.raises(CommandError, match="There are"):
        call_command("create_api_key", organisation="no-such", name="X", stdout=StringIO())
