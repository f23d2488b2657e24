"""What any one request may cost, whatever it asks for."""

SECONDS = 1.0
"""Of processor time."""
BYTES = 200 * 2**20
"""By which the memory of the process may rise while it is answered."""
HANGS = 30.0
"""Seconds after which a request that has not ended counts as one that never does."""
