"""Who really answered: one partition of the questions asked, a zero counted too."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WhoAnswered:
    """Seven counts that add up to `total`, the questions asked."""

    vendor_attested: int = 0
    vendor_unattested: int = 0
    looked_up: int = 0
    own_with_document: int = 0
    own_without_source: int = 0
    tested_by_us: int = 0
    unanswered: int = 0
    total: int = 0
