"""Which processor is chosen, worked out without a GPU: the libraries' own words for what they see decide."""

import onnxruntime
import pytest
import torch

from retriever.processor import onnx_providers, torch_device


@pytest.mark.parametrize(
    ("available", "chosen"),
    [
        (["AzureExecutionProvider", "CPUExecutionProvider"], ["CPUExecutionProvider"]),
        (
            ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"],
            ["CUDAExecutionProvider", "CPUExecutionProvider"],
        ),
    ],
)
def test_the_gpu_is_taken_where_onnx_runtime_offers_it(available: list[str], chosen: list[str]) -> None:
    assert onnx_providers(available) == chosen


def test_what_is_chosen_here_can_run_here() -> None:
    assert set(onnx_providers(onnxruntime.get_available_providers())) <= set(onnxruntime.get_available_providers())
    assert torch.zeros(1, device=torch_device()).device.type == torch_device()


@pytest.mark.parametrize(
    ("seen", "device"), [(None, "cpu"), (torch.device("cuda"), "cuda"), (torch.device("mps"), "mps")]
)
def test_torch_says_what_it_sees(seen: torch.device | None, device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda check_available: seen)
    assert torch_device() == device
