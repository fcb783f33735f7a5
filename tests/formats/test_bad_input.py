"""Each kind of bad input is told with its place, its reason and its remedy, and all of it at once."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.errors import CareerGraphError, InvalidGraph, OverLimit, UnreadableData
from careergraph.formats import Limits, read, read_bytes, to_bytes
from careergraph.formats.given import Given
from careergraph.formats.registry import format_named

ANYTHING = st.recursive(
    st.sampled_from([None, True, 0, -1, 10**30, 0.1, 1e308, "", "x", "\ud800", "founder", "funds"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "skill", "level", ""]), inner),
    max_leaves=4,
)
HEAD = {
    "format": "careergraph-dataset",
    "licence": "CC0-1.0",
    "families": [{"id": "tech", "title": "Technology"}],
    "sources": [{"id": "book", "title": "A book"}],
}
SOUND = {
    "roles.csv": "id,title,family\na,A,tech\nb,B,\nc,C,\n",
    "skills.csv": "id,name,kind\nlaw,Law,knowledge\nlead,Leading,skill\n",
    "transitions.csv": "tail,head,kind,months\na,b,promotion,12\nb,c,lateral,6\n",
    "requirements.csv": "tail,head,skill,level,group,group_count\na,b,law,2,,\na,b,lead,1,g,1\na,b,law,1,g,1\n",
    "evidence.csv": "tail,head,kind,source\na,b,expert,book\nb,c,policy,book\n",
    "role_skills.csv": "role,skill,level\na,law,1\n",
    "relations.csv": "role,other,kind\na,b,similar\n",
}

# One line of a table is put in the place of another; what is told then.
BAD_ROWS = [
    ("roles.csv", "b,B,", ",B,", "roles.csv row 3, column id: nothing stands there"),
    ("roles.csv", "b,B,", "b,,", "roles.csv row 3: it has no title"),
    ("roles.csv", "b,B,", "b,B,law", "roles.csv row 3, column family: family “law” is not in the graph"),
    ("roles.csv", "c,C,", "b,C,", "roles.csv row 3, roles.csv row 4: it stands 2 times"),
    ("roles.csv", "b,B,", "b,B,,", "roles.csv row 3: it has 4 cells, and the header 3"),
    ("roles.csv", "b,B,", "b", "roles.csv row 3: it has 1 cells, and the header 3"),
    ("roles.csv", "b,B,", '"b"x,B,', "roles.csv row 3: the row is broken"),
    ("roles.csv", "id,title,family", "code,title,family", "roles.csv row 1: there is no column id"),
    ("roles.csv", "id,title,family", "id,title,title", "roles.csv row 1: the column “title” stands 2 times"),
    ("skills.csv", "law,Law,knowledge", "law,Law,art", "skills.csv row 2, column kind: “art” is no kind of skill"),
    ("transitions.csv", "a,b,promotion,12", "a,b,promotion,soon", "transitions.csv row 2, column months: “soon” is no"),
    ("transitions.csv", "a,b,promotion,12", "a,b,promotion,-1", "transitions.csv row 2, column months: -1 months"),
    ("transitions.csv", "a,b,promotion,12", "a,b,promotion,1.25", "transitions.csv row 2, column months: 1.25 months"),
    ("transitions.csv", "b,c,lateral,6", "b,z,lateral,6", "transitions.csv row 3, column head: role “z” is not in"),
    ("transitions.csv", "b,c,lateral,6", "b,b,lateral,6", "transitions.csv row 3: it leads from a role to itself"),
    ("requirements.csv", "a,b,law,2,,", "a,b,lwa,2,,", "requirements.csv row 2, column skill: skill “lwa” is not in"),
    ("requirements.csv", "a,b,law,2,,", "a,b,law,9,,", "requirements.csv row 2, column level: level 9 of law"),
    ("requirements.csv", "a,b,law,2,,", "a,b,law,2.5,,", "requirements.csv row 2, column level: 2.5 is not whole"),
    ("requirements.csv", "a,b,law,2,,", "a,c,law,2,,", "requirements.csv row 2, column tail: a > c is not in trans"),
    ("requirements.csv", "a,b,lead,1,g,1", "a,b,lead,1,g,2", "requirements.csv row 3, column group_count: the group"),
    ("requirements.csv", "a,b,law,2,,", "a,b,law,2,,1", "requirements.csv row 2, column group: nothing stands there"),
    ("evidence.csv", "a,b,expert,book", "a,b,rumour,book", "evidence.csv row 2, column kind: “rumour” is no kind of"),
    ("evidence.csv", "a,b,expert,book", "a,b,expert,film", "evidence.csv row 2, column source: source “film” is not"),
    ("role_skills.csv", "a,law,1", "z,law,1", "role_skills.csv row 2, column role: z is not in roles.csv"),
    ("role_skills.csv", "a,law,1", "a,lwa,1", "role_skills.csv row 2, column skill: skill “lwa” is not in the graph"),
    ("relations.csv", "a,b,similar", "a,z,similar", "relations.csv row 2, column other: role “z” is not in the graph"),
]


@pytest.mark.parametrize(("table", "line", "instead", "told"), BAD_ROWS)
def test_a_bad_row_is_told_by_file_row_and_column_with_its_remedy(table, line, instead, told):
    lines = [instead if one == line else one for one in SOUND[table].splitlines()]
    problems = _problems({table: "\n".join(lines)})
    found = [one for one in problems if one.startswith(told)]
    assert found, problems
    assert ". " in found[0], "no remedy"


def test_a_sound_data_set_is_read():
    assert len(_read({}).graph.transitions) == 2


def test_all_problems_are_told_at_once():
    rows = "tail,head,kind,months\na,b,promotion,soon\nb,z,jump,6\n"
    told = _problems(
        {"transitions.csv": rows, "skills.csv": "id,name\nlaw,\n,Leading\n", "evidence.csv": "tail,head,kind\n"}
    )
    assert {one.split(":")[0] for one in told} == {
        "requirements.csv row 3, column skill",
        "skills.csv row 2",
        "skills.csv row 3, column id",
        "transitions.csv row 2, column months",
        "transitions.csv row 3, column head",
        "transitions.csv row 3, column kind",
    }


def test_a_file_that_is_not_utf_8_is_told_by_its_line():
    with pytest.raises(UnreadableData, match=r"skills.csv line 3 .*0xe9 is not UTF-8\. Save it as UTF-8"):
        _read({"skills.csv": "id,name\nlaw,Law\nart,Caf\xe9\n".encode("latin-1")})


def test_a_column_or_table_nobody_knows_is_told_and_not_lost_in_silence():
    notices = _read({"skills.csv": "id,name,colour\nlaw,Law,red\nlead,Leading,\n", "role.csv": "id\nz\n"}).notices
    assert [str(one).partition(". ")[0] for one in notices] == [
        "role.csv: the table is unknown, and is not read",
        "skills.csv row 1: the column “colour” is unknown, and is not kept",
    ]


def test_two_records_of_one_pair_become_one_and_it_is_told_what_was_kept():
    reading = _read({"transitions.csv": "tail,head,months\na,b,12\na,b,24\nb,c,6\n"})
    assert reading.graph.transitions["a", "b"].months == 12
    assert "\n".join(map(str, reading.notices)) == (
        "transitions.csv row 3: a > b stands at transitions.csv row 2 too: they are one, with all evidence; they "
        "differ in months, and what stands there is kept. Keep one record of each pair of roles."
    )


BAD_JSON = [
    ('{"format": "careergraph", "roles": [}', "graph.json line 1 column 37 cannot be read as JSON: Expecting value"),
    ('{"format": "careergraph", "id": NaN}', "graph.json cannot be read as JSON: NaN is no number of a graph"),
    ('{"format": "careergraph", "id": Infinity}', "graph.json cannot be read as JSON: Infinity is no number"),
    ('{"format": "careergraph", "id": 1e9999999999999999999}', "graph.json cannot be read as JSON: 1e99999"),
    ('{"format": "careergraph", "id": "a", "id": "b"}', "graph.json cannot be read as JSON: the key “id” stands twice"),
    ('{"format": "careergraph", "id": ' + "[" * 99_999, "graph.json cannot be read as JSON: it is nested too deeply"),
    ('{"format": "careergraph", "format_version": 2}', "graph.json cannot be read as careergraph: it is of version 2"),
    ('{"id": "a"}', "graph.json cannot be read as a role graph: it is in no known format. Known are: dataset"),
    ("not json", "graph.json cannot be read as a role graph: it is in no known format"),
    ('{"nodes": [], "edges": [], "directed": false}', "graph.json cannot be read as careergraph-node-link: its edges"),
]


@pytest.mark.parametrize(("text", "told"), BAD_JSON)
def test_what_is_no_graph_at_all_is_called_unreadable(text, told):
    with pytest.raises(UnreadableData) as error:
        read_bytes(text.encode(), "graph.json")
    assert str(error.value).startswith(told)


BAD_FIELDS = [
    ({"roles": {}}, "roles: an object is no list. Write a list"),
    ({"roles": [7]}, "roles[0]: “7” is no object. Write an object with named fields"),
    ({"roles": [{"id": "a", "title": 7}]}, "roles[0].title: “7” is no text"),
    ({"roles": [{"id": "a", "title": "A", "pay": {"low": 1}}]}, "roles[0].pay.high: nothing stands there"),
    ({"roles": [{"id": "a", "title": "A\ud800"}]}, "roles[0].title: half of a surrogate pair stands in it"),
    ({"roles": [{"id": "a", "title": "A", "reports_to": "z"}]}, "roles[0].reports_to: role “z” is not in the graph"),
    ({"skills": [{"id": "p", "name": "P", "effort": "1e3"}]}, "skills[0].effort: “1e3” is no number"),
    ({"skills": [{"id": "p", "name": "P", "effort": True}]}, "skills[0].effort: “True” is no number"),
    ({"skills": [{"id": "p", "name": "P", "effort": 10**40}]}, "skills[0].effort: the number is too long"),
    ({"transitions": [{"tail": "a"}]}, "transitions[0].head: nothing stands there"),
    (
        {"transitions": [{"tail": "a", "head": "b", "months_low": 1}]},
        "transitions[0].months_high: nothing stands there",
    ),
    (
        {
            "transitions": [
                {"tail": "a", "head": "b", "groups": [{"count": 1, "members": [{"skill": "p", "level": 0}]}]}
            ]
        },
        "transitions[0].groups[0].members[0].level: level 0 of p",
    ),
    (
        {"transitions": [{"tail": "a", "head": "b", "requirements": [{"skill": "p", "optional": "maybe"}]}]},
        "transitions[0].requirements[0].optional: “maybe” is neither yes nor no",
    ),
]


@pytest.mark.parametrize(("fields", "told"), BAD_FIELDS)
def test_a_bad_field_of_json_is_told_by_its_place(fields, told):
    with pytest.raises(InvalidGraph) as error:
        read_bytes(json.dumps({"format": "careergraph", **fields}).encode())
    assert told in "\n".join(map(str, error.value.problems))


def test_a_field_nobody_knows_is_told_once_with_its_count():
    roles = [{"id": name, "title": name, "colour": "red"} for name in "abc"]
    _, notices = read_bytes(json.dumps({"format": "careergraph", "licence": "CC0-1.0", "roles": roles}).encode())
    assert [str(one) for one in notices] == [
        "roles[0]: “colour” is no field of a role, and is not kept, 3 times in all. Correct its name, or leave it out."
    ]


def test_a_path_that_leads_nowhere_is_called_unreadable(tmp_path):
    with pytest.raises(UnreadableData, match=r"nowhere.json cannot be read as a role graph: No such file"):
        read(tmp_path / "nowhere.json")


def test_a_folder_without_its_head_is_called_unreadable(tmp_path):
    with pytest.raises(UnreadableData, match="it is in no known format"):
        read(tmp_path)


def test_no_more_problems_are_told_than_the_limit_allows():
    roles = [{"id": "", "title": "A"}] * 50
    with pytest.raises(InvalidGraph) as error:
        read_bytes(json.dumps({"format": "careergraph", "roles": roles}).encode(), limits=Limits(problems=10))
    assert len(error.value.problems) == 11
    assert "there may be more" in str(error.value)


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(bytes=100), r".*: bytes: \d+ found, 100 allowed"),
        (Limits(rows=2), "roles.csv: rows: 3 found, 2 allowed"),
        (Limits(columns=2), "roles.csv: columns: 3 found, 2 allowed"),
        (Limits(cell=3), "roles.csv row 1: cell: 6 found, 3 allowed"),
        (Limits(values=0), "dataset.json: values: 1 found, 0 allowed"),
    ],
)
def test_what_is_too_large_is_refused_and_told_where_the_limit_can_be_raised(limits, told, tmp_path):
    for name, content in _files({"dataset.json": '{"format": "careergraph-dataset"}'}).items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(OverLimit, match=told + r"\. Raise it: read\(path, limits=Limits\(\w+=\.\.\.\)\)"):
        read(tmp_path, limits=limits)


def test_a_header_of_a_million_columns_is_refused_before_it_is_split():
    with pytest.raises(OverLimit, match=r"roles\.csv: columns: 1000000 found"):
        _read({"roles.csv": "id" + ",title" * 1_000_000})


def test_a_list_of_a_million_items_is_refused_before_it_is_split():
    rows = "".join(f"r{number},A,{' | ' * 16_000}\n" for number in range(1000))
    with pytest.raises(OverLimit, match=r"roles\.csv: values: 16000000 found"):
        _read({"roles.csv": f"id,title,aliases\n{rows}"})


def test_true_is_no_level_even_where_a_level_of_1_was_read_before():
    grows = [{"skill": "law", "level": 1}], [{"skill": "law", "level": True}]
    roles = [{"id": name, "title": name, "grows": many} for name, many in zip("ab", grows, strict=True)]
    document = {"format": "careergraph", "skills": [{"id": "law", "name": "Law"}], "roles": roles}
    with pytest.raises(InvalidGraph, match=r"roles\[1\]\.grows\[0\]\.level: “True” is no number"):
        read_bytes(json.dumps(document).encode())


def test_a_move_asks_its_head_or_what_it_says_itself():
    roles = [{"id": name, "title": name} for name in "ab"]
    move = {"tail": "a", "head": "b", "asks": "head", "requirements": [{"skill": "law"}]}
    document = {"format": "careergraph", "skills": [{"id": "law", "name": "Law"}], "roles": roles}
    with pytest.raises(InvalidGraph, match=r"transitions\[0\]\.asks: requirements of its own stand there too"):
        read_bytes(json.dumps(document | {"transitions": [move]}).encode())
    with pytest.raises(InvalidGraph, match=r"transitions\[0\]\.asks: “tail” is nothing a move can ask"):
        read_bytes(json.dumps(document | {"transitions": [move | {"asks": "tail"}]}).encode())


def test_no_more_notices_are_told_than_the_limit_allows():
    role = {"id": "a", "title": "A", **{f"field {number}": 1 for number in range(50)}}
    document = {"format": "careergraph", "licence": "CC0-1.0", "roles": [role]}
    _, notices = read_bytes(json.dumps(document).encode(), limits=Limits(problems=10))
    assert len(notices) == 11
    assert str(notices[-1]) == "and: 40 more notices."


@given(data=st.data())
def test_whatever_stands_in_a_document_a_graph_comes_out_or_an_error_of_ours(seed, data):
    name = data.draw(st.sampled_from(["json", "node-link"]))
    document = json.loads(to_bytes(seed, name))
    if data.draw(st.booleans()):
        document.get("graph", document).pop("format")
    for _ in range(data.draw(st.integers(1, 4))):
        _spoil(document, data)
    with contextlib.suppress(CareerGraphError):
        read_bytes(json.dumps(document).encode())


def _spoil(value, data):
    """Put something else in some place of a document."""
    while True:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if not isinstance(value[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
            value[key] = data.draw(ANYTHING)
            return
        value = value[key]


def _files(changed):
    texts = {"dataset.json": json.dumps(HEAD), **SOUND, **changed}
    return {name: text.encode() if isinstance(text, str) else text for name, text in texts.items()}


def _read(changed):
    return format_named("dataset").read(Given("trade", _files(changed)))


def _problems(changed):
    with pytest.raises(InvalidGraph) as error:
        _read(changed)
    return [str(problem) for problem in error.value.problems]
