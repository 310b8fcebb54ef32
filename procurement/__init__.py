"""The site: faces through which people, programs and the clock reach the domain."""

# Loaded with the site, so that a task sent by name goes through the configured app and not Celery's default one.
from procurement.celery import app as celery_app

__all__ = ["celery_app"]
