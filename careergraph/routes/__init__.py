"""
The one place where routes are searched.

`query` says what is asked, `question` what that means on a graph, `search` finds, `answer` says what was found.
"""
