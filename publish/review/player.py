"""Plays a short sound file with whatever player the machine has."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

_LONGEST_S = 60  # a clip lasts some seconds: a player that hangs must not hang the command


@dataclass(frozen=True, slots=True)
class Player:
    """A program that plays a file: what stands before the file's name, and whether it takes nothing but WAV."""

    command: tuple[str, ...]
    wave_only: bool = False

    def play(self, sound: Path) -> bool:
        """Play a file to its end; False where the program could not."""
        if not self.wave_only:
            return _ran((*self.command, str(sound)))
        with tempfile.TemporaryDirectory() as folder:
            converted = Path(folder) / "clip.wav"
            _write_wave(sound, converted)
            return _ran((*self.command, str(converted)))


_PLAYERS = (
    Player(("ffplay", "-autoexit", "-nodisp", "-loglevel", "error")),
    Player(("afplay",)),  # macOS
    Player(("paplay",), wave_only=True),  # PulseAudio and PipeWire
    Player(("aplay", "-q"), wave_only=True),  # ALSA
    Player(("cmd", "/c", "start", "", "/wait")),  # Windows: its own player of the file's type
)


def find_player() -> Player | None:
    """The first player that this machine has."""
    for player in _PLAYERS:
        program = shutil.which(player.command[0])
        if program is not None:
            return Player((program, *player.command[1:]), player.wave_only)
    return None


def _ran(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=_LONGEST_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _write_wave(sound: Path, target: Path) -> None:
    with av.open(str(sound), "r") as container, wave.open(str(target), "wb") as file:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="s16", layout="mono", rate=stream.rate)
        frames = [resampled for frame in container.decode(stream) for resampled in resampler.resample(frame)]
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(stream.rate)
        file.writeframes(np.concatenate([frame.to_ndarray().ravel() for frame in frames]).tobytes())
