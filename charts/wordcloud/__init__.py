"""Word clouds: counted, laid out from the middle outwards, and drawn; the same words, the same."""
