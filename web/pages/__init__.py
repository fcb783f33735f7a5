"""The pages, one module each; none knows another."""

from flask import Flask

from ..site import Site
from . import map as career_map
from . import next_moves, role, routes, start


def offer(app: Flask, site: Site) -> None:
    """Give `app` its pages."""
    for page in (start, routes, next_moves, role, career_map):
        page.offer(app, site)
