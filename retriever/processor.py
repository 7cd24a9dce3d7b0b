"""Which processor the models run on: a GPU where the libraries see one, else the CPU."""

from collections.abc import Sequence

_CPU = "CPUExecutionProvider"
_CUDA = "CUDAExecutionProvider"
"""ONNX Runtime's names of its providers; the package onnxruntime-gpu alone offers the second one."""


def torch_device() -> str:
    """The device that torch would choose: "cuda" (NVIDIA and AMD), "mps" (Apple), ..., "cpu" where it sees no other.

    `CUDA_VISIBLE_DEVICES=` (empty) keeps a GPU out.
    """
    import torch

    accelerator = torch.accelerator.current_accelerator(check_available=True)
    return accelerator.type if accelerator else "cpu"


def onnx_providers(available: Sequence[str]) -> list[str]:
    """The providers for an ONNX session, the preferred one first, of those that `onnxruntime.get_available_providers` names; what the GPU has no
    operator for runs on the CPU.
    """
    return [_CUDA, _CPU] if _CUDA in available else [_CPU]
