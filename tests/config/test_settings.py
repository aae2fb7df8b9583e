"""Settings come from four places, in order, and every mistake is told with its place."""

from contextlib import suppress
from pathlib import Path

import pytest

from bot.logs import hidden
from config.errors import ConfigurationError
from config.load import load
from config.settings.addresses import passwords_of


def wrong(folder: Path, environ: dict[str, str]) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load(environ, folder)
    return str(caught.value)


def test_nothing_set_means_terminal_and_the_platforms_data_folder(tmp_path: Path) -> None:
    loaded = load({}, tmp_path)
    assert loaded.settings.discord_token is None
    assert loaded.settings.data.name == "wirewatch"
    assert loaded.settings.database.startswith("sqlite+aiosqlite:///")
    assert loaded.file is None


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text("workers = 3\nfetch_seconds = 7\n")
    settings = load({"WIREWATCH_WORKERS": "5"}, tmp_path).settings
    assert (settings.workers, settings.fetch_seconds) == (5, 7)


def test_dot_env_file_stands_in_for_the_environment_and_yields_to_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('WIREWATCH_WORKERS=4\nDISCORD_TOKEN="from-dot-env"\n')
    settings = load({"DISCORD_TOKEN": "from-environment"}, tmp_path).settings
    assert settings.workers == 4
    assert settings.secrets == ("from-environment",)


def test_wrong_value_in_dot_env_names_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WIREWATCH_WORKERS=0\n")
    assert ".env file's WIREWATCH_WORKERS" in wrong(tmp_path, {})


