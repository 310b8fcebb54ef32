"""Two tiers held against each other: planned, given results, or tested by ourselves on our own items."""
