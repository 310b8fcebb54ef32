"""Figures drawn by hand as SVG, for the dossier and for the web pages. Plain data in, escaped markup out."""
