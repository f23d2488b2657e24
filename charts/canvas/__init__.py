"""What charts are drawn on, and the files made from it: the room that knows matplotlib."""

import os

# numpy's linear algebra starts a thread per core when it is loaded, which takes 5 to 13 % of the
# time of loading numpy. Nothing here is large enough for threads. Set before any module loads it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
