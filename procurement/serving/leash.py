"""Start a program that ends when its parent does. Standard library only, run as a script: no imports of ours.

    python -I -S leash.py PARENT_PID SIGNAL PROGRAM [ARGUMENT ...]

Linux only: elsewhere the program is started without the leash, and `serve` stops it in the ordinary way.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, signal: int, command: list[str]) -> None:
    """Become `command`. The setting survives exec; the second look at the parent closes the gap before it was set."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0) != 0:
            sys.exit(f"prctl failed: {os.strerror(ctypes.get_errno())}")
        if os.getppid() != parent:
            sys.exit("the parent is gone")
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
