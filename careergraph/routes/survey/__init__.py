"""
Questions about many roles or people at once, with a route for each.

What is in reach from here (`reach`), who can get to a role (`ways_in`), which skills open most (`leverage`, `what_if`),
and what to teach a group (`training`).
"""
