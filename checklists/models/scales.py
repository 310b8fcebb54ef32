"""The organisation's own scale: what a kind of answer counts, what a question weighs, and the bands of a score."""

from django.db import models

from checklists.models.base import OrganisationRow


class OwnScale(OrganisationRow):
    """One scale from a day on, with the reason for it. A row never changes: a later one supersedes it.

    Figures are decimals as text. `points` is by kind of answer, `weights` by the weight of a question ("1" to "5"),
    `bands` is [{label, at_least}] from the highest down to "0". `of_catalogue`: from that day on the catalogue's scale
    counts again, and the three are empty. `number` counts the organisation's scales from 1.
    """

    number = models.PositiveIntegerField()
    holds_from = models.DateField()
    of_catalogue = models.BooleanField(default=False)
    points = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    bands = models.JSONField(default=list)
    reason = models.CharField(max_length=1000)

    class Meta(OrganisationRow.Meta):
        verbose_name = "scale"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"],
                name="one_scale_per_number",
                violation_error_message="Somebody has just written a scale. Look at it and try again.",
            )
        ]

    def __str__(self) -> str:
        return f"Scale {self.number}"
