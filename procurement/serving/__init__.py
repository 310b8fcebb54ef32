"""The embedded default: one command that prepares, starts, watches and stops everything Candour consists of."""
