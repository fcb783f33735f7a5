"""
Every statement that is sent to Neo4j. They are constants: whatever differs from call to call is a parameter.

A role or skill has a `key`, its graph and its id with a blank between, so that several graphs stand in one database.
A graph is read from version 1 on: what a first load has written so far belongs to none, and is not seen.
The common subset of Cypher 5 and 25, without a version prefix.
"""

SCHEMA = (
    "CREATE CONSTRAINT career_graph IF NOT EXISTS FOR (g:CareerGraph) REQUIRE g.id IS UNIQUE",
    "CREATE CONSTRAINT career_version IF NOT EXISTS FOR (v:CareerVersion) REQUIRE v.key IS UNIQUE",
    "CREATE CONSTRAINT career_change IF NOT EXISTS FOR (v:CareerVersion) REQUIRE v.change_key IS UNIQUE",
    "CREATE CONSTRAINT role_key IF NOT EXISTS FOR (r:Role) REQUIRE r.key IS UNIQUE",
    "CREATE CONSTRAINT skill_key IF NOT EXISTS FOR (s:Skill) REQUIRE s.key IS UNIQUE",
    """
    CREATE FULLTEXT INDEX role_words IF NOT EXISTS FOR (r:Role) ON EACH [r.title_words, r.alias_words]
    OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
    """,
)
AWAIT_SCHEMA = "CALL db.awaitIndexes(300)"

PING = "RETURN 1"
GRAPHS = "MATCH (g:CareerGraph) RETURN g.id ORDER BY g.id"

LATEST = """
MATCH (g:CareerGraph {id: $graph})
OPTIONAL MATCH (v:CareerVersion {key: $graph + ' ' + toString(g.number)})
RETURN g.number, v.version, v.change_id, v.at, v.note, v.more
"""
VERSIONS = """
MATCH (:CareerGraph {id: $graph})-[:VERSION]->(v:CareerVersion)
RETURN v.number, v.version, v.change_id, v.at, v.note, v.more ORDER BY v.number DESC
"""
MADE_BY = """
MATCH (v:CareerVersion {change_key: $change_key})
RETURN v.number, v.version, v.change_id, v.at, v.note, v.more
"""
CHANGES = """
MATCH (v:CareerVersion {key: $key})-[:MADE_BY]->(c:CareerChange)
RETURN c.whole, c.changes
"""
UNDOES = """
MATCH (:CareerGraph {id: $graph})-[:VERSION]->(v:CareerVersion) WHERE v.number > $number
MATCH (v)-[:MADE_BY]->(c:CareerChange)
RETURN c.undoes, v.number ORDER BY v.number DESC
"""

# Reads. What a move asks comes with it; that everything is essential is told by null, which is shorter. Where there are
# many, a row has many of them: the driver takes as long for a row as for all that is in it.

HEAD = "MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0 RETURN g.number, g.content, g.metadata"
ROLE = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
MATCH (r:Role {key: $key}) RETURN properties(r)
"""
SKILL = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
MATCH (s:Skill {key: $key}) RETURN properties(s)
"""
ROLE_IDS = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
MATCH (r:Role) WHERE r.key STARTS WITH $prefix RETURN r.id
"""
SKILL_IDS = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
MATCH (s:Skill) WHERE s.key STARTS WITH $prefix RETURN s.id
"""
MOVES_OUT = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
UNWIND $keys AS key
MATCH (a:Role {key: key})-[t:TRANSITION]->(b:Role)
RETURN a.id, b.id, t.kind, t.months, t.likelihood, t.skills, t.levels,
  CASE WHEN all(one IN t.essential WHERE one) THEN null ELSE t.essential END, t.more
"""
MOVES_IN = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
UNWIND $keys AS key
MATCH (a:Role)-[t:TRANSITION]->(b:Role {key: key})
RETURN a.id, b.id, t.kind, t.months, t.likelihood, t.skills, t.levels,
  CASE WHEN all(one IN t.essential WHERE one) THEN null ELSE t.essential END, t.more
"""
SEARCH = """
CALL db.index.fulltext.queryNodes('role_words', $text) YIELD node
WITH node WHERE node.graph = $graph
RETURN node.id, node.title_words, node.alias_words
"""
ROLES = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
MATCH (r:Role) WHERE r.key STARTS WITH $prefix
WITH collect(r) AS found
UNWIND range(0, size(found) - 1, 500) AS first
RETURN [one IN found[first..first + 500] | properties(one)]
"""
SKILLS = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
MATCH (s:Skill) WHERE s.key STARTS WITH $prefix
WITH collect(s) AS found
UNWIND range(0, size(found) - 1, 500) AS first
RETURN [one IN found[first..first + 500] | properties(one)]
"""
MOVES = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
MATCH (a:Role) WHERE a.key STARTS WITH $prefix
WITH a ORDER BY a.key
RETURN a.id, [(a)-[t:TRANSITION]->(b:Role) |
  [b.id, t.kind, t.months, t.likelihood, t.skills, t.levels,
   CASE WHEN all(one IN t.essential WHERE one) THEN null ELSE t.essential END, t.more]]
"""
MOVES_NUMBERED = """
MATCH (g:CareerGraph {id: $graph}) WHERE g.number > 0
MATCH (a:Role) WHERE a.key STARTS WITH $prefix
WITH a ORDER BY a.key
RETURN a.id, [(a)-[t:TRANSITION]->(b:Role) |
  [b.id, t.kind, t.months, t.likelihood, [one IN t.skills | $numbers[one]], t.levels,
   CASE WHEN all(one IN t.essential WHERE one) THEN null ELSE t.essential END, t.more]]
