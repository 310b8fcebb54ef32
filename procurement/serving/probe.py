"""End with 0 if the web server here answers, for a container's health: python -m procurement.serving.probe"""

import sys

from procurement.serving.address import is_alive
from procurement.web_server import bind


def main() -> None:
    sys.exit(0 if is_alive(bind) else f"nothing alive answers at {bind}")


if __name__ == "__main__":
    main()
