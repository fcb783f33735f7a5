"""Where graphs are kept: one file, one driver."""
