"""One file a kind of chart: where its marks go, drawn on a canvas."""