def test_misspelt_name_in_dot_env_is_noted(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORDTOKEN=x\n")
    assert load({}, tmp_path).notes == ("DISCORDTOKEN is not a setting. Did you mean DISCORD_TOKEN?",)


def test_setting_whose_own_name_ends_like_a_secrets_file_is_known(tmp_path: Path) -> None:
    named = {"WIREWATCH_ACTORS_FILE": "mine.toml"}
    loaded = load(named, tmp_path)
    assert (loaded.settings.actors_file, loaded.notes) == (Path("mine.toml"), ())
    (tmp_path / ".env").write_text("WIREWATCH_ACTORS_FILE=~/theirs.toml\n")
    assert load(named, tmp_path).settings.actors_file == Path("mine.toml")
    from_dot_env = load({}, tmp_path)
    assert (from_dot_env.settings.actors_file, from_dot_env.notes) == (Path.home() / "theirs.toml", ())


def test_broken_dot_env_names_the_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WIREWATCH_WORKERS=2\nthis is no setting\n")
    assert ".env, line 2: not NAME=value" in wrong(tmp_path, {})


def test_floor_above_the_ceiling_is_refused(tmp_path: Path) -> None:
    told = wrong(tmp_path, {"WIREWATCH_POLL_FLOOR_MINUTES": "100", "WIREWATCH_POLL_CEILING_MINUTES": "10"})
    assert "poll_floor_minutes is larger than poll_ceiling_minutes" in told


@pytest.mark.parametrize("value", ["nan", "inf", "0"])
def test_number_out_of_range_tells_the_range(tmp_path: Path, value: str) -> None:
    assert "Allowed: more than 0, up to 60." in wrong(tmp_path, {"WIREWATCH_FETCH_SECONDS": value})


def test_address_of_discord_that_is_none_is_refused(tmp_path: Path) -> None:
    assert "`discord_api`" in wrong(tmp_path, {"WIREWATCH_DISCORD_API": "junk"})


@pytest.mark.parametrize("name", ["with space", "100%20", "a?b#c", "näw"])
def test_any_folder_name_holds_the_database(tmp_path: Path, name: str) -> None:
    settings = load({"WIREWATCH_DATA": str(tmp_path / name)}, tmp_path).settings
    assert settings.held_folder == tmp_path / name


def test_data_folder_may_be_written_with_a_tilde(tmp_path: Path) -> None:
    assert load({"WIREWATCH_DATA": "~/ww"}, tmp_path).settings.data == Path.home() / "ww"


def test_database_password_is_a_secret(tmp_path: Path) -> None:
    url = "postgresql+asyncpg://ww:p%40ss@127.0.0.1/ww"
    assert load({"WIREWATCH_DATABASE_URL": url}, tmp_path).settings.secrets == ("p%40ss", "p@ss")


@pytest.mark.parametrize("password", ["pa/ss", "pa?ss", "pa#ss", "half@pass", "[pass"])
def test_database_password_is_a_secret_whatever_it_holds(tmp_path: Path, password: str) -> None:
    with suppress(ConfigurationError):  # which repeats nothing either
        url = f"postgresql+asyncpg://u:{password}@host/x"
        assert password in load({"WIREWATCH_DATABASE_URL": url}, tmp_path).settings.secrets
    assert password in passwords_of(f"postgresql+asyncpg://u:{password}@host/x")


@pytest.mark.parametrize("url", ["postgresql+asyncpg://u:p@[::1/x", "mysql://127.0.0.1/ww", "wirewatch.db"])
def test_database_address_that_is_none_is_told_without_repeating_it(tmp_path: Path, url: str) -> None:
    told = wrong(tmp_path, {"WIREWATCH_DATABASE_URL": url})
    assert "`database_url`, from environment variable WIREWATCH_DATABASE_URL" in told
    assert url not in told


def test_folder_that_is_held_is_the_databases(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'elsewhere' / 'ww.sqlite3'}"
    assert load({"WIREWATCH_DATABASE_URL": url}, tmp_path).settings.held_folder == tmp_path / "elsewhere"
    assert load({"WIREWATCH_DATA": str(tmp_path)}, tmp_path).settings.held_folder == tmp_path


def test_folder_that_is_held_is_the_one_a_linked_database_is_in(tmp_path: Path) -> None:
    for name in ("mine", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "mine" / "wirewatch.sqlite3").touch()
    (tmp_path / "other" / "wirewatch.sqlite3").symlink_to(tmp_path / "mine" / "wirewatch.sqlite3")
    held = load({"WIREWATCH_DATA": str(tmp_path / "other")}, tmp_path).settings.held_folder
    assert held == tmp_path / "mine"


def test_token_comes_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("the-token\n")
    settings = load({"DISCORD_TOKEN_FILE": str(secret)}, tmp_path).settings
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "the-token"
    assert "the-token" not in repr(settings)


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings = load({}, tmp_path).settings
    with pytest.raises(ValueError):
        settings.workers = 9  # type: ignore[misc]


def test_wrong_value_names_setting_source_and_what_is_allowed(tmp_path: Path) -> None:
    told = wrong(tmp_path, {"WIREWATCH_WORKERS": "many"})
    assert "`workers`" in told
    assert "environment variable WIREWATCH_WORKERS" in told
    assert "valid integer" in told
    assert "Allowed: from 1 up to 32. Worker processes" in told


def test_wrong_value_in_the_file_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text('log_level = "loud"\n')
    told = wrong(tmp_path, {})
    assert str(tmp_path / "wirewatch.toml") in told
    assert "'debug', 'info', 'warning' or 'error'" in told


def test_wrong_secret_is_not_repeated(tmp_path: Path) -> None:
    told = wrong(tmp_path, {"WIREWATCH_ALLOW_NETWORKS": "x", "DISCORD_TOKEN": "sesame"})
    assert "sesame" not in told


def test_unknown_setting_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text("wrkers = 3\n")
    assert "Did you mean `workers`?" in wrong(tmp_path, {})


def test_misspelt_environment_variable_is_noted_but_not_fatal(tmp_path: Path) -> None:
    notes = load({"WIREWATCH_WORKRS": "3", "WIREWATCH_SERVICE_HOST": "10.0.0.1"}, tmp_path).notes
    assert notes == ("WIREWATCH_WORKRS is not a setting. Did you mean WIREWATCH_WORKERS?",)


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text("workers = \n")
    assert "line 1" in wrong(tmp_path, {})


def test_missing_secret_file_is_told_with_its_path(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert f"DISCORD_TOKEN_FILE names {missing}" in wrong(tmp_path, {"DISCORD_TOKEN_FILE": str(missing)})


def test_empty_secret_file_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    assert "is empty" in wrong(tmp_path, {"DISCORD_TOKEN_FILE": str(empty)})


def test_value_and_file_together_are_refused(tmp_path: Path) -> None:
    told = wrong(tmp_path, {"DISCORD_TOKEN": "a", "DISCORD_TOKEN_FILE": "b"})
    assert told == "Both DISCORD_TOKEN and DISCORD_TOKEN_FILE are set. Keep one of them."


def test_named_configuration_file_must_exist(tmp_path: Path) -> None:
    assert "WIREWATCH_CONFIG names" in wrong(tmp_path, {"WIREWATCH_CONFIG": str(tmp_path / "no.toml")})


def test_declared_feeds_watches_and_digests_are_read(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text(
        """
        [[feed]]
        url = "https://harbour-courier.example/rss"
        [[watch]]
        channel = 123456789012345678
        actors = ["vladimir-putin"]
        [[digest]]
        channel = "terminal"
        at = "8:30"
        zone = "Europe/Berlin"
        """
    )
    settings = load({}, tmp_path).settings
    assert settings.feed[0].url == "https://harbour-courier.example/rss"
    assert settings.watch[0].channel == "123456789012345678"
    assert (settings.digest[0].at.hour, settings.digest[0].at.minute) == (8, 30)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('[[feed]]\nurl = "ftp://old.example/x"', "URL scheme should be 'http' or 'https'"),
        ('[[feed]]\nurl = "https://a.example/x"\nbackog = "post"', "Did you mean `backlog`?"),
        ("[[watch]]\nchannel = 123456789012345678", "name at least one of `actors`"),
        ('[[watch]]\nchannel = "#news"\nactors = ["nato"]', "15 to 20 digits"),
        ("[[watch]]\nchannel = 123456789012345678\nactors = 5", "a list is needed"),
        ('[[digest]]\nchannel = "terminal"\nat = "25:00"', "0-23"),
        ('[[digest]]\nchannel = "terminal"\nat = 8', 'in quotes, such as "08:00"'),
        ('[[digest]]\nchannel = "terminal"\nat = "08:00"\nzone = "Mars/Base"', "not an IANA time zone"),
    ],
)
def test_bad_declaration_names_entry_key_and_reason(tmp_path: Path, table: str, told: str) -> None:
    (tmp_path / "wirewatch.toml").write_text(table)
    message = wrong(tmp_path, {})
    assert "entry 1" in message
    assert told in message


@pytest.mark.parametrize(
    "url",
    [
        "http:/bad u:Passw0rd@x",
        "http:u:Passw0rd@x.example/rss",
        "https://u:Passw0rd@x.example/rss",
        "https://u:Pass w0rd@x.example/rss",
        "https:\\\\u:Passw0rd@x.example",
        "https:///u:Passw0rd@x.example",
    ],
)
def test_address_of_a_feed_never_brings_a_password(tmp_path: Path, url: str) -> None:
    """Neither into a message about it, nor into the database, where whoever lists feeds could read it."""
    for table in (f"[[feed]]\nurl = '{url}'", f"[[watch]]\nchannel = 'terminal'\nfeeds = ['{url}']"):
        (tmp_path / "wirewatch.toml").write_text(table)
        message = wrong(tmp_path, {})
        assert "entry 1" in message
        assert "w0rd" not in message


def test_feed_of_releases_takes_a_key_and_no_password(tmp_path: Path) -> None:
    message = wrong(tmp_path, {"WIREWATCH_RELEASE_FEED": "https://rel:s3cret@code.example/releases.atom"})
    assert "leave them out" in message
    assert "s3cret" not in message
    keyed = "https://code.example/releases.atom?key=s3cret"
    settings = load({"WIREWATCH_RELEASE_FEED": keyed}, tmp_path).settings
    assert settings.release_feed is not None
    assert "s3cret" not in repr(settings)


def test_bad_key_of_an_entry_tells_what_that_key_allows(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text('[[digest]]\nchannel = "terminal"\nat = "25:00"\n')
    assert 'Allowed: Local time of day, such as "08:00".' in wrong(tmp_path, {})


@pytest.mark.parametrize("value", ["http://proxy.example:3128", "https://me:s3cret%21@[::1]:8080/"])
def test_proxy_is_an_address_of_the_web(tmp_path: Path, value: str) -> None:
    settings = load({"WIREWATCH_PROXY": value}, tmp_path).settings
    assert settings.proxy is not None
    assert settings.proxy.get_secret_value() == value
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    "value",
    ["proxy.example:3128", "socks5://proxy.example", "http://", "http://me:s3cret#@proxy.example:1",
     "http://me:s3cret@proxy.example:99999", "http://me:s3cret@proxy.example/path", "http://[s3cret"],
)  # fmt: skip
def test_proxy_that_cannot_be_used_is_told_without_its_password(tmp_path: Path, value: str) -> None:
    told = wrong(tmp_path, {"WIREWATCH_PROXY": value})
    assert "WIREWATCH_PROXY" in told
    assert "http:// or https://" in told
    assert "s3cret" not in told


def test_password_of_the_proxy_is_a_secret_in_both_its_forms(tmp_path: Path) -> None:
    settings = load({"WIREWATCH_PROXY": "http://me:s3%2Fcret@proxy.example:3128"}, tmp_path).settings
    assert settings.secrets == ("s3%2Fcret", "s3/cret")


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("https://news.example/", "https://news.example"),
        ("http://10.0.0.1:81/here", "http://10.0.0.1:81/here"),
    ],
)
def test_public_url_is_an_address_of_the_web(tmp_path: Path, value: str, known: str) -> None:
    assert load({"WIREWATCH_PUBLIC_URL": value}, tmp_path).settings.public_url == known


