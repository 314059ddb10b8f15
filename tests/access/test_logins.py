"""Logins that fail: when somebody is locked out, who is not, and what is kept of it."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from archive.logins import NAMES_AT_ONCE, forget_attempts

pytestmark = pytest.mark.django_db

RIGHT, WRONG = "a long and right one", "a wrong password here"
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def accounts():
    for name in ("wu", "lin"):
        User.objects.create_superuser(name, password=RIGHT)


def log_in(name="wu", password=WRONG, address=HOME, **headers):
    return Client(REMOTE_ADDR=address).post("/admin/login/", {"username": name, "password": password}, **headers)


def lets_in(response):
    return response.status_code == 302


def fail(times, **how):
    return [log_in(**how).status_code for _ in range(times)]


def test_the_fifth_failure_locks_and_the_right_password_no_longer_helps():
    assert fail(5) == [200, 200, 200, 200, 429]
    assert log_in(password=RIGHT).status_code == 429


def test_whoever_gets_it_right_in_time_starts_anew():
    fail(4)
    assert lets_in(log_in(password=RIGHT))
    assert fail(4) == [200] * 4


def test_a_command_of_the_operator_may_ask_whether_a_password_is_right():
    fail(8)
    assert authenticate(username="wu", password=RIGHT)
    assert Client().login(username="wu", password=RIGHT)
    assert not authenticate(username="wu", password=WRONG)


def test_an_outsider_locks_nobody_out_from_elsewhere():
    fail(8, address=ELSEWHERE)
    assert lets_in(log_in(password=RIGHT, address=HOME))


def test_one_editors_mistakes_do_not_lock_out_a_colleague_at_the_same_address():
    fail(6)
    assert lets_in(log_in("lin", RIGHT))


def test_an_address_that_tries_many_names_is_locked_as_a_whole():
    codes = [log_in(f"guess-{number}").status_code for number in range(5 * NAMES_AT_ONCE)]
    assert codes[-2:] == [200, 429]
    assert log_in("lin", RIGHT).status_code == 429
    assert lets_in(log_in("lin", RIGHT, ELSEWHERE))


def test_an_account_of_ones_own_does_not_wipe_out_the_failures_with_others():
    for number in range(5 * NAMES_AT_ONCE - 1):
        log_in(f"guess-{number}")
    log_in("lin", RIGHT)
    assert log_in("another").status_code == 429


def test_neighbours_in_one_network_of_ipv6_are_one():
    fail(4, address="2001:db8:1:2::a")
    assert log_in(address="2001:db8:1:2::b").status_code == 429


def test_the_page_says_how_long_and_whom_to_ask_in_both_languages():
    fail(5)
    page = log_in()
    assert page["Retry-After"] == "1800"
    assert "for 30 minutes" in page.content.decode()
    assert "manage.py axes_reset_username NAME" in page.content.decode()
    assert "登录失败次数过多" in log_in(headers={"Accept-Language": "zh-Hans"}).content.decode()


def test_a_lock_ends_by_itself_and_trying_meanwhile_makes_it_no_longer():
    fail(8)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=29))
    log_in()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
    assert lets_in(log_in(password=RIGHT))


def test_the_operator_lifts_a_lock():
    fail(5)
    call_command("axes_reset_username", "wu", verbosity=0)
    assert lets_in(log_in(password=RIGHT))


@pytest.mark.parametrize(("proxies", "forged"), [(0, "203.0.113.5"), (1, "203.0.113.5, 192.0.2.7")])
def test_a_forged_address_neither_unlocks_nor_locks_others(settings, proxies, forged):
    settings.PROXIES = proxies
    real = {"HTTP_X_FORWARDED_FOR": HOME} if proxies else {}
    assert fail(5, HTTP_X_FORWARDED_FOR=forged)[-1] == 429
    assert log_in(password=RIGHT, **real).status_code == 429
    assert log_in(password=RIGHT, HTTP_X_FORWARDED_FOR=f"203.0.113.77, {HOME}").status_code == 429
    named = {"HTTP_X_FORWARDED_FOR": "203.0.113.5"} if proxies else {"address": "203.0.113.5"}
    assert lets_in(log_in(password=RIGHT, **named))


@pytest.mark.parametrize("said", ["not-an-address", "<script>", "x" * 500])
def test_what_is_no_address_does_no_harm(settings, said):
    settings.PROXIES = 1
    assert fail(5, HTTP_X_FORWARDED_FOR=said)[-1] == 429


def test_no_password_is_kept_or_logged(caplog):
    with caplog.at_level("DEBUG"):
        fail(6)
    kept = str(list(AccessAttempt.objects.values()))
    assert WRONG not in kept + caplog.text
    assert "csrf" not in kept


def test_names_and_addresses_are_kept_no_longer_than_they_count():
    fail(3)
    assert lets_in(log_in("lin", RIGHT))
    assert not AccessLog.objects.exists()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
    forget_attempts()
    assert not AccessAttempt.objects.exists()


def test_the_login_does_not_tell_whether_a_name_exists():
    known, unknown = log_in("wu").content.decode(), log_in("nobody").content.decode()
    assert known.count("errornote") == unknown.count("errornote") == 1
    assert [line for line in known.splitlines() if "correct" in line] == [
        line for line in unknown.splitlines() if "correct" in line
    ]
