"""A picture from a file, turned as its camera says."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING

from ..errors import InputError
from ..parameters.inputs import check_file

if TYPE_CHECKING:
    from numpy import ndarray
    from PIL.Image import Image


def read_picture(path: str) -> Image:
    """Read whole: the file may go. Raises InputError for what is no picture, damaged or too large."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    check_file(path)
    name = os.path.basename(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                picture.load()
                return ImageOps.exif_transpose(picture)
    except UnidentifiedImageError as error:
        raise InputError(
            f"{name} is not a picture that Gilder can read", "Choose a PNG, JPEG or TIFF file."
        ) from error
    except Image.DecompressionBombError as error:
        raise InputError(
            f"{name} has more pixels than a picture should", "Choose a smaller one, or open it in the job."
        ) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{name} is damaged: {error}", "Choose a whole copy of it.") from error


def read_pixels(path: str) -> ndarray:
    """Height by width by channels, uint8: grey, or red, green and blue; one more with transparency."""
    import numpy

    picture = read_picture(path)
    if picture.mode.startswith("I"):
        # 16 bits of grey, which Pillow would cut off at 255.
        deep = numpy.asarray(picture).astype(numpy.uint32)
        return (deep >> 8).clip(0, 255).astype(numpy.uint8)[:, :, None]
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    if picture.mode not in ("L", "RGB", "RGBA"):
        grey = picture.mode == "1"
        picture = picture.convert("L" if grey else "RGBA" if has_alpha else "RGB")
    pixels = numpy.array(picture)
    return pixels[:, :, None] if pixels.ndim == 2 else pixels
