"""The runtime of the speech models, kept from reporting: version 1.32 has reports of its use switched on."""

from __future__ import annotations

import importlib
import importlib.util


def without_telemetry() -> None:
    """Switch the reports of ONNX Runtime off, before anything uses it."""
    if importlib.util.find_spec("onnxruntime") is not None:
        importlib.import_module("onnxruntime").disable_telemetry_events()
