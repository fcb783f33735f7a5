"""What the pages' scripts ask while somebody types."""

from flask import Flask

from ..site import Site
from . import suggestions


def offer(app: Flask, site: Site) -> None:
    """Give `app` its API."""
    suggestions.offer(app, site)
