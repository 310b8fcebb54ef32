"""The site: the faces through which people, programs and the clock reach the domain."""

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = "Candour"
