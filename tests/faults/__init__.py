"""Whole installations, driven by real processes and real signals."""
