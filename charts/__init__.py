"""Charts as URLs. The blueprint is in ``functions``, so that drawing needs no Azure package."""
