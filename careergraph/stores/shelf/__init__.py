"""A shelf of compiled graphs: a folder for each version, mapped into memory, shared by all processes of a host."""
