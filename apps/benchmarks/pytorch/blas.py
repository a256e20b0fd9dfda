"""Which library computes the matrix products of this PyTorch, and what it takes the processor for."""

import ctypes

import torch


def describe():
    """`{computes, core}`; `computes` is left out where it cannot be known."""
    if torch.backends.mkl.is_available():
        return {"computes": "MKL"}
    try:
        with open("/proc/self/maps") as maps:
            libraries = [line.split()[-1] for line in maps if "/" in line]
    except OSError:
        return {}
    openblas = next((path for path in libraries if "openblas" in path), None)
    if openblas is None:
        return {"computes": "reference BLAS"}
    library = ctypes.CDLL(openblas)
    try:
        library.openblas_get_corename.restype = ctypes.c_char_p
        return {"computes": "OpenBLAS", "core": library.openblas_get_corename().decode()}
    except AttributeError:
        return {"computes": "OpenBLAS"}
