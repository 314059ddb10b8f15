"""Records and bytes on their way between two processes.

JSON, not pickle: what comes out of the process that reads uploads is checked, field by field, against the types of
the record that it is to become. A child that a hostile file has taken over can send a wrong record, and nothing worse.
"""

import json
import struct
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, BinaryIO, TypeVar, get_args, get_origin, get_type_hints

MESSAGE_LIMIT = 64 * 1024 * 1024
"""The longest head that is taken, in bytes: the record of the largest source has less."""
_LENGTHS = struct.Struct(">II")
T = TypeVar("T")


class Malformed(Exception):
    """What came over is no message, or not the record that it should be."""


def encoded(head: object) -> bytes:
    """JSON of plain values and frozen dataclasses, these as objects with their fields."""
    return json.dumps(head, default=_fields).encode()


def send(stream: BinaryIO, head: bytes, data: bytes = b"") -> None:
    """Writes one message: a head, as `encoded` makes it, and any bytes that go with it."""
    stream.write(_LENGTHS.pack(len(head), len(data)))
    stream.write(head)
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Any, bytes]:
    """Reads one message: its head, decoded, and its bytes. Raises EOFError at the end, Malformed for nonsense."""
    head_length, data_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if head_length > MESSAGE_LIMIT:
        raise Malformed(f"a head of {head_length} bytes")
    head = _exactly(stream, head_length)
    try:
        return json.loads(head), _exactly(stream, data_length)
    except (ValueError, RecursionError) as error:
        raise Malformed(str(error)) from error


def rebuilt(kind: type[T], value: object) -> T:
    """The record of class `kind` that `value`, decoded JSON, stands for. Raises Malformed if it stands for none."""
    return _rebuilt(kind, value)


def _rebuilt(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        types = _types(kind)
        if not isinstance(value, dict) or value.keys() != types.keys():
            raise Malformed(f"no {kind.__name__}")
        return kind(**{name: _rebuilt(types[name], part) for name, part in value.items()})
    if get_origin(kind) is tuple:
        return _rebuilt_tuple(get_args(kind), value)
    if isinstance(kind, UnionType):
        (present,) = set(get_args(kind)) - {NoneType}
        return None if value is None else _rebuilt(present, value)
    if type(value) is not kind:
        raise Malformed(f"{type(value).__name__} instead of {kind}")
    return value


def _rebuilt_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    """A tuple of one kind, `(kind, ...)`, or of one kind for each place."""
    if not isinstance(value, list):
        raise Malformed(f"{type(value).__name__} instead of a list")
    if kinds[-1] is ...:
        kinds = kinds[:1] * len(value)
    if len(kinds) != len(value):
        raise Malformed(f"{len(value)} instead of {len(kinds)}")
    return tuple(_rebuilt(kind, part) for kind, part in zip(kinds, value, strict=True))


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _fields(record: Any) -> dict[str, Any]:
    if not is_dataclass(record):
        raise TypeError(f"{type(record).__name__} cannot be sent")
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
