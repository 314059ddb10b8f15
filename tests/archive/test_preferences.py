import pytest

pytestmark = pytest.mark.django_db


def choose(client, **form):
    return client.post("/preferences/", {"next": "/topics/"} | form)


def test_a_reader_chooses_the_language_of_all_pages(client):
    assert choose(client, language="zh-hans").headers["Location"] == "/topics/"
    assert '<html lang="zh-Hans"' in client.get("/about/").text


def test_the_browser_decides_until_the_reader_does(client):
    assert '<html lang="zh-Hans"' in client.get("/", headers={"Accept-Language": "zh-CN"}).text
    choose(client, language="en")
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "zh-CN"}).text


def test_a_browser_that_asks_for_an_unknown_language_gets_english(client):
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "fr, tlh;q=0.8"}).text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_reader_chooses_light_or_dark(client, theme):
    choose(client, theme=theme)
    assert f'data-theme="{theme}"' in client.get("/").text


def test_the_colours_are_left_to_the_system_again(client):
    choose(client, theme="dark")
    choose(client, theme="auto")
    assert "data-theme" not in client.get("/").text


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_to_another_site(client, elsewhere):
    assert choose(client, theme="dark", next=elsewhere).headers["Location"] == "/"


@pytest.mark.parametrize("form", [{}, {"language": "xx"}, {"theme": "pink"}])
def test_what_cannot_be_chosen_is_refused_with_a_sentence(client, form):
    response = choose(client, **form)
    assert response.status_code == 400
    assert "choose again" in response.text


def test_a_forged_cookie_changes_nothing(client):
    client.cookies["theme"] = '"><script>'
    assert "script>'" not in client.get("/").text


def test_what_programs_read_stays_english(client):
    answer = client.get("/api/v1/articles/1", headers={"Accept-Language": "zh-CN"}).json()
    assert answer["error"]["message"].isascii()
