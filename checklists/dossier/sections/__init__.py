"""The parts of a dossier, a module each; `order.py` has them in their order."""
