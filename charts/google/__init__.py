"""The dialect of the Google Image Charts API: from a query's parameters to a fixed chart."""