"""
"""The same with skills by numbers, which whoever asks gives them: ids take most of the time of who reads them."""
WHOLE = (ROLES, SKILLS, MOVES)
COUNTS = """
MATCH (g:CareerGraph {id: $graph})
RETURN COUNT { MATCH (r:Role) WHERE r.key STARTS WITH $prefix },
  COUNT { MATCH (s:Skill) WHERE s.key STARTS WITH $prefix },
  COUNT { MATCH (a:Role)-[:TRANSITION]->() WHERE a.key STARTS WITH $prefix }
"""

# A commit. Whoever changes a graph holds the lock of its node first, until the commit is over.

LOCK = """
MERGE (g:CareerGraph {id: $graph})
ON CREATE SET g.number = 0, g.content = $content, g.metadata = $metadata
SET g.locked = true REMOVE g.locked
"""
SETTLE = "MATCH (g:CareerGraph {id: $graph}) SET g.locked = true REMOVE g.locked"
STATE = """
MATCH (g:CareerGraph {id: $graph})
RETURN g.number, g.content, g.metadata, g.loading, g.loaded, g.loaded_content
"""
ROLES_NAMED = "UNWIND $keys AS key MATCH (r:Role {key: key}) RETURN properties(r)"
SKILLS_NAMED = "UNWIND $keys AS key MATCH (s:Skill {key: key}) RETURN properties(s)"
ROLES_KNOWN = "UNWIND $keys AS key MATCH (r:Role {key: key}) RETURN r.id"
SKILLS_KNOWN = "UNWIND $keys AS key MATCH (s:Skill {key: key}) RETURN s.id"
MOVES_NAMED = """
UNWIND $pairs AS pair
MATCH (a:Role {key: pair[0]})-[t:TRANSITION]->(b:Role {key: pair[1]})
RETURN a.id, b.id, t.kind, t.months, t.likelihood, t.skills, t.levels,
  CASE WHEN all(one IN t.essential WHERE one) THEN null ELSE t.essential END, t.more
"""
ROLES_REFERRING = """
MATCH (r:Role) WHERE r.key STARTS WITH $prefix AND (r.reports_to IN $roles
  OR any(one IN r.grows WHERE one IN $skills) OR any(text IN $texts WHERE r.more CONTAINS text))
RETURN properties(r)
"""
ROLE_KEYS = "MATCH (r:Role) WHERE r.key STARTS WITH $prefix RETURN r.key"
MOVES_REFERRING = """
UNWIND $keys AS key
MATCH (a:Role {key: key})-[t:TRANSITION]->(b:Role)
WHERE any(one IN t.skills WHERE one IN $skills) OR any(text IN $texts WHERE t.more CONTAINS text)
RETURN a.id, b.id, t.kind, t.months, t.likelihood, t.skills, t.levels,
  CASE WHEN all(one IN t.essential WHERE one) THEN null ELSE t.essential END, t.more
"""
DROP_MOVES = """
UNWIND $pairs AS pair
MATCH (:Role {key: pair[0]})-[t:TRANSITION]->(:Role {key: pair[1]}) DELETE t
"""
DROP_ROLES = "UNWIND $keys AS key MATCH (r:Role {key: key}) DETACH DELETE r"
DROP_SKILLS = "UNWIND $keys AS key MATCH (s:Skill {key: key}) DETACH DELETE s"
PUT_ROLES = "UNWIND $rows AS row MERGE (r:Role {key: row.key}) SET r = row"
PUT_SKILLS = "UNWIND $rows AS row MERGE (s:Skill {key: row.key}) SET s = row"
PUT_MOVES = """
UNWIND $rows AS row
MATCH (a:Role {key: row.tail}) MATCH (b:Role {key: row.head})
MERGE (a)-[t:TRANSITION]->(b) SET t = row.properties
"""
NEW_VERSION = """
MATCH (g:CareerGraph {id: $graph})
SET g += $head REMOVE g.loading, g.loaded, g.loaded_content
CREATE (g)-[:VERSION]->(v:CareerVersion) SET v = $version
CREATE (v)-[:MADE_BY]->(c:CareerChange) SET c = $change
"""

BEGIN = "MERGE (:CareerGraph {id: $graph})"
"""Where a script begins that makes a graph without the store."""

# A first load, in several transactions. `loaded` says how far it is: each transaction moves it on from where it was,
# and looks where that is when it has the lock.

CLAIM = "MATCH (g:CareerGraph {id: $graph}) SET g.loading = $loading"
MARK = "MATCH (g:CareerGraph {id: $graph}) SET g.loaded = $loaded, g.loaded_content = $content"
ADVANCE = """
MATCH (g:CareerGraph {id: $graph}) SET g.locked = true REMOVE g.locked
WITH g WHERE g.loading = $loading AND g.loaded = $before
SET g.loaded = $loaded, g.loaded_content = $content
RETURN g.loaded
"""
SCRAP = """
MATCH (one:Role|Skill) WHERE one.graph = $graph
WITH one LIMIT $limit DETACH DELETE one RETURN count(*)
"""
NEW_MOVES = """
UNWIND $rows AS row
MATCH (a:Role {key: row[0]}) MATCH (b:Role {key: row[1]})
CREATE (a)-[:TRANSITION {kind: row[2], months: row[3], likelihood: row[4], skills: row[5], levels: row[6],
  essential: row[7], evidence: row[8], more: row[9]}]->(b)
"""
"""Properties one by one, from a list: half the work for the server that a map of them is."""
