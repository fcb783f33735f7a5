"""`python -m careergraph` is the `careergraph` command."""

from careergraph.cli import main

if __name__ == "__main__":
    main(prog_name="careergraph")
