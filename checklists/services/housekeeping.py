"""What is forgotten once its time is over. Nothing here changes anything that a person could ask about."""

from datetime import datetime

from checklists.models import IdempotencyKey
from checklists.services.history import bookkeeping


@bookkeeping
def forget_request_keys(*, now: datetime) -> int:
    """Delete the stored answers to repeated requests whose day is over, in every organisation. Gives how many."""
    return IdempotencyKey.every_organisation.filter(expires_at__lt=now).delete()[0]
