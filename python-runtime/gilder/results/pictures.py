"""Figures and images as files that every program shows, and what the window has to know of them."""

from __future__ import annotations

import os
from typing import IO, Any

#: What Chromium shows by itself.
SHOWN = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".avif"})
DPI = 144
#: A drawing of more points than this would be hundreds of megabytes of text.
MOST_DRAWN = 200_000

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".zip"),
    (b"\x1f\x8b", ".gz"),
)


def ending_of(data: bytes | bytearray | memoryview) -> str:
    """By its first bytes; `.bin` for what nobody knows."""
    head = bytes(data[:12])
    if head[:4] == b"RIFF":
        return {b"WAVE": ".wav", b"WEBP": ".webp"}.get(head[8:12], ".bin")
    return next((ending for beginning, ending in _BEGINNINGS if head.startswith(beginning)), ".bin")


def is_shown(path: str) -> bool:
    return os.path.splitext(path)[1].lower() in SHOWN


def write_figure(stream: IO[bytes], figure: Any, format: str) -> None:
    import matplotlib

    # The same figure is to be the same file: no date in it, and no names drawn at random.
    if matplotlib.rcParams["svg.hashsalt"] is None:
        matplotlib.rcParams["svg.hashsalt"] = "gilder"
    metadata = {"Date": None} if format == "svg" else {"Software": None}
    figure.savefig(stream, format=format, dpi=DPI, metadata=metadata, bbox_inches="tight")


def is_drawing(figure: Any) -> bool:
    """Whether it is worth keeping as lines, too: a cloud of a million points is not."""
    count = 0
    for axes in figure.axes:
        for drawn in (*axes.lines, *axes.collections):
            for name in ("get_xdata", "get_offsets"):
                read = getattr(drawn, name, None)
                if read is not None:
                    count += len(read())
    return count <= MOST_DRAWN


def figure_words(figure: Any) -> str:
    """What the figure says about itself: its titles."""
    titles = [figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""]
    titles += [axes.get_title() for axes in figure.axes]
    return " · ".join(title for title in titles if title)


def write_image(stream: IO[bytes], image: Any) -> None:
    """PNG loses nothing, but knows fewer kinds of pixels."""
    if image.mode not in ("1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA"):
        image = image.convert("RGBA" if "A" in image.getbands() else "RGB")
    image.save(stream, format="PNG")


def image_preview(path: str, width: int | None, height: int | None, words: str) -> dict[str, Any]:
    """`path` is the file in the run's folder that shows it."""
    return {"kind": "image", "path": path, "width": width, "height": height, "words": words}


def size_of(path: str) -> tuple[int | None, int | None]:
    """Width and height in pixels, as far as Pillow knows the format."""
    try:
        from PIL import Image

        with Image.open(path) as image:
            return image.size
    except Exception:
        return None, None
