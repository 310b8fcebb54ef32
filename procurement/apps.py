"""The site: the faces through which people, programs and the clock reach the domain."""

from django.apps import AppConfig

from procurement import checks


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = "Candour"
    start_up_checks = checks  # importing the module registers them