@pytest.mark.parametrize(
    "value",
    ["news.example", "ftp://news.example", "https://", "https://me:pw@news.example", "https://news.example?a=1",
     "https://news.example/#a", "https://news example", "https://news.example/{x}", "https://news.example:0",
     "https://news.example:99999", "https://news.example/" + "x" * 500],
)  # fmt: skip
def test_public_url_that_hubs_could_not_use_is_told(tmp_path: Path, value: str) -> None:
    assert "a host and perhaps a port and a path" in wrong(tmp_path, {"WIREWATCH_PUBLIC_URL": value})


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("127.0.0.1:8480", ("127.0.0.1", 8480)),
        ("[::1]:80", ("::1", 80)),
        ("localhost:8480", ("localhost", 8480)),
    ],
)
def test_listen_is_host_and_port(tmp_path: Path, value: str, place: tuple[str, int]) -> None:
    assert load({"WIREWATCH_LISTEN": value}, tmp_path).settings.listens_at == place


@pytest.mark.parametrize(
    "value", ["8480", ":8480", "host", "host:0", "host:65536", "::1:80", "host:８０", "host:-1"]
)
def test_listen_that_is_no_place_is_told(tmp_path: Path, value: str) -> None:
    assert "such as 127.0.0.1:8480" in wrong(tmp_path, {"WIREWATCH_LISTEN": value})


