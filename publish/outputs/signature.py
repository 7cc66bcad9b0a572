"""Ed25519 signatures (RFC 8032) over the canonical JSON of a release, and the key files that they need."""

from __future__ import annotations

import base64
import binascii
import os
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from publish.errors import UsageError
from publish.plain_files import is_there

KEY_VARIABLE = "PUBLISH_SIGNING_KEY"
"""The environment variable that holds a private key: the text of a PEM file."""

_PUBLIC = ".pub"
"""What follows the name of a private key in that of its public one."""

_MOST_KEYS = 5
_LARGEST = 100_000  # bytes of a key file: it has about 120
_NO_PUBLIC_KEY = "The house that released gives its public key to whoever checks: it is the file that ends in .pub."
_NO_KEY = f"Make one with: publish key house.pem. Then give it with --key, or its text in {KEY_VARIABLE}."


def new_key(path: Path) -> Path:
    """Make a private key, readable by its owner alone, and beside it the public one; gives the public one's path.

    Raises `UsageError` where a file is there already: a lost key cannot be made again.
    """
    public = path.parent / f"{path.name}{_PUBLIC}"
    key = Ed25519PrivateKey.generate()
    private_text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public_text = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for file in (path, public):
        if is_there(file):
            raise UsageError(f"{file}: this file is there already. Nothing was written. Name another.")
    begun: list[Path] = []
    try:
        for file, text, mode in ((path, private_text, 0o600), (public, public_text, 0o644)):
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            begun.append(file)
            with os.fdopen(handle, "wb") as stream:
                stream.write(text)
    except OSError as error:
        for file in begun:  # half a key, or one without its other half, would be in the way of the next
            file.unlink(missing_ok=True)
        raise UsageError(f"{path}: the key cannot be written: {error.strerror}.") from None
    return public


def private_key(path: Path | None) -> Ed25519PrivateKey:
    """The house's key: of the file named, or of the environment. Raises `UsageError` where that holds none."""
    if path is not None:
        name, text = str(path), _file(path, _another_beside(path) or _NO_KEY)
    else:
        name, text = KEY_VARIABLE, os.environ.get(KEY_VARIABLE, "").encode(errors="surrogateescape")
        if not text.strip():
            raise UsageError(f"there is no key to sign with. {_NO_KEY}")
    try:
        key = load_pem_private_key(text, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(f"{name}: this is no private Ed25519 key without a password (PEM). {_NO_KEY}")
    return key


def public_key(path: Path) -> str:
    """The public key of a file, in base64. Raises `UsageError`."""
    try:
        key = load_pem_public_key(_file(path, _NO_PUBLIC_KEY))
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise UsageError(f"{path}: this is no public Ed25519 key (PEM). {_NO_PUBLIC_KEY}")
    return _in_base64(key)


def public_of(key: Ed25519PrivateKey) -> str:
    """The public key that belongs to a private one, in base64."""
    return _in_base64(key.public_key())


def signed(key: Ed25519PrivateKey, text: str) -> str:
    """The signature of a text, in base64 on a line."""
    return base64.b64encode(key.sign(text.encode())).decode() + "\n"


def is_signed(public: str, text: str, signature: bytes) -> bool:
    """Whether a signature, as `signed` writes it and in no other spelling, is that of a text by a key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        data = base64.b64decode(signature.removesuffix(b"\n"), validate=True)
        key.verify(data, text.encode())
    except (ValueError, binascii.Error, InvalidSignature):
        return False
    return base64.b64encode(data) + b"\n" == signature


def short_name(public: str) -> str:
    """A key's name for people: the beginning of its hash in groups of four, to be read out and compared."""
    digits = sha256(public.encode()).hexdigest()[:16]
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def _another_beside(path: Path) -> str:
    """That keys lie beside a file that is not there: a name mistyped is not mended by a new key. "" where none do."""
    try:
        found = {key.with_suffix("") for key in path.parent.glob(f"*{_PUBLIC}")} | set(path.parent.glob("*.pem"))
        there = [str(key) for key in sorted(found - {path}) if key.is_file()][:_MOST_KEYS]
    except OSError:
        return ""
    return f"Its name may be mistyped. Keys lie beside it: {', '.join(there)}." if there else ""


def _in_base64(key: Ed25519PublicKey) -> str:
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def _file(path: Path, advice: str) -> bytes:
    """The bytes of a key file. Raises `UsageError` with the advice where there is none."""
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path}: this is no file, but a folder, pipe or device. {advice}")
        if not path.is_file():
            raise UsageError(f"{path}: there is no such file. {advice}")
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"{path}: this is too large for a key. {advice}")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: the key cannot be read: {error.strerror}.") from None
