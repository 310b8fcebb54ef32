"""What to say where the environment holds what cannot be read: one sentence with a cure, then the end."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

BROKERS = ("redis", "rediss", "redis+socket", "sentinel")


def not_understood(name: str, wanted: str, example: str) -> SystemExit:
    """The end of every program, since none can run without its settings. The value may hold a password: never said."""
    return SystemExit(
        f"Candour does not start: {name} in the environment is not {wanted}.\n"
        f"  Set it as in {name}={example} or unset it; .env.example lists every name."
    )


def read(how: Callable[..., Any], name: str, default: Any, wanted: str, example: str) -> Any:
    """What `how` makes of the variable, or `default` where it is not set."""
    try:
        return how(name, default)
    except ValueError as error:
        raise not_understood(name, wanted, example) from error


def names_a_broker(addresses: str) -> bool:
    """Whether it is one address of a Redis or Valkey, or several of sentinels, parted by semicolons."""
    try:
        parts = [urlsplit(one) for one in addresses.split(";")]
        return all(part.scheme in BROKERS and part.port != 0 for part in parts)
    except ValueError:
        return False
