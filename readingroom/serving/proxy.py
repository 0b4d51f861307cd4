from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

Network = IPv4Network | IPv6Network
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

OTHER_FORWARDING_HEADERS = ("HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
"""What proxies add beside X-Forwarded-For. They are not read; once the client is known they have nothing to tell."""


class ForwardedHeaders:
    """
    Believes X-Forwarded-For and X-Forwarded-Proto when the trusted proxy sends them.

    Then the client stands where it would stand without a proxy, and the headers are taken away: what is left of
    them behind this place is nobody's word, but tells that somebody speaks for somebody else.
    """

    def __init__(self, application: Application, trusted: Network | None) -> None:
        self.application = application
        self.trusted = trusted

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self._is_trusted(environ.get("REMOTE_ADDR", "")):
            self._believe(environ)
        return self.application(environ, start_response)

    def _believe(self, environ: dict[str, Any]) -> None:
        if client := self._client(environ.pop("HTTP_X_FORWARDED_FOR", "")):
            environ["REMOTE_ADDR"] = client
            for name in OTHER_FORWARDING_HEADERS:
                environ.pop(name, None)
        scheme = environ.pop("HTTP_X_FORWARDED_PROTO", "")
        if scheme in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme

    def _is_trusted(self, text: str) -> bool:
        """A socket that listens on IPv6 gives IPv4 addresses as ::ffff:10.0.0.5; the network is written without."""
        try:
            address = ip_address(text)
        except ValueError:
            return False
        if isinstance(address, IPv6Address):
            address = address.ipv4_mapped or address
        return self.trusted is not None and address in self.trusted

    def _client(self, addresses: str) -> str | None:
        """The last address that is not a trusted proxy's: what stands before it was written by the client."""
        for address in reversed([part.strip() for part in addresses.split(",")]):
            if not self._is_trusted(address):
                return address or None
        return None
