"""Reading: from the text of a Google chart URL to a ``GoogleChart``."""
