from __future__ import annotations

import re
from html import unescape
from http.cookies import Morsel

import pytest
from django.http import HttpResponse
from django.test import Client

from readingroom.pages.preferences import Preferences, preferences_of, print_type
from tests.pages.html import page, words
from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")


def kept(answer: HttpResponse) -> Morsel[str]:
    return answer.cookies["reading"]


def pressed(html: str) -> list[str]:
    form = html[html.index('<form class="preferences') :]
    return re.findall(r'aria-pressed="true">(\S+?)</button>', form[: form.index("</form>")])


def root(html: str) -> str:
    return html[html.index("<html") : html.index(">", html.index("<html"))]


def test_what_is_chosen_is_kept_for_a_year_in_one_cookie_that_a_person_can_read(client: Client) -> None:
    cookie = kept(client.get("/preferences/?size=large"))

    assert cookie.value == "large.day"
    assert (cookie["path"], cookie["samesite"], cookie["max-age"]) == ("/", "Lax", 365 * 24 * 60 * 60)
    assert cookie["httponly"]


@pytest.mark.parametrize("https", [True, False])
def test_the_cookie_is_secure_in_the_https_profile_alone(client: Client, settings, https: bool) -> None:
    settings.SESSION_COOKIE_SECURE = https

    assert bool(kept(client.get("/preferences/?size=large"))["secure"]) == https


def test_choices_add_up_and_any_page_shows_them(client: Client) -> None:
    article = shelved("一篇")
    for choice in ("size=huge", "look=dark", "elder=on"):
        client.get(f"/preferences/?{choice}")

    for address in ("/preferences/", article.get_absolute_url(), "/nowhere/"):
        html = page(client, address, 404 if "nowhere" in address else 200)

        assert client.cookies["reading"].value == "huge.dark.elder"
        assert 'data-size="huge"' in root(html)
        assert 'data-look="dark"' in root(html)
        assert "data-elder" in root(html)


def test_the_buttons_of_what_is_chosen_are_pressed(client: Client) -> None:
    assert pressed(page(client, "/preferences/")) == ["中", "日间"]

    client.get("/preferences/?size=small&look=eyecare&elder=on")

    assert pressed(page(client, "/preferences/")) == ["小", "护眼", "长辈版"]


def test_pressing_the_elders_button_again_takes_it_back(client: Client) -> None:
    assert 'value="on"' in page(client, "/preferences/")
    client.get("/preferences/?elder=on&size=large")
    assert 'value="off"' in page(client, "/preferences/").replace('name="elder" value="off">', "")

    client.get("/preferences/?elder=off")

    assert client.cookies["reading"].value == "large.day"


def test_with_everything_as_it_comes_no_cookie_is_left(client: Client) -> None:
    client.get("/preferences/?size=large&elder=on")

    restored = client.get("/preferences/?size=medium&look=day&elder=off")

    assert (kept(restored).value, kept(restored)["max-age"]) == ("", 0)
    assert "data-elder" not in root(page(client, "/"))


def test_a_choice_of_what_is_there_already_sets_no_cookie(client: Client) -> None:
    assert not client.get("/preferences/?size=medium").cookies


@pytest.mark.parametrize("asked", ["size=giant", "look=", "elder=yes", "size=large%00", "size=大", "elder"])
def test_what_nobody_offers_changes_nothing_and_leads_back(client: Client, asked: str) -> None:
    client.get("/preferences/?look=dark")

    answer = client.get(f"/preferences/?{asked}&next=/about/")

    assert (answer.status_code, answer["Location"]) == (303, "/about/")
    assert client.cookies["reading"].value == "medium.dark"


