"""The trade-off between a larger tier and a cheaper one: what counts say, how surely, and what would say it."""
