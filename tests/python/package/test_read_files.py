"""Arrays, pictures and sounds as a function receives them, and the sentences for files that are none."""

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pytest
from gilder import Array, Audio, Image
from gilder.errors import InputError
from gilder.parameters.fields import fields_of
from PIL import Image as Pictures
from scipy.io import savemat, wavfile


def job(
    plain: np.ndarray,
    matrix: Annotated[np.ndarray, Array(dtype="float32", axes=("row", ("column", 3)))],
    line: Annotated[np.ndarray, Array(axes=("sample",))],
    counts: Annotated[np.ndarray, Array(dtype="uint8")],
    named: Annotated[np.ndarray, Array(name="b")],
    picture: Image,
    pixels: Annotated[np.ndarray, Image()],
    sound: Audio,
) -> None: ...


FIELDS = {field.name: field for field in fields_of(job)}
MATRIX = np.arange(6.0).reshape(2, 3)


def load(name: str, path: Path) -> Any:
    settled, problem = FIELDS[name].check(str(path))
    assert problem is None
    return FIELDS[name].load(settled)


def test_hints_say_what_is_needed() -> None:
    hint = FIELDS["matrix"].schema["x-gilder"]
    assert hint["widget"] == "array"
    assert hint["dtype"] == "float32"
    assert hint["axes"] == [{"name": "row", "size": None}, {"name": "column", "size": 3}]
    assert ".npy" in hint["accept"]
    assert FIELDS["pixels"].schema["x-gilder"]["widget"] == "image"
    assert FIELDS["sound"].schema["x-gilder"] == {"widget": "audio", "accept": [".wav"]}


def test_arrays_of_every_format(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", MATRIX)
    np.savez(tmp_path / "a.npz", MATRIX)
    savemat(tmp_path / "a.mat", {"m": MATRIX})
    np.savetxt(tmp_path / "a.txt", MATRIX)
    (tmp_path / "a.csv").write_text("x,y,z\n0,1,2\n3,4,5\n")
    (tmp_path / "bare.csv").write_text("0;1;2\n3;4;5\n")
    for name in ("a.npy", "a.npz", "a.mat", "a.txt", "a.csv", "bare.csv"):
        made = load("matrix", tmp_path / name)
        assert made.dtype == np.float32, name
        assert np.array_equal(made, MATRIX), name


def test_one_of_several_arrays_is_chosen_by_name(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", a=MATRIX, b=MATRIX[0])
    assert np.array_equal(load("named", tmp_path / "a.npz"), MATRIX[0])
    with pytest.raises(InputError, match=r"a\.npz holds 2 arrays: a, b"):
        load("plain", tmp_path / "a.npz")


def test_a_column_is_a_line(tmp_path: Path) -> None:
    np.savetxt(tmp_path / "a.txt", np.arange(4.0))
    assert load("line", tmp_path / "a.txt").tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("name", "array", "words"),
    [
        ("matrix", np.zeros((2, 4)), "a.npy is 2 by 4, and row by column (3) is needed"),
        ("matrix", np.zeros(3), "a.npy is 3, and row by column (3) is needed"),
        ("matrix", np.ones((1, 3), complex), "holds complex128 values that float32 cannot hold"),
        ("counts", np.array([300]), "holds int64 values that uint8 cannot hold"),
        ("counts", np.array([0.5]), "holds float64 values that uint8 cannot hold"),
        ("plain", np.array([("a", 1)], dtype=[("x", "U1"), ("y", "i4")]), "not numbers"),
    ],
)
def test_an_array_that_does_not_fit_is_refused(tmp_path: Path, name: str, array: Any, words: str) -> None:
    np.save(tmp_path / "a.npy", array)
    with pytest.raises(InputError) as caught:
        load(name, tmp_path / "a.npy")
    assert words in caught.value.message


def test_no_pickle_is_loaded(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(InputError, match=r"a.npy cannot be read as an array"):
        load("plain", tmp_path / "a.npy")


def test_whole_numbers_that_fit_are_made_smaller(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.array([0, 255]))
    assert load("counts", tmp_path / "a.npy").dtype == np.uint8


@pytest.mark.parametrize(("mode", "channels"), [("L", 1), ("RGB", 3), ("RGBA", 4), ("P", 3), ("1", 1)])
def test_pictures_as_objects_and_pixels(tmp_path: Path, mode: str, channels: int) -> None:
    path = tmp_path / "a.png"
    Pictures.new("RGB", (5, 4), "white").convert(mode).save(path)
    assert load("picture", path).size == (5, 4)
    pixels = load("pixels", path)
    assert (pixels.shape, pixels.dtype) == ((4, 5, channels), np.uint8)
    assert (pixels == 255).all()
    pixels[0] = 0


def test_a_picture_of_16_bits_keeps_its_greys(tmp_path: Path) -> None:
    deep = np.array([[0, 256, 65535]], dtype=np.uint16)
    Pictures.fromarray(deep).save(tmp_path / "a.png")
    assert load("pixels", tmp_path / "a.png").ravel().tolist() == [0, 1, 255]


def test_a_photo_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    photo = Pictures.new("RGB", (5, 4))
    exif = photo.getexif()
    exif[0x0112] = 6
    photo.save(tmp_path / "a.jpg", exif=exif)
    assert load("pixels", tmp_path / "a.jpg").shape == (5, 4, 3)


@pytest.mark.parametrize("kind", ["int16", "uint8", "int32", "float32"])
def test_sounds(tmp_path: Path, kind: str) -> None:
    wave = np.array([[0.0, 0.5], [-1.0, 0.0], [0.5, 0.25]])
    scale = {"int16": 2**15, "int32": 2**31, "uint8": 128, "float32": 1}[kind]
    wavfile.write(tmp_path / "a.wav", 8000, (wave * scale + (128 if kind == "uint8" else 0)).astype(kind))
    sound = load("sound", tmp_path / "a.wav")
    assert sound.rate == 8000
    assert (sound.samples.shape, sound.samples.dtype) == ((2, 3), np.float32)
    assert np.array_equal(sound.samples, wave.T.astype(np.float32))


@pytest.mark.parametrize("name", ["plain", "picture", "sound"])
def test_what_is_none_of_these_says_so(tmp_path: Path, name: str) -> None:
    ending = {"plain": "npy", "picture": "png", "sound": "wav"}[name]
    path = tmp_path / f"bad.{ending}"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(InputError, match=f"bad.{ending}") as caught:
        load(name, path)
    assert caught.value.hint
    with pytest.raises(InputError, match="There is no file"):
        load(name, tmp_path / f"none.{ending}")
