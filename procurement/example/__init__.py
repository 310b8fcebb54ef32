"""The example: a made-up firm that looks at three real models. Loaded on the first start unless CANDOUR_DEMO=no.

What is said of the models comes from the catalogue's public sources alone. The firm, its vendors, its facts and its
answers are invented, and every page says so. So are its comparisons of two tiers, which say nothing of the real models:
a test of its own, one that a vendor made, and for the third none.
"""