@pytest.mark.parametrize(
    "cookie",
    ["", "large", "large.day.", "day.large", "large.day.elder.elder", "<script>", "%E5%A4%A7", "large.day" * 900],
)
def test_a_damaged_cookie_is_as_good_as_none(client: Client, cookie: str) -> None:
    html = client.get("/about/", headers={"cookie": f"reading={cookie}"}).content.decode()

    assert 'data-size="medium"' in root(html)
    assert "script" not in root(html)
    assert client.get("/preferences/?size=huge", headers={"cookie": f"reading={cookie}"}).status_code == 303


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/articles/1/", "/articles/1/"),
        ("/search/?q=%E5%85%9A%E5%BB%BA&type=paragraph", "/search/?q=%E5%85%9A%E5%BB%BA&type=paragraph"),
        ("/search/?q=党建 引领%26", "/search/?q=%E5%85%9A%E5%BB%BA%20%E5%BC%95%E9%A2%86%26"),
        ("/p/abc/?next=//elsewhere.example", "/p/abc/?next=//elsewhere.example"),
    ],
)
def test_a_choice_leads_back_to_where_it_was_made(client: Client, address: str, location: str) -> None:
    answer = client.get("/preferences/", {"size": "large", "next": address})

    assert (answer.status_code, answer["Location"]) == (303, location)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "http://elsewhere.example/",
        "http:elsewhere",
        "http://testserver/about/",
        "javascript:alert(1)",
        "about/",
        " //elsewhere.example",
        "\t//elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "/[",
        "/" + "a" * 3000,
    ],
)
def test_a_choice_never_leads_out_of_the_room(client: Client, address: str) -> None:
    answer = client.get("/preferences/", {"size": "large", "next": address})

    assert answer.status_code == 303
    assert re.match(r"/($|[^/\\])", answer["Location"])
    assert "\n" not in answer["Location"]
    assert "elsewhere.example" not in answer["Location"].split("%09")[0].split("%0A")[0]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/search/?q=%E5%85%9A%E5%BB%BA&type=paragraph", "/search/?q=党建&type=paragraph"),
        ("/articles/?page=1", "/articles/?page=1"),
        ("/nowhere/?a=%26%3C%22", "/nowhere/?a=%26%3C%22"),
    ],
)
def test_the_form_knows_the_page_it_stands_on(client: Client, address: str, written: str) -> None:
    html = client.get(address).content.decode()

    here = re.search(r'name="next"\s+value="([^"]*)"', html)

    assert here
    assert unescape(here[1]) == written
    assert client.get("/preferences/", {"size": "large", "next": written})["Location"] == address


def test_the_page_explains_the_choices_and_offers_to_restore_them(client: Client) -> None:
    said = words(page(client, "/preferences/"))

    for word in ("显示设置", "字号", "超大", "背景", "护眼", "高对比", "长辈版", "全部恢复", "Cookie"):
        assert word in said


def test_a_page_shown_differently_is_another_page_to_a_browser_that_kept_it(client: Client) -> None:
    address = shelved("一篇").get_absolute_url()
    seen = client.get(address)["ETag"]

    client.get("/preferences/?look=dark")

    answer = client.get(address, headers={"if-none-match": seen})
    assert answer.status_code == 200
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_a_choice_asks_the_database_nothing(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get("/preferences/?size=large&next=/about/")


def test_robots_are_kept_from_the_choices(client: Client) -> None:
    assert "Disallow: /preferences/" in page(client, "/robots.txt").splitlines()


@pytest.mark.parametrize(("query", "said"), [("", ""), ("?print=large", "large"), ("?print=poster", "")])
def test_the_address_says_how_to_print(rf, query: str, said: str) -> None:
    assert print_type(rf.get(f"/articles/1/{query}")) == said


def test_every_choice_has_a_token_of_its_own() -> None:
    assert Preferences().token == ""
    assert Preferences(elder=True).token == "medium.day.elder"


def test_a_request_is_asked_for_its_preferences_once(rf) -> None:
    request = rf.get("/")
    request.COOKIES["reading"] = "large.dark"
    chosen = preferences_of(request)
    request.COOKIES.clear()

    assert preferences_of(request) is chosen
    assert chosen == Preferences(size="large", look="dark")
