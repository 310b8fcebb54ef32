"""How the queue is set: JSON only, late acknowledgement, quick redelivery, a queue of its own for dossiers."""

import subprocess
import sys

import pytest
from django.conf import settings
from kombu.exceptions import ContentDisallowed

from procurement.celery import app


def test_only_json_is_taken(embedded_broker):
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == app.conf.result_serializer == app.conf.event_serializer == "json"
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue("harmful", serializer="pickle")
        queue.consumer.accept = set(app.conf.accept_content)
        queue.put({"harm": 1}, serializer="pickle")
        with pytest.raises(ContentDisallowed):
            queue.get(timeout=5)
        queue.consumer.recover(requeue=True)
        queue.clear()
        queue.close()


def test_a_task_is_given_back_when_its_worker_is_lost():
    assert app.conf.task_acks_late and app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.task_ignore_result


def test_nothing_that_still_runs_is_handed_out_a_second_time():
    visible_again = app.conf.broker_transport_options["visibility_timeout"]
    assert app.conf.task_soft_time_limit < app.conf.task_time_limit < visible_again


def test_dossiers_have_a_queue_of_their_own():
    route = app.amqp.router.route
    assert route({}, "candour.pdf.produce")["queue"].name == "pdf"
    assert route({}, "candour.anything.else")["queue"].name == "default"


def test_a_task_sent_by_name_anywhere_goes_through_the_configured_app():
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'procurement.settings'\n"
        "import django; django.setup()\n"
        "from celery import current_app\n"
        "print(current_app.main, current_app.conf.broker_url)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=settings.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["candour", app.conf.broker_url]
