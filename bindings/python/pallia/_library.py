# SPDX-License-Identifier: MPL-2.0
"""The compiled library beside this file, with the prototypes that bindings/api.json states.

The wheel holds both; no other libpallia of the machine is looked for. ctypes releases the GIL during
a call: the library is really entered by several threads at once, which its handles allow.
"""
from __future__ import annotations

import ctypes
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Self

ABI = 0
"""The binary interface that this package was written for."""

_NATIVE = Path(__file__).with_name("_native")
_SCALARS: dict[str, Any] = {
    "void": None,
    "int32_t": ctypes.c_int32,
    "uint8_t": ctypes.c_uint8,
    "size_t": ctypes.c_size_t,
    "double": ctypes.c_double,
    "const char *": ctypes.c_char_p,
}
_OUTPUTS: dict[str, Any] = {
    "int32_t *": ctypes.POINTER(ctypes.c_int32),
    "size_t *": ctypes.POINTER(ctypes.c_size_t),
    "double *": ctypes.POINTER(ctypes.c_double),
}


def ctype(entry: dict[str, Any]) -> Any:
    """The ctypes type of a parameter or a return value of api.json."""
    name = entry["type"]
    if name in _SCALARS:
        return _SCALARS[name]
    if "count" in entry:
        return ctypes.c_void_p
    if name in _OUTPUTS:
        return _OUTPUTS[name]
    if name.endswith("**"):
        return ctypes.POINTER(ctypes.c_void_p)
    return ctypes.c_void_p


def _load() -> ctypes.CDLL:
    api = json.loads((_NATIVE / "api.json").read_text(encoding="utf-8"))
    library = ctypes.CDLL(str(_NATIVE / "libpallia.so"))
    for entry in api["functions"]:
        function = getattr(library, entry["name"])
        function.restype = ctype(entry["returns"])
        function.argtypes = [ctype(each) for each in entry["parameters"]]
    if library.pallia_abi() != ABI:
        raise ImportError(f"libpallia has binary interface {library.pallia_abi()}, {ABI} is due")
    return library


library: Any = _load()


class Handle:
    """Owns one C handle. The last Python reference releases it: a thread that is inside a call holds
    one, so that closing the object in another thread frees nothing under it; no lock, nothing that a
    fork could leave locked."""

    __slots__ = ("address", "_release", "__weakref__")

    def __init__(self, address: int | None, release: Callable[[int | None], None]) -> None:
        self.address = address
        self._release = release

    def __del__(self) -> None:
        self._release(self.address)

    def __reduce__(self) -> Any:
        raise TypeError("a handle of libpallia cannot be pickled: open the tables in each process")


class Owner:
    """An object of the package that owns a handle until it is closed."""

    __slots__ = ("_handle", "__weakref__")
    _closed: ClassVar[str]
    _handle: Handle | None

    def _open(self) -> Handle:
        handle = self._handle
        if handle is None:
            raise ValueError(self._closed)
        return handle

    def close(self) -> None:
        """Gives up the handle; harmless twice. Calls under way in other threads finish."""
        self._handle = None

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def taken(text: ctypes.c_void_p, length: int | None = None) -> bytes:
    """The bytes of a text that the library allocated, which is released."""
    try:
        return ctypes.string_at(text.value or 0, -1 if length is None else length)
    finally:
        library.pallia_free(text)


def word(value: object, what: str) -> bytes:
    """A NUL-terminated argument: what a NUL would cut short is refused."""
    if not isinstance(value, str):
        raise TypeError(f"{what} must be a str, not {type(value).__name__}")
    if "\0" in value:
        raise ValueError(f"{what} holds a NUL character")
    return value.encode("utf-8")


def text_of(value: bytes | None) -> str:
    """A borrowed text that the library always has."""
    return (value or b"").decode("utf-8")
