"""The lines of an uploaded file, read in ranges, with the byte at which each ends; Unreadable if it is not text."""

from collections.abc import Iterator

from groundswell.extensions.contact_loaders.base import FileStore, Unreadable

BLOCK = 2 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
SAVE_AS = "Save it as “CSV UTF-8” and upload it again."


class Lines:
    """Iterates over the file's lines from byte `offset` on; `offset` and `number` are those of the line that follows.

    Lines end as csv expects them to: with LF, CR LF or CR. A block is cut after its last whole line.
    """

    def __init__(self, files: FileStore, key: str, *, offset: int, number: int) -> None:
        self.offset = offset
        self.number = number
        self.ended = False
        self._files = files
        self._key = key

    def __iter__(self) -> Iterator[str]:
        for block in self._blocks():
            for line in block.splitlines(keepends=True):
                text = self._text(line)
                self.offset += len(line)
                self.number += 1
                yield text
        self.ended = True

    def _blocks(self) -> Iterator[bytes]:
        position, left, is_last = self.offset, b"", False
        while not is_last:
            got = self._files.read(self._key, position, BLOCK)
            position, is_last = position + len(got), len(got) < BLOCK
            block = left + got
            whole = len(block) if is_last else _whole_lines(block)
            left = block[whole:]
            if len(left) > LONGEST_LINE:
                raise Unreadable(
                    f"A line is longer than {LONGEST_LINE:,} bytes. Is this a CSV file? {SAVE_AS}"
                )
            yield block[:whole]

    def _text(self, line: bytes) -> str:
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            raise Unreadable(
                f"The file is not UTF-8: line {self.number}, byte {error.start + 1} of the line "
                f"(0x{line[error.start]:02X}) belongs to another encoding. {SAVE_AS}"
            ) from error
        if "\0" in text:
            raise Unreadable(f"Line {self.number} holds a NUL character, so this is no plain text. {SAVE_AS}")
        return text


def _whole_lines(block: bytes) -> int:
    """Where the block's last whole line ends; a CR at its very end may have its LF in the next block."""
    return max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1
