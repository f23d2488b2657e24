"""QR codes: encoded, and drawn in whole pixels."""
