"""Files: attached by people, sent by the bot, read by the test."""

import asyncio
import io

import discord
import pytest

from .discord import Channel, FakeDiscord, NotOffered, Upload
from .discord_client import RealClient, online

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + (800).to_bytes(4, "big") + (450).to_bytes(4, "big")


def filing_client() -> RealClient:
    """Return a client whose commands read a file and send files."""
    client = RealClient()

    @client.tree.command(name="read", description="Read a file")
    async def read(interaction: discord.Interaction, file: discord.Attachment) -> None:
        words = (await file.read()).decode()
        told = f"{file.filename} {file.size} {file.content_type} {words}"
        await interaction.response.send_message(told, file=picture("first.png", "A chart"))
        await interaction.followup.send("more", file=picture("second.png"), ephemeral=True)
        await interaction.edit_original_response(attachments=[picture("third.png")])

    return client


def picture(name: str, description: str | None = None) -> discord.File:
    """Return a new picture."""
    return discord.File(io.BytesIO(PICTURE), name, description=description)


async def test_person_attaches_a_file_and_gets_files_back() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        async with online(fake, filing_client()):
            asked = await fake.interact("read", {"file": Upload(filename="it ä.txt", data=b"words")})
            answer = await asked.answer()
            assert answer.content == "it ä.txt 5 text/plain; charset=utf-8 words"
            later = await asked.followup()
            assert (later.files, later.ephemeral) == ({"second.png": PICTURE}, True)
            await fake.wait_for(lambda _: "third.png" in answer.files)
            assert answer.files == {"third.png": PICTURE}
            for wrong in ("text", Upload(filename="x.zip", size=10485761)):
                with pytest.raises(NotOffered):
                    await fake.interact("read", {"file": wrong})
        assert fake.violations == []


async def sent(client: RealClient, wire: Channel, **parts: object) -> int:
    """Send, and return the error's code; 0 for none."""
    try:
        await client.text(wire).send(**parts)  # type: ignore[call-overload]
    except discord.HTTPException as error:
        return error.code or error.status
    return 0


async def test_files_of_a_message_are_limited() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        async with online(fake) as client:
            embed = discord.Embed(title="Trend").set_image(url="attachment://chart.png")
            assert await sent(client, wire, embed=embed, file=picture("chart.png", "Two lines")) == 0
            [message] = fake.messages(wire)
            [shown] = (await client.text(wire).fetch_message(message.id)).attachments
            assert (shown.description, shown.width, shown.height) == ("Two lines", 800, 450)
            assert await shown.read() == PICTURE
            assert await sent(client, wire, embed=embed) == 50035
            big = discord.File(io.BytesIO(bytes(10 * 1024 * 1024 + 1)), "big.bin")
            assert await sent(client, wire, file=big) == 40005
            own = await client.text(wire).fetch_message(message.id)
            many = [picture(f"{number}.png") for number in range(10)]
            with pytest.raises(discord.HTTPException):
                await own.edit(attachments=[*own.attachments, *many])
            await own.edit(attachments=[])
            assert message.files == {}
        assert {v.kind for v in fake.violations} == {"invalid request"}


async def test_file_is_gone_when_nobody_keeps_it() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(guild := fake.add_guild())
        client = RealClient()
        heard: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        @client.tree.context_menu(name="Summarise")
        async def summarise(interaction: discord.Interaction, message: discord.Message) -> None:
            try:
                await message.attachments[0].read()
            except discord.NotFound as error:
                heard.set_result(str(error.status))
            await interaction.response.send_message("seen")

        async with online(fake, client):
            said = fake.say(wire, guild.owner, "look", Upload(filename="a.html", data=b"<p>x</p>"))
            fake.backend.files.clear()
            await (await fake.context_menu("Summarise", said)).answer()
            assert await heard == "404"
