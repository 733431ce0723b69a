"""Makes the n-th call of one kind fail in a program: the test's side of failing_calls.cc."""

import errno
import mmap
import struct
from pathlib import Path

import programs

KINDS = {"open": 1, "read": 2, "write": 3, "fsync": 4, "rename": 5, "malloc": 6}
# What each kind fails with; None: half of what was asked is done, which is no error.
ERRORS = {
    "open": [errno.EMFILE, errno.EACCES], "read": [errno.EIO, None], "write": [errno.ENOSPC, None],
    "fsync": [errno.EIO], "rename": [errno.ENOSPC], "malloc": [errno.ENOMEM],
}


class Faults:
    """One program's control file."""

    def __init__(self, file: Path):
        file.write_bytes(bytes(64))
        with file.open("r+b") as opened:
            self._memory = mmap.mmap(opened.fileno(), 64)
        self.environment = programs.environment(
            LD_PRELOAD=str(programs.PROGRAMS / "tests/faults/tiski_faults.so"), TISKI_FAULTS=str(file)
        )

    def arm(self, kind: str, at: int, error: int | None, for_good: bool = False) -> None:
        """From now on the calls of that kind count; the one numbered `at` fails (0: none), or that and all later ones."""
        self.disarm()
        self._memory[8:48] = struct.pack("=5q", at, error or 0, for_good, 0, 0)
        self._memory[0:8] = struct.pack("=q", KINDS[kind])

    def disarm(self) -> None:
        self._memory[0:8] = bytes(8)

    def calls(self) -> int:
        return struct.unpack("=q", self._memory[32:40])[0]

    def failed(self) -> int:
        return struct.unpack("=q", self._memory[40:48])[0]


def chosen(count: int, sample: int) -> list[int]:
    """The calls to fail: every one when thorough (of very many: 2,000), else a sample with the first and the last."""
    wanted = 2000 if programs.THOROUGH else sample
    if count <= wanted:
        return list(range(1, count + 1))
    return sorted({1 + round(i * (count - 1) / (wanted - 1)) for i in range(wanted)})
