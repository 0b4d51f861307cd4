from __future__ import annotations

import ipaddress
import sys
from pathlib import Path

import pytest

from readingroom.environment import NAMES, PREFIX, Environment, WrongSetting, read_environment

BASE = Path("/srv/readingroom")


def read(base: Path = BASE, **settings: str) -> Environment:
    return read_environment({PREFIX + name: value for name, value in settings.items()}, base=base)


def test_an_office_need_set_nothing() -> None:
    environment = read()

    assert environment.data == BASE / "data"
    assert (environment.host, environment.port) == ("127.0.0.1", 8000)
    assert {"localhost", "127.0.0.1"} <= set(environment.hosts)
    assert environment.database is None
    assert not environment.https
    assert not environment.insecure_desk
    assert environment.trusted_proxy is None
    assert environment.segmenter == "jieba"
    assert environment.log_level == "INFO"


def test_an_empty_value_means_the_default() -> None:
    assert read(ADDRESS="", DATA=" ") == read()


def test_other_programs_variables_are_left_alone() -> None:
    assert read_environment({"PATH": "/bin", "DATA": "/elsewhere"}, base=BASE).data == BASE / "data"


@pytest.mark.parametrize(
    ("value", "data"),
    [("room", BASE / "room"), ("/var/lib/readingroom", Path("/var/lib/readingroom")), ("../data", Path("/srv/data"))],
)
def test_the_data_folder_is_beside_manage_py_unless_its_path_is_absolute(value: str, data: Path) -> None:
    assert read(DATA=value).data == data


@pytest.mark.parametrize(
    ("value", "host", "port"),
    [("0.0.0.0:80", "0.0.0.0", 80), ("[::]:8000", "::", 8000), ("room.local:8443", "room.local", 8443)],
)
def test_an_address_is_a_host_and_a_port(value: str, host: str, port: int) -> None:
    environment = read(ADDRESS=value)

    assert (environment.host, environment.port) == (host, port)


def test_an_address_that_means_every_network_card_is_no_host_name() -> None:
    assert "0.0.0.0" not in read(ADDRESS="0.0.0.0:8000").hosts


def test_hosts_are_taken_as_given() -> None:
    assert read(HOSTS="dj.example.lan, 10.0.0.5, .office").hosts == ("dj.example.lan", "10.0.0.5", ".office")


def test_ipv6_hosts_stand_in_brackets_as_browsers_send_them() -> None:
    assert read(HOSTS="fd00::5, [fd00::6]").hosts == ("[fd00::5]", "[fd00::6]")
    assert read(ADDRESS="[fd00::5]:8000").hosts[-1] == "[fd00::5]"


def test_a_database_address_is_taken_apart() -> None:
    database = read(DATABASE_URL="postgresql://room:p%40ss@db.lan:5433/reading").database

    assert database is not None
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert [database[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "room",
        "p@ss",
        "db.lan",
        "5433",
        "reading",
    ]


def test_what_a_database_address_says_of_the_connection_is_handed_on() -> None:
    database = read(
        DATABASE_URL="postgresql://db.lan/reading?sslmode=verify-full&sslrootcert=/etc/ca%20room.pem"
    ).database

    assert database is not None
    assert database["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca room.pem"}


def test_a_database_whose_driver_is_missing_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(WrongSetting, match="make setup") as refusal:
        read(DATABASE_URL="postgresql://db.lan/reading")

    assert "\n" not in str(refusal.value)


def test_tls_names_a_certificate_and_its_key(tmp_path: Path) -> None:
    (tmp_path / "room.crt").touch()
    (tmp_path / "room.key").touch()

    environment = read(tmp_path, PROFILE="https", TLS="room.crt, room.key")

    assert (environment.certificate, environment.private_key) == (tmp_path / "room.crt", tmp_path / "room.key")


def test_a_proxy_may_do_the_tls() -> None:
    environment = read(PROFILE="https", TRUSTED_PROXY="10.0.0.0/24")

    assert environment.https
    assert environment.trusted_proxy == ipaddress.ip_network("10.0.0.0/24")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADDRESS", "8000"),
        ("ADDRESS", "localhost"),
        ("ADDRESS", "localhost:http"),
        ("ADDRESS", "localhost:70000"),
        ("ADDRESS", "localhost:０"),
        ("ADDRESS", "http://room.lan:8000"),
        ("ADDRESS", "[room.lan]:8000"),
        ("ADDRESS", "room,lan:8000"),
        ("ADDRESS", "localhost:" + "9" * 5000),
        ("HOSTS", "http://room.lan/"),
        ("HOSTS", "room.local:8000"),
        ("HOSTS", "room.local, [::1]:8000"),
        ("HOSTS", "[room.local]"),
        ("HOSTS", "room local"),
        ("HOSTS", "room;local"),
        ("HOSTS", "*"),
        ("HOSTS", ","),
        ("DATABASE_URL", "mysql://room@db/reading"),
        ("DATABASE_URL", "postgresql://db.lan"),
        ("DATABASE_URL", "postgresql://db.lan:port/reading"),
        ("DATABASE_URL", "postgresql://db.lan/reading?sslmod=require"),
        ("DATABASE_URL", "postgresql://db.lan/reading?sslmode="),
        ("DATABASE_URL", "postgresql://db.lan/reading?sslmode"),
        ("PROFILE", "HTTPS"),
        ("TLS", "nowhere.crt,nowhere.key"),
        ("TLS", "one.pem"),
        ("INSECURE_DESK", "yes"),
        ("TRUSTED_PROXY", "10.0.0.5/8"),
        ("TRUSTED_PROXY", "proxy.lan"),
        ("SEGMENTER", "pkuseg"),
        ("LOG", "LOUD"),
    ],
)
def test_a_wrong_value_gets_one_sentence_that_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(WrongSetting) as refusal:
        read(**{name: value})

    assert PREFIX + name in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_a_password_in_a_wrong_database_address_is_not_repeated() -> None:
    with pytest.raises(WrongSetting) as refusal:
        read(DATABASE_URL="mysql://room:geheim@db/reading")

    assert "geheim" not in str(refusal.value)


def test_https_without_anybody_to_do_it_is_refused() -> None:
    with pytest.raises(WrongSetting, match="TLS"):
        read(PROFILE="https")


def test_a_certificate_without_the_https_profile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "room.pem").touch()

    with pytest.raises(WrongSetting, match="PROFILE"):
        read(tmp_path, TLS="room.pem,room.pem")


@pytest.mark.parametrize(
    ("misspelt", "nearest"), [("HOST", "HOSTS"), ("DATABASE", "DATABASE_URL"), ("PROFIL", "PROFILE")]
)
def test_an_unknown_name_is_refused_with_the_nearest_known_one(misspelt: str, nearest: str) -> None:
    with pytest.raises(WrongSetting, match=f"{PREFIX}{misspelt} ?，最接近的是 {PREFIX}{nearest}。"):
        read(**{misspelt: "x"})


def test_every_known_name_is_accepted_when_empty() -> None:
    assert read(**dict.fromkeys(NAMES, "")) == read()
