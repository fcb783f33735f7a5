"""The pages, one module each; none knows another."""

from flask import Flask

from ..site import Site
from . import compare, goals, next_moves, reach, role, routes, start, ways_in
from . import map as career_map


def offer(app: Flask, site: Site) -> None:
    """Give `app` its pages."""
    for page in (start, routes, compare, goals, next_moves, reach, ways_in, role, career_map):
        page.offer(app, site)
