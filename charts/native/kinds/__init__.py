"""The kinds of chart of the native dialect, one file each."""
