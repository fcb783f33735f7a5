"""
The benchmark: graphs of every size made from a seed, what is asked of them, and the peers that answer beside us.

`scripts/bench` runs it. The graphs are for whoever measures something:
`from scripts.benchmark.graphs import load; graph = load("M60")`.
"""
