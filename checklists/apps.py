"""The domain: what Candour knows and decides."""

from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "checklists"
    verbose_name = "Due diligence"
