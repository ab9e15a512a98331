"""Other computers that do not answer."""

from __future__ import annotations

from .rules import Cause, Rule

_CONNECT = "Check the connection, the address, and whether a proxy is needed; a file on this computer needs none of that."

CAUSES = (
    Cause(
        "no-network",
        "Another computer cannot be reached.",
        (
            Rule(
                ("socket.gaierror", "urllib.error.URLError"),
                r"Name or service not known|Temporary failure in name resolution|getaddrinfo failed|nodename nor servname|No address associated",
                "The computer of that name was not found: there may be no network, or the name is misspelt.",
                _CONNECT,
                sure=False,
            ),
            Rule(
                ("ConnectionRefusedError", "urllib.error.URLError"),
                r"Connection refused|actively refused",
                "The other computer refuses the connection: the program there may not be running.",
                _CONNECT,
                sure=False,
            ),
            Rule(
                ("ConnectionError", "TimeoutError", "urllib.error.URLError"),
                r"timed out|Connection reset|Connection aborted|Network is unreachable|No route to host",
                "The other computer does not answer, or the connection broke off.",
                _CONNECT,
                by=("socket", "urllib", "http", "ssl", "requests", "urllib3", "asyncio"),
                sure=False,
            ),
            Rule(
                ("urllib.error.URLError", "ssl.SSLError"),
                r"CERTIFICATE_VERIFY_FAILED",
                "The certificate of the other computer was not accepted; a proxy of a company may stand between.",
                "Ask whoever looks after the network for its certificate.",
                sure=False,
            ),
            Rule(
                ("urllib.error.HTTPError",),
                r"^HTTP Error (?P<code>\d+)",
                "The other computer answered, but not with what was asked for ({code}).",
                "Check the address; 401 and 403 mean that it wants to know who asks, 404 that there is nothing there.",
            ),
        ),
    ),
)