def test_starter_feeds_are_named_by_topic_and_language(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text('starters = ["world", "Asia"]\nlanguages = ["DE"]\n')
    settings = load({}, tmp_path).settings
    assert (settings.starters, settings.languages) == (("World", "Asia"), ("de",))
    assert load({"WIREWATCH_STARTERS": "none"}, tmp_path).settings.starters == ()
    assert load({"WIREWATCH_STARTERS": "all"}, tmp_path).settings.starters is None
    assert "'Sports' is no topic; there are World, " in wrong(tmp_path, {"WIREWATCH_STARTERS": "Sports"})
    assert "no starter feeds in 'nl'; there are en, " in wrong(tmp_path, {"WIREWATCH_LANGUAGES": "nl"})


@pytest.mark.parametrize("name", [".env", "wirewatch.toml", "token"])
def test_folder_where_a_file_belongs_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    environ = {"DISCORD_TOKEN_FILE": str(tmp_path / "token")} if name == "token" else {}
    told = wrong(tmp_path, environ)
    assert f"{tmp_path / name}" in told
    assert "is a folder, and a file belongs there" in told
    assert ("Correct DISCORD_TOKEN_FILE" in told) == (name == "token")


def test_folder_that_a_setting_names_is_not_to_be_removed(tmp_path: Path) -> None:
    told = wrong(tmp_path, {"WIREWATCH_CONFIG": str(tmp_path)})
    assert f"WIREWATCH_CONFIG names {tmp_path}, which is a folder" in told
    assert "Correct WIREWATCH_CONFIG" in told
    assert "emove" not in told


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("8481", ("127.0.0.1", 8481)),
        (" 0.0.0.0:8481 ", ("0.0.0.0", 8481)),
        ("[::1]:8481", ("::1", 8481)),
    ],
)
def test_health_is_on_this_machine_alone_unless_a_host_is_named(
    tmp_path: Path, value: str, place: tuple[str, int]
) -> None:
    given = {"WIREWATCH_HEALTH": value, "WIREWATCH_HEALTH_TOKEN": "eight-at-least"}
    settings = load(given, tmp_path).settings
    assert settings.health_at == place
    assert settings.secrets == ("eight-at-least",)


@pytest.mark.parametrize(
    ("name", "value"), [("", "0"), ("", "localhost"), ("", "70000"), ("", "8481x"), ("_TOKEN", "short")]
)
def test_health_that_cannot_be_is_told(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match="WIREWATCH_HEALTH"):
        load({f"WIREWATCH_HEALTH{name}": value}, tmp_path)


@pytest.mark.parametrize("token", ["seven..", "x" * 501])
def test_health_token_that_is_too_short_or_too_long_is_told_without_repeating_it(
    tmp_path: Path, token: str
) -> None:
    told = wrong(tmp_path, {"WIREWATCH_HEALTH_TOKEN": token})
    assert "that is shorter than 8 characters, or longer than 500. Allowed: What whoever asks" in told
    assert token not in told
    assert "secret" not in hidden(told)


def test_health_may_be_a_number_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text("health = 8481\n")
    assert load({}, tmp_path).settings.health_at == ("127.0.0.1", 8481)
    (tmp_path / "wirewatch.toml").write_text("health = true\n")
    with pytest.raises(ConfigurationError, match="health"):
        load({}, tmp_path)


def test_file_that_is_no_text_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    toml, env = tmp_path / "wirewatch.toml", tmp_path / ".env"
    for file, text in ((toml, b"workers = 3\nzone = '\xff'\n"), (env, b"WIREWATCH_LOOKS=3\n# \xff\n")):
        file.write_bytes(text)
        assert wrong(tmp_path, {}) == f"{file} cannot be read: line 2 is not UTF-8. Save it as UTF-8."
        file.unlink()
    toml.write_text("workers = " + "[" * 100_000)
    assert "wirewatch.toml" in wrong(tmp_path, {})
