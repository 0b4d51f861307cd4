"""
What this machine is called and which addresses it has.

The kernel is asked, never a name server: in an office without one, every command would wait for its time-out.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from pathlib import Path

# A leaf of the kernel's routing tree: "|-- 10.0.0.5" and, below it, "/32 host LOCAL" when it is our own.
_OWN_IPV4 = re.compile(r"\|-- ([\d.]+)\n\s+/32 host LOCAL")


def names(proc: Path = Path("/proc/net")) -> tuple[str, ...]:
    """Everything under which a browser may ask for this machine; IPv6 addresses in brackets, as in an address."""
    ipv6 = (f"[{address}]" for address in _own_ipv6(proc))
    found = ("localhost", "127.0.0.1", "[::1]", socket.gethostname(), *_own_ipv4(proc), *ipv6)
    return tuple(dict.fromkeys(found))


def _own_ipv4(proc: Path) -> list[str]:
    return _OWN_IPV4.findall(_read(proc / "fib_trie"))


def _own_ipv6(proc: Path) -> list[str]:
    """Lines are ``fd00…02 04 40 00 82 eth0``; link-local ones mean nothing in a browser's address line."""
    found = (ipaddress.IPv6Address(int(line.split()[0], 16)) for line in _read(proc / "if_inet6").splitlines())
    return [str(address) for address in found if not address.is_link_local]


def _read(path: Path) -> str:
    """Other systems than Linux have no such files; there the loopback names and the machine's name must do."""
    try:
        return path.read_text("ascii")
    except OSError:
        return ""
