"""Certificates of the moment, made with the openssl command."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

_OPENSSL = shutil.which("openssl")


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """What a server shows, and a client that trusts it."""

    server: ssl.SSLContext
    trusting: ssl.SSLContext


def certificate(folder: Path, host: str, *, days: int = 1) -> Certificate:
    """A self-signed certificate for a host, `days` long (below 0: expired); skips without openssl."""
    if _OPENSSL is None:
        pytest.skip("certificates are made with the openssl command, which is not here")
    key, request, made = folder / "key.pem", folder / "request.pem", folder / "certificate.pem"
    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(key))
    names = ("-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}")
    _run("req", "-new", *new_key, *names, "-out", str(request))
    life = ("-days", str(days), "-copy_extensions", "copy", "-out", str(made))
    _run("x509", "-req", "-in", str(request), "-signkey", str(key), *life)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(made, key)
    return Certificate(server=server, trusting=ssl.create_default_context(cafile=str(made)))


def _run(*arguments: str) -> None:
    subprocess.run((_OPENSSL or "openssl", *arguments), check=True, capture_output=True, timeout=30)
