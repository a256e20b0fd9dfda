"""Writes src/testing/spectral-norm.reference.json: spectral normalisation by PyTorch.

Needs PyTorch (Debian: python3-torch):

    python3 reference/spectral_norm.py
    npx biome check --write src/testing/spectral-norm.reference.json
"""

import json
import pathlib

import torch
from torch import nn
from torch.nn.functional import pad
from torch.nn.utils import spectral_norm

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)


def single(*shape):
    """Few digits, so that single precision holds the same."""
    return torch.round(torch.randn(shape) * 16) / 64


def listed(tensor):
    return [float(f"{value:.12g}") for value in tensor.detach().reshape(-1).tolist()]


def with_start(layer):
    """The layer with its kernel divided, from a known kernel, bias and vector of length 1."""
    with torch.no_grad():
        layer.weight.copy_(single(*layer.weight.shape))
        layer.bias.copy_(single(*layer.bias.shape))
    spectral_norm(layer, n_power_iterations=1)
    with torch.no_grad():
        layer.weight_u.copy_(nn.functional.normalize(single(*layer.weight_u.shape), dim=0))
    return layer.train()


def kernel_of(weight):
    """As TensorFlow.js has it: outputs last."""
    return weight.T if weight.dim() == 2 else weight.permute(2, 3, 1, 0)


def started(layer):
    return {
        "kernel": listed(kernel_of(layer.weight_orig)),
        "bias": listed(layer.bias),
        "vector": listed(layer.weight_u),
    }


def slopes(layer):
    return {"kernel": listed(kernel_of(layer.weight_orig.grad)), "bias": listed(layer.bias.grad)}


def two_calls(layer, x, apply):
    """Outputs and vectors of two calls in training mode, and the slopes of the second one's weighted sum."""
    result = {"start": started(layer), "calls": []}
    for _ in range(2):
        y = apply(layer, x)
        result["calls"].append({"output": listed(y.permute(0, 2, 3, 1) if y.dim() == 4 else y), "vector": listed(layer.weight_u)})
    weights = torch.cos(torch.arange(y.numel())).reshape(y.permute(0, 2, 3, 1).shape if y.dim() == 4 else y.shape)
    ((y.permute(0, 2, 3, 1) if y.dim() == 4 else y) * weights).sum().backward()
    return {**result, "slopes": slopes(layer)}


def dense():
    x = single(5, 4)
    return {"x": listed(x), **two_calls(with_start(nn.Linear(4, 3)), x, lambda layer, at: layer(at))}


def convolution():
    # 'same' of 5 x 4 by a kernel of 3 x 2 with strides 2 and 1: a row above and below, a column on the right.
    x = single(2, 5, 4, 2)
    layer = with_start(nn.Conv2d(2, 3, (3, 2), stride=(2, 1)))
    apply = lambda layer, at: layer(pad(at.permute(0, 3, 1, 2), (0, 1, 1, 1)))
    return {"x": listed(x), **two_calls(layer, x, apply)}


def gradient_penalty():
    """E[(|dD/dx| - 1)^2] of a critic of two layers, and its slopes with respect to their weights."""
    x = single(5, 4).requires_grad_()
    hidden, logit = with_start(nn.Linear(4, 3)), with_start(nn.Linear(3, 1))
    result = {"x": listed(x), "hidden": started(hidden), "logit": started(logit)}
    slope = torch.autograd.grad(logit(torch.tanh(hidden(x))).sum(), x, create_graph=True)[0]
    penalty = ((slope.norm(dim=1) - 1) ** 2).mean()
    penalty.backward()
    kernels = [listed(kernel_of(layer.weight_orig.grad)) for layer in (hidden, logit)]
    return {**result, "value": penalty.item(), "kernels": kernels, "bias": listed(hidden.bias.grad)}


result = {
    "torch": torch.__version__,
    "dense": dense(),
    "convolution": convolution(),
    "gradientPenalty": gradient_penalty(),
}
target = pathlib.Path(__file__).parent.parent / "src" / "testing" / "spectral-norm.reference.json"
target.write_text(json.dumps(result) + "\n")
