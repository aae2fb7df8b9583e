"""What answers in Discord's place may say anything."""

import asyncio

import pytest

from bot.doctor.discord import clock
from bot.rest import Denied, Rest, Told, Unreached
from tests.bot.news import NOON


async def asked(status: str, body: str, date: str) -> object:
    """What is made of an answer of this status, body and Date header."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = (
            f"HTTP/1.1 {status}\r\nDate: {date}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        writer.write((head + body).encode())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        async with Rest("a.token.of-no-value", f"http://127.0.0.1:{port}") as rest:
            return await rest.get("/users/@me")


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Tue, 26 Apr 2022 12:00:00 +99999999999999999999",
        "Tue, 26 Apr 99999999999999999999 12:00:00 GMT",
        "Tue, 99 Apr 2022 12:00:00 GMT",
        "today",
        "",
    ],
)
async def test_no_date_is_too_odd(date: str) -> None:
    found = await asked("200 OK", "{}", date)
    assert isinstance(found, Told)
    assert found.date is None


async def test_clock_is_compared_with_the_last_and_the_first_day_there_is() -> None:
    for date in ("Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0100 00:00:00 GMT"):
        found = await asked("200 OK", "{}", date)
        assert isinstance(found, Told)
        told = clock(NOON, NOON, found.date, "Discord's")
        assert told is not None
        assert told.state == "trouble"


@pytest.mark.parametrize(
    "wait",
    ["1e400", "-1e400", "NaN", "Infinity", "-Infinity", "-1", "1" + "0" * 400, "true", '"1"', "null", "[]"],
)
async def test_no_wait_is_too_odd_and_none_of_these_is_waited_for(wait: str) -> None:
    found = await asked("429 Too Many Requests", f'{{"message": "slower", "retry_after": {wait}}}', "")
    assert found == Denied(status=429, words="slower")


async def test_number_that_no_one_could_write_down_is_not_discords() -> None:
    assert isinstance(await asked("200 OK", "1" * 5000, ""), Unreached)
