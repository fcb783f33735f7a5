"""P22: no foreign page changes anything; P21's neighbours: hosts and the token."""

from itertools import product

import pytest

from web.entry import OPEN

OWN = "http://localhost"
SITES = (None, "same-origin", "same-site", "cross-site", "none")
ORIGINS = (None, OWN, "https://localhost", "http://evil.example", "http://localhost.evil.example", "null")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
SAFE = ("GET", "HEAD", "OPTIONS")


def allowed(method, site, origin, cookie, bearer):
    """What must be let through: safe methods, our own pages, and scripts that are no browsers."""
    if method in SAFE:
        return True
    if site in {"same-site", "cross-site"} or origin not in {None, OWN, "https://localhost"}:
        return False
    if site is None and origin is None:
        return bearer or not cookie
    return True


@pytest.mark.parametrize("method", METHODS)
def test_only_our_own_pages_and_scripts_may_write(guarded, token, method):
    client = guarded.test_client(use_cookies=False)
    wrong, cases = [], 0
    for site, origin, cookie, bearer in product(SITES, ORIGINS, (False, True), (False, True)):
        headers = {"Sec-Fetch-Site": site, "Origin": origin, "Authorization": f"Bearer {token}" if bearer else None}
        said = {name: value for name, value in headers.items() if value}
        if cookie:
            said["Cookie"] = "careergraph-entry=anything"
        response = client.open("/entry", method=method, headers=said)
        cases += 1
        if (response.status_code != 403) != allowed(method, site, origin, cookie, bearer):
            wrong.append((site, origin, cookie, bearer, response.status_code))
    assert wrong == []
    assert cases == len(SITES) * len(ORIGINS) * 4


def test_a_foreign_page_cannot_change_the_theme(client):
    response = client.get("/?theme=dark", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert "careergraph-theme=dark" in client.get("/?theme=dark").headers["Set-Cookie"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "localhost:8765", "127.0.0.1:1"])
def test_this_computer_is_always_answered(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.2", "", "localhost@evil.example"],
)
def test_other_hosts_are_refused_in_words(client, host):
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 400
    assert "by the address it was started with" in response.get_data(as_text=True)


def test_named_hosts_are_answered(stranger, token):
    headers = {"Host": "careers.example", "Authorization": f"Bearer {token}"}
    assert stranger.get("/map.json", headers=headers).status_code == 200
    assert stranger.get("/map.json", headers=headers | {"Host": "other.example"}).status_code == 400


def test_without_the_token_nothing_is_told(stranger, guarded):
    for rule in guarded.url_map.iter_rules():
        if rule.endpoint in OPEN or rule.rule.startswith("/static/"):
            continue
        address = rule.rule.replace("<path:role>", "technical-director")
        response = stranger.get(address)
        assert response.status_code in {303, 401}, address
        assert "technical director" not in response.get_data(as_text=True).lower()


@pytest.mark.parametrize(
    "bearer", ["", "x", "a-token-of-thirty-two-character", "a-token-of-thirty-two-characters2", "é"]
)
def test_a_wrong_token_is_refused(stranger, bearer):
    response = stranger.get("/map.json", headers={"Authorization": f"Bearer {bearer}"})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.mimetype == "application/problem+json"


def test_a_person_enters_with_the_token_and_goes_where_they_wanted(stranger, token):
    refused = stranger.get("/map?at=founder")
    assert refused.headers["Location"] == "/entry?next=/map?at%3Dfounder"
    entered = stranger.post("/entry", data={"token": token, "next": "/map?at=founder"}, headers={"Origin": OWN})
    assert (entered.status_code, entered.headers["Location"]) == (303, "/map?at=founder")
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert token not in cookie
    assert stranger.get("/map?at=founder").status_code == 200


def test_a_wrong_token_is_told_so(stranger):
    response = stranger.post("/entry", data={"token": "guess"}, headers={"Origin": OWN})
    assert response.status_code == 401
    assert "This is not the token" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "/\tx", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_entering(stranger, token, target):
    response = stranger.post("/entry", data={"token": token, "next": target}, headers={"Origin": OWN})
    assert response.headers["Location"] == "/"


def test_no_secret_is_written_anywhere(stranger, token, caplog):
    stranger.post("/entry", data={"token": token}, headers={"Origin": OWN})
    pages = [stranger.get(address) for address in ("/", "/entry", "/nothing", "/map.json")]
    assert all(token not in page.get_data(as_text=True) + str(page.headers) for page in pages)
    assert token not in caplog.text
