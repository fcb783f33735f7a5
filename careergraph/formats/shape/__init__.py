"""
The shape every format is read into and written from: records, and the graph they make.

A format turns its bytes into records (`record`), `building` makes the graph of them and tells every problem
by its place (`findings`, `places`); `plain` is the way back.
"""
