"""
What the child process gives up before it looks at a file: memory, time, the network, other programs, others' files.

The kernel is asked by its system calls themselves, through `ctypes`: no package, no rights and no set-up are needed,
and it works in containers. A filter of system calls (seccomp) was taken and not a network name space, which many
systems allow to root only. Only Linux knows all this; on macOS limits of time and memory remain, and on Windows the time that
the starter measures. `isolate` says what could not be done, and the room's log says it once.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

MEMORY = 512 * 2**20
"""Bytes of addresses. Python, a parser and a file of 32 MB as a tree take less."""
SECONDS = 9
"""Of processor time; the clock on the wall is the starter's."""
OPEN_FILES = 64

_SET_DEATH_SIGNAL, _SET_FILTER, _NO_NEW_RIGHTS = 1, 22, 38
"""What prctl is asked for."""

_FORBIDDEN = {
    "x86_64": (0xC000003E, (41, 42, 44, 46, 49, 53, 56, 57, 58, 59, 62, 101, 310, 311, 322, 425, 434, 435)),
    # The architectures that came later share one table.
    "aarch64": (0xC00000B7, (198, 199, 200, 203, 206, 211, 117, 129, 220, 221, 270, 271, 281, 425, 434, 435)),
    "riscv64": (0xC00000F3, (198, 199, 200, 203, 206, 211, 117, 129, 220, 221, 270, 271, 281, 425, 434, 435)),
    "loongarch64": (0xC0000102, (198, 199, 200, 203, 206, 211, 117, 129, 220, 221, 270, 271, 281, 425, 434, 435)),
}
"""By machine, as the kernel calls it: socket, connect, sendto, sendmsg, bind, socketpair; clone, fork, vfork, execve; kill,
ptrace, process_vm_readv and _writev; execveat, io_uring_setup, pidfd_open, clone3."""

_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050001
"""Instructions of a filter, and its verdicts; refused calls fail with EPERM."""
_NUMBER, _MACHINE = 0, 4
"""Where the two stand in what a filter is shown."""

_CREATE_RULES, _ADD_RULE, _RESTRICT = 444, 445, 446
"""Landlock's system calls, the same on every machine; Linux 5.13 and later."""
_ALL_ACCESS, _READ_FILE, _READ_FOLDER, _BENEATH = 2**13 - 1, 1 << 2, 1 << 3, 1
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache")


def isolate(*, starter: int) -> list[str]:
    """Gives up all that this system lets go of, and says what it does not, in Chinese. `starter` waits for the answer."""
    if sys.platform != "win32":
        _limit_resources()
    if sys.platform != "linux":
        return [said for said, _ in _STEPS]
    kept = [said for said, give_up in _STEPS if not _is_done(give_up)]
    if os.getppid() != starter:
        # It died while this was starting; nobody waits.
        os._exit(1)
    return kept


def _is_done(give_up: Callable[[], None]) -> bool:
    try:
        give_up()
    except (OSError, AttributeError, KeyError):
        return False
    return True


def _limit_resources() -> None:
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        # macOS refuses some; the others are set all the same.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _die_with_starter() -> None:
    _control(_SET_DEATH_SIGNAL, signal.SIGKILL)


def _forbid_calls() -> None:
    """No network, no other program, no word to other processes."""
    machine, numbers = _FORBIDDEN[platform.machine()]
    filter_ = [(_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER)]
    for left, number in zip(reversed(range(len(numbers))), numbers, strict=True):
        filter_.append((_EQUAL, left + 1, 0, number))
    filter_ += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in filter_))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(filter_), ctypes.addressof(code)))
    _control(_NO_NEW_RIGHTS, 1)
    _control(_SET_FILTER, 2, ctypes.addressof(program))


def _hide_files() -> None:
    """Python's own files and this package can be read; no others, and nothing be written."""
    rules = _call(_CREATE_RULES, ctypes.byref(ctypes.c_uint64(_ALL_ACCESS)), 8, 0)
    for path in _own_files():
        with suppress(FileNotFoundError):
            _allow_reading(rules, path)
    _control(_NO_NEW_RIGHTS, 1)
    _call(_RESTRICT, rules, 0)
    os.close(rules)


def _own_files() -> Iterable[str]:
    here = str(Path(__file__).resolve().parents[1])
    # The folder above this package is in sys.path too, and may hold the room's data.
    others = [path for path in sys.path if path != str(Path(here).parent)]
    return {here, sys.prefix, sys.base_prefix, *others, *_LIBRARIES}


def _allow_reading(rules: int, path: str) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        access = _READ_FILE | _READ_FOLDER if Path(path).is_dir() else _READ_FILE
        _call(_ADD_RULE, rules, _BENEATH, struct.pack("=Qi", access, place), 0)
    finally:
        os.close(place)


def _control(option: int, *arguments: int) -> None:
    values = [*arguments, 0, 0, 0, 0][:4]
    _checked(_kernel().prctl(option, *(ctypes.c_ulong(value) for value in values)))


def _call(number: int, *arguments: object) -> int:
    values = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(_kernel().syscall(ctypes.c_long(number), *values))


def _kernel() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused by the kernel")
    return result


_STEPS = (
    ("随服务结束", _die_with_starter),
    ("看不见别的文件", _hide_files),
    ("不能上网、不能启动别的程序", _forbid_calls),
)
"""In this order: the filter comes last."""
