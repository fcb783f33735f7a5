"""
The engine of large graphs. It gives the answers of the plain one, on arrays.

`engine.py` is the way in: it resolves a query (`wide.py`) on the arrays of a graph (`arrays.py`) and chooses how to
search it. `best_first.py` lays it out for one figure that adds up, `search.py` is for everything else: `relevant.py` is
the part of the graph that can matter, `labels.py` are prefixes by the thousand, `lengthening.py` takes them one move
further, `states.py` spells out what they hold, `goal_steps.py` keeps what the last moves ask as bits, `ahead.py` bounds
what labels can come to, `found.py` cuts them, `ruling.py` rules them out by one another.
"""
