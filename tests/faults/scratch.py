"""Folders in memory for a test, where there is such a place: programs that sync hundreds of small files need not wait for a disk."""

import os
import shutil
import tempfile
from pathlib import Path


class Scratch:
    def __enter__(self) -> "Scratch":
        memory = "/dev/shm"
        parent = memory if os.access(memory, os.W_OK | os.X_OK) else None
        self.path = Path(tempfile.mkdtemp(prefix="tiski-faults-", dir=parent))
        self._folders = 0
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)

    def folder(self) -> Path:
        self._folders += 1
        path = self.path / str(self._folders)
        path.mkdir()
        return path
