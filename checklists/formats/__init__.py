"""Bytes in, records out: pure readers of other people's formats."""
