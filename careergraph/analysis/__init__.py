"""
Questions about a graph that are not routes.

`search` finds roles and skills by what people call them; `gap`, `moves` and `around` say what a role and a move ask
of a person; `summary` counts; `kept` remembers answers.
"""
