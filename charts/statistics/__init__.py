"""Statistics of a list of values: quantiles, whiskers, outliers, density. Nothing is drawn here."""
