"""A server's certificate, read before anything is served, and refused in words."""

from __future__ import annotations

import ssl
from pathlib import Path

__all__ = ["BadCertificate", "certificate"]


class BadCertificate(ValueError):
    """The certificate or its key cannot be used; the words say which, and how to mend it."""


def certificate(certfile: Path, keyfile: Path | None = None) -> ssl.SSLContext:
    """Return what a server needs to speak https with this certificate.

    Parameters
    ----------
    certfile : Path
        The certificate, and those it rests on, in PEM.
    keyfile : Path, optional
        Its private key in PEM; left out, it stands in the certificate's file.

    Raises
    ------
    BadCertificate
        A file is missing or no PEM, the key is locked with a passphrase, or it belongs to another certificate.
    """
    for file, what in ((certfile, "certificate"), (keyfile or certfile, "key")):
        _check(file, what)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certfile, keyfile, password=_no_passphrase)
    except ssl.SSLError as fault:
        raise BadCertificate(_words(fault, certfile, keyfile or certfile)) from fault
    return context


def _check(file: Path, what: str) -> None:
    try:
        text = file.read_bytes()
    except OSError as fault:
        raise BadCertificate(f"The {what} {file} cannot be read ({fault.strerror}). Check the path.") from fault
    if b"-----BEGIN" not in text:
        raise BadCertificate(f"The {what} {file} is no PEM file. It should hold a line with -----BEGIN.")


def _no_passphrase() -> str:
    raise BadCertificate(
        "The key is locked with a passphrase, which nobody could type at a restart. Unlock it for this server: "
        "openssl pkey -in locked.pem -out key.pem, and keep that file readable by you only."
    )


def _words(fault: ssl.SSLError, certfile: Path, keyfile: Path) -> str:
    if fault.reason == "KEY_VALUES_MISMATCH":
        return f"The key {keyfile} belongs to another certificate than {certfile}. Name the two that belong together."
    if keyfile == certfile:
        return f"{certfile} holds no certificate with its key. Name the key's own file with --keyfile."
    return f"{certfile} and {keyfile} are no certificate and key in PEM ({fault.reason}). Check which file is which."
