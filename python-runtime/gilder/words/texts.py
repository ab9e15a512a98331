"""Any object as text that can be shown, sent and stored, whatever the object does."""

#: What an object may raise when it is asked; the app's own interruption is none of it.
_FAILURES = (Exception, SystemExit, KeyboardInterrupt, GeneratorExit)


def text_of(value: object, limit: int) -> str:
    """`str(value)`, valid as UTF-8 and at most `limit` characters; a `__str__` that raises is named."""
    try:
        text = str(value)
    except _FAILURES:
        text = f"({type(value).__name__}, which has no text form)"
    return sendable(shortened(text, limit))


def shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def sendable(text: str) -> str:
    """Lone surrogates, which UTF-8 has no bytes for, are written as escapes."""
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def title_of(identifier: str) -> str:
    """`max_iterations` → `Max iterations`."""
    words = identifier.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
