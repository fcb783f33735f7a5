"""Clients that ask a running explorer many questions, and what a whole run of them says: `scripts/load` runs it."""
