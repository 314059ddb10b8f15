"""Ways in which files of the index are damaged, whatever files there are."""

import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
STRIDE = 512


def cut_in_half(file: Path) -> None:
    _truncate(file, file.stat().st_size // 2)


def emptied(file: Path) -> None:
    _truncate(file, 0)


def bits_changed_here_and_there(file: Path) -> None:
    """Changes one bit in every STRIDE bytes, as a bad disk does."""
    content, chance = bytearray(file.read_bytes()), random.Random(file.stat().st_size)
    for start in range(0, len(content), STRIDE):
        content[chance.randrange(start, min(start + STRIDE, len(content)))] ^= 1 << chance.randrange(8)
    _overwrite(file, bytes(content))


def one_bit_changed(file: Path, eighth: int) -> None:
    """Changes one bit in the first, second ... or last eighth of the file."""
    content = bytearray(file.read_bytes())
    if content:
        content[(2 * eighth - 1) * len(content) // 16] ^= 1 << eighth % 8
        _overwrite(file, bytes(content))


def filled_with_noise(file: Path) -> None:
    _overwrite(file, random.Random(file.stat().st_size).randbytes(file.stat().st_size))


def filled_with_zeros(file: Path) -> None:
    _overwrite(file, bytes(file.stat().st_size))


def deleted(path: Path) -> None:
    """Deletes a file, or a folder with all that is in it."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def replaced_by_a_picture(file: Path) -> None:
    """Puts another file in its place, as restoring from the wrong backup does: who has the old one open keeps it."""
    foreign = file.with_name("foreign")
    foreign.write_bytes(PICTURE)
    foreign.replace(file)


IN_PLACE: dict[str, Callable[[Path], None]] = {
    "cut in half": cut_in_half,
    "emptied": emptied,
    "bits changed here and there": bits_changed_here_and_there,
    "filled with noise": filled_with_noise,
    "filled with zeros": filled_with_zeros,
    **{f"one bit changed in eighth {number}": partial(one_bit_changed, eighth=number) for number in range(1, 9)},
}
"""What is done to the file itself, so that whoever has it open notices."""

DAMAGES = IN_PLACE | {"deleted": deleted, "replaced by a picture": replaced_by_a_picture}
"""What may happen to a file. After the last two, whoever has it open reads on."""


def harms(folder: Path) -> list[tuple[Path, str]]:
    """All that may happen to what is in the folder, and to itself: pairs of a path and the name of a damage."""
    within = sorted(folder.rglob("*"))
    to_files = [(path, damage) for path in within if path.is_file() for damage in DAMAGES]
    return to_files + [(path, "deleted") for path in (*within, folder) if path.is_dir()]


def restore(good: Path, folder: Path) -> None:
    """Makes the folder a copy of the good one."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(good, folder)


def _truncate(file: Path, size: int) -> None:
    with file.open("r+b") as opened:
        opened.truncate(size)


def _overwrite(file: Path, content: bytes) -> None:
    """Writes into the file as it is, so that whoever has it open reads it."""
    with file.open("r+b") as opened:
        opened.write(content)
