"""The embedded store: one SQLite file. The driver is known to `store` alone."""
