"""
Roles, skills, transitions and the graph they make: immutable values and the rules they obey.

`text` and `skills` are the smallest values; `transitions` and `roles` are made of them; `graph` holds them,
`rules` judges them, `changes` changes them, `profile` says where a person stands.
"""
