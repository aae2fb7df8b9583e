"""Trouble on the open gateway connections."""

from .backend import Backend

MALFORMED = '{"op": 0, "t": "INTERACTION_CREATE", "s": 9999, "d": {"type": 2}}'


class GatewayFaults:
    """What a test does to the bot's connections while they are open."""

    backend: Backend

    def drop_gateway(self, *, forget: bool = False) -> None:
        """Break every connection without a word; with `forget`, the sessions cannot be resumed."""
        if forget:
            self.backend.gateway.end_sessions()
        for connection in self.backend.gateway.connections:
            connection.cut()

    def close_gateway(self, code: int) -> None:
        """Close every connection with a code, such as 1000, 4000, 4004 or 4014."""
        for connection in self.backend.gateway.connections:
            connection.shut(code)

    def ask_reconnect(self) -> None:
        """Ask every client to reconnect and resume (op 7)."""
        for connection in self.backend.gateway.connections:
            connection.post({"op": 7, "d": None})

    def invalidate_session(self, *, resumable: bool) -> None:
        """Call the sessions invalid (op 9); those that are not resumable are forgotten."""
        if not resumable:
            self.backend.gateway.end_sessions()
        for connection in self.backend.gateway.connections:
            connection.post({"op": 9, "d": resumable})

    def send_malformed(self, text: str = MALFORMED) -> None:
        """Send text as it is: by default an event that lacks what it must have."""
        for connection in self.backend.gateway.connections:
            connection.post_text(text)
