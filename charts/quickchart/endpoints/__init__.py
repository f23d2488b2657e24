"""QuickChart's other endpoints: codes, graphs and word clouds, each read as data and drawn."""
