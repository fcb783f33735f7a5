"""The Neo4j store: a graph in a server. The driver is known to `server` alone; every statement stands in `cypher`."""
