"""
The one place where routes are searched.

`query` says what is asked, `question` what that means on a graph, `search` finds, `answer` says what was found.
Small graphs have the plain engine (`asked`), which reads like the definition; `large` has the one on arrays.
"""
