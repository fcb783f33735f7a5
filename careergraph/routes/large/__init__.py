"""
The engine of large graphs. It gives the answers of the plain one, on arrays.

`engine.py` is the way in: it resolves a query (`wide.py`) on the arrays of a graph (`arrays.py`) and chooses how to
search it. `best_first.py` lays it out for one figure that adds up, `search.py` is for everything else: `relevant.py`
cuts the graph down to what can matter, `level_steps.py` gives bits to what is left to learn, `labels.py` are prefixes
by the thousand, `ahead.py` bounds what they can come to, `found.py` cuts them, `ruling.py` rules them out by one
another.
"""
