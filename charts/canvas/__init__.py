"""What charts are drawn on, and the files made from it: the room that knows matplotlib."""
