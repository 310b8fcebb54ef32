"""The offline sheet at the browser: sent as a file, and what comes back looked at and taken in."""
