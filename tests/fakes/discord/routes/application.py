"""Who the bot is, and where its gateway is."""

from tests.fakes.discord.errors import unknown
from tests.fakes.discord.payloads import application_json, me_json, user_json
from tests.fakes.discord.routing import Answer, Call, route


@route("GET", "/gateway/bot")
def gateway(call: Call) -> Answer:
    """Give the gateway's address, how many shards are advised, and how they may sign in."""
    wire = call.backend.gateway
    limits = {
        "total": 1000,
        "remaining": wire.sign_ins_left,
        "reset_after": 14400000,
        "max_concurrency": wire.turns.concurrency,
    }
    return Answer(body={"url": wire.url, "shards": wire.advised_shards, "session_start_limit": limits})


@route("GET", "/users/@me")
def me(call: Call) -> Answer:
    """Give the bot's own user."""
    return Answer(body=me_json(call.backend.world.me))


@route("GET", "/users/{user_id}")
def user(call: Call) -> Answer:
    """Give any user."""
    found = call.backend.world.users.get(call.id("user_id"))
    if found is None:
        raise unknown(10013, "User")
    return Answer(body=user_json(found))


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
def application(call: Call) -> Answer:
    """Give the bot's application with its owner."""
    world = call.backend.world
    return Answer(body=application_json(world, len(world.guilds)))
