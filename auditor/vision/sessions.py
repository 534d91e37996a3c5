"""Models: found on disk, loaded when first asked for, run on one thread.

OpenVINO runs them. Measured on one core against ONNX Runtime (CPU time, same pictures): recognition of a line of 320
pixels 5.6 against 17.4 ms where the processor multiplies bfloat16 (equal without), text detection on 960 x 672
pixels 87 (167 without) against 548 ms. The price is 100 MB more on disk.

The recognition models are the PP-OCR files that lie inside the installed ``rapidocr`` wheel; its code is not imported.
Our own small models lie in ``auditor/vision/models``.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.errors import UnreadableFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tensor = NDArray[np.float32]

RECOGNITION = "PP-OCRv6_rec_small"
DETECTION = "PP-OCRv6_det_small"
INK = "ink"
"""Our own, `auditor.vision._ink_map`; bfloat16 changes its logits by 0.01 on average."""

SHAPES_KEPT = 64
"""How many input shapes keep their prepared kernels: enough for the width buckets, small enough to stay flat."""

_EXACT = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "CPU_RUNTIME_CACHE_CAPACITY": SHAPES_KEPT}


class Session:
    """A loaded model with one input and one or more outputs.

    Args:
        path: the model, an ONNX file.
        exact: compute in 32-bit floats; False lets the processor choose bfloat16 where it has it.
    """

    __slots__ = ("_request", "outputs")

    def __init__(self, path: Path, exact: bool = True) -> None:
        core = _core()
        settings: dict[str, Any] = dict(_EXACT)
        if exact:
            settings["INFERENCE_PRECISION_HINT"] = "f32"
        compiled = core.compile_model(core.read_model(path), "CPU", settings)
        self._request = compiled.create_infer_request()
        self.outputs = len(compiled.outputs)

    def __call__(self, batch: Tensor) -> Tensor:
        """Run the model on one batch and return its first output (a copy).

        Args:
            batch: as the model wants it, usually batch x channels x height x width, float32.
        """
        return self.all(batch)[0]

    def all(self, batch: Tensor) -> list[Tensor]:
        """Run the model on one batch and return all of its outputs (copies)."""
        import numpy as np

        result = self._request.infer({0: np.ascontiguousarray(batch)}, share_inputs=True)
        return [np.array(result[index]) for index in range(self.outputs)]


@cache
def session(name: str) -> Session:
    """Return the model of this name, loaded once per process.

    Args:
        name: file name without ``.onnx``: one of our own in ``auditor/vision/models``, else one of rapidocr's.

    Raises:
        UnreadableFile: the model is not there (the installation is incomplete).
    """
    return Session(model_path(name), exact=name not in {RECOGNITION, DETECTION, INK})


def model_path(name: str) -> Path:
    """Return where a model lies.

    Raises:
        UnreadableFile: it is in neither folder.
    """
    for folder in (Path(__file__).resolve().parent / "models", *_wheel_models()):
        path = folder / f"{name}.onnx"
        if path.is_file():
            return path
    raise UnreadableFile(
        f"安装不完整：找不到识别模型“{name}”，扫描件和照片无法识别。",
        "请重新安装本软件（会一并安装 rapidocr）。",
    )


def _wheel_models() -> list[Path]:
    """Return the model folders of the installed rapidocr, without importing it."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        return []
    return [Path(place) / "models" for place in spec.submodule_search_locations]


def headless(path: Path, kept: list[int]) -> tuple[Callable[[Tensor], tuple[Tensor, Tensor]], Tensor, Tensor]:
    """Load a text recognition model whose last layer keeps only some of its classes.

    Args:
        path: ends in a linear layer and a softmax.
        kept: classes to keep.

    Returns:
        A function from a batch to (batch x steps x classes probabilities, batch x steps x features before the last
        layer), both valid until its next call; the layer's weights (features x classes) and bias (classes).

    Raises:
        UnreadableFile: the model does not end as expected.
    """
    import numpy as np
    from openvino import Model, opset13

    core = _core()
    network = core.read_model(path)
    node = network.get_results()[0].input_value(0).get_node()
    chain = []
    while node.get_type_name() in {"Softmax", "Identity", "Add"}:
        chain.append(node)
        node = node.input_value(0).get_node()
    added = [step for step in chain if step.get_type_name() == "Add"]
    if node.get_type_name() != "MatMul" or len(added) != 1:
        raise UnreadableFile("识别模型的结构与本软件预期的不同。", "请安装与本软件配套的 rapidocr 版本。")
    features = node.input_value(0)
    weights = np.ascontiguousarray(node.input_value(1).get_node().data[:, kept])
    bias = np.ascontiguousarray(added[0].input_value(1).get_node().data.reshape(-1)[kept])
    logits = opset13.add(
        opset13.matmul(features, opset13.constant(weights), False, False), opset13.constant(bias)
    )
    outputs = [opset13.result(opset13.softmax(logits, -1)), opset13.result(features)]
    compiled = core.compile_model(Model(outputs, network.get_parameters(), "lines"), "CPU", dict(_EXACT))
    request = compiled.create_infer_request()

    def run(batch: Tensor) -> tuple[Tensor, Tensor]:
        result = request.infer({0: np.ascontiguousarray(batch)}, share_inputs=True, share_outputs=True)
        return result[0], result[1]

    return run, weights, bias


@cache
def _core() -> Any:
    # The engine reports each start to its makers over the network through a package of its own, without asking. Nothing may
    # leave this machine: with that package out of reach the engine falls back to a stub that does nothing.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    import openvino

    return openvino.Core()
