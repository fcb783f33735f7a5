"""
The use cases: what can be asked of a graph, without a word of how an answer is shown.

The command line and the web ask here, and nowhere else. `explorer.py` has the questions, `naming.py` finds what a text
names, `doors.py` reads a graph and finds routes without more ado.
"""

from careergraph.explorer.doors import find_routes, read, read_report
from careergraph.explorer.explorer import Explorer, Holding

__all__ = ["Explorer", "Holding", "find_routes", "read", "read_report"]
