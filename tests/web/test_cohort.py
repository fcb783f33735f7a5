"""People who are looked at together: answered on the page, and nowhere else."""

import io
import logging
import re
from html import unescape

import pytest

from web.security import HEADERS

TABLE = (
    "person,role,held\n"
    "Ann Berg,technical director,company strategy:1\n"
    "Ben Liu,manager of the R&D department,\n"
    "Cid Okafor,founder,\n"
    "Dana Wu,manager of the R&D department,company strategy:2\n"
)
PEOPLE = ("Ann Berg", "Ben Liu", "Cid Okafor", "Dana Wu")
PAGE = "/ways-in?to=general-manager&max_step=9&max_learning=12"
DOCUMENT = PAGE.replace("/ways-in", "/ways-in.json")


@pytest.fixture
def sent(client):
    """What is answered to people who are sent."""

    def send(table=TABLE, address=PAGE, **fields):
        return client.post(address, data={"people": table, **fields}, content_type="multipart/form-data")

    return send


def words(response):
    text = re.sub(r"(?s)<datalist.*?</datalist>|<textarea.*?</textarea>", "", response.get_data(as_text=True))
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", text))


def test_people_are_ranked_with_their_first_route_and_the_rest_are_stuck(sent):
    told = words(sent())
    assert "1 of 4 people has a way to general manager" in told
    assert "Ann Berg by way of deputy general manager (technology) Technical director ≈ 72 ≈ 8" in told
    assert "Without a way within these limits Ben Liu Manager of the R&amp;D department Cid Okafor Founder" in told


def test_the_least_training_says_what_to_teach_and_whom_it_brings_there(sent):
    told = words(sent())
    assert re.search("Teach everybody: company strategy ≈ 2 and .* ≈ 4. It is ≈ 6 level steps beyond", told)
    assert "It brings there: Ben Liu and Dana Wu." in told
    assert "No training brings that many of them there" in words(sent(share="100"))


def test_a_file_and_a_table_copied_from_a_spreadsheet_do_as_well(client, sent):
    file = {"file": (io.BytesIO(TABLE.encode("utf-8-sig")), "staff.csv"), "people": ""}
    response = client.post(PAGE, data=file, content_type="multipart/form-data")
    assert words(response) == words(sent()) == words(sent(TABLE.replace(",", "\t")))


def test_a_script_gets_both_answers_as_one_document(client, sent):
    document = client.post(DOCUMENT + "&share=50", data=TABLE, content_type="text/csv").get_json()
    assert [one["person"] for one in document["ways_in"]] == ["Ann Berg"]
    assert document["without"] == ["Ben Liu", "Cid Okafor", "Dana Wu"] == document["training"]["stuck"]
    assert (document["training"]["size"], document["training"]["freed"]) == (6, ["Ben Liu", "Dana Wu"])
    assert sent(address=DOCUMENT).get_json() == document


@pytest.mark.parametrize(
    ("table", "advice"),
    [
        ("", "Row 1 names the columns"),
        ("person,role\n", "Write a row for each person"),
        ("person\nAnn\n", "Row 1 names the columns"),
        ("person,role\nAnn,technical director,3\n", "Row 2: Write as many cells"),
        ("person,role\nAnn,founder\nAnn,founder\n", "Row 3, column “person”: Write a name"),
        ("person,role,held\nAnn,,law:1\n", "Row 2, column “role”: Write the role"),
        (
            "person,role\nAnn,techncal director\n",
            "column “role”: No role “techncal director”. Spelled nearly so: technical",
        ),
        ("person,role,held\nAnn,founder,nothing:1\n", "Row 2, column “held”: No skill “nothing”."),
        ("person,role,held\nAnn,founder,funds:x\n", "Row 2, column “held”:"),
        ("person,role,pay\nAnn,founder,much\n", "Row 2, column “pay”: Write a sum"),
        ("person,role,months_served\nAnn,founder,-1\n", "Row 2, column “months_served”: Write whole months"),
    ],
)
def test_what_cannot_be_read_is_told_by_row_and_column_and_stays_to_be_mended(client, sent, table, advice):
    response = sent(table)
    assert response.status_code == 400
    assert advice in words(response)
    assert client.post(DOCUMENT, data=table, content_type="text/csv").get_json()["errors"][0]["field"] == "people"
    assert table in unescape(response.get_data(as_text=True))


@pytest.mark.parametrize("share", ["0", "101", "half"])
def test_a_share_is_a_number_of_per_cent(sent, share):
    response = sent(share=share)
    assert response.status_code == 400
    assert "Write per cent, from 1 to 100." in words(response)


def test_a_table_of_more_people_than_the_setting_is_refused(small, explorer):
    client = small(explorer, people=3)
    response = client.post(PAGE, data={"people": TABLE}, content_type="multipart/form-data")
    assert (response.status_code, "4 people are too many: send at most 3." in words(response)) == (400, True)


def test_a_script_that_names_no_goal_is_told_so(client):
    assert client.post("/ways-in.json", data=TABLE, content_type="text/csv").status_code == 400


def test_nothing_about_people_stands_in_an_address_or_a_log_or_is_kept(client, sent, caplog):
    caplog.set_level(logging.DEBUG)
    response = sent()
    text = response.get_data(as_text=True)
    addresses = " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', text))
    assert not re.search("Ann|Berg|held|strategy", addresses)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert [one for one in PEOPLE if one in caplog.text] == []
    assert [one for one in PEOPLE if one in client.get(PAGE).get_data(as_text=True)] == []


def test_another_site_cannot_send_people(client):
    for address in (PAGE, DOCUMENT):
        response = client.post(address, data={"people": TABLE}, headers={"Sec-Fetch-Site": "cross-site"})
        assert response.status_code == 403


def test_a_name_is_never_markup(sent):
    text = sent("person,role\n<img src=x onerror=alert(1)>,technical director\n</textarea><b>,founder\n").get_data(
        as_text=True
    )
    assert "<img" not in text
    assert "</textarea><b>" not in text


def test_every_answer_about_people_has_every_header(sent):
    for response in (sent(), sent(""), sent(address=DOCUMENT)):
        assert [name for name, value in HEADERS.items() if response.headers.get(name) != value] == []


def test_it_is_told_in_chinese_too(sent):
    told = words(sent(address=PAGE + "&lang=zh"))
    assert "4 人中有 1 人有路线通往总经理" in told
    assert "第 2 行，“role”列：" in words(sent("person,role\nAnn,x\n", address=PAGE + "&lang=zh"))
