"""The networks that both sides build from the same words, in PyTorch."""

import torch
from torch import nn
from torch.nn import functional as F

ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid}


def linear(inputs, outputs, activation):
    """A dense layer with the initial weights that the other side gives it."""
    layer = nn.Linear(inputs, outputs)
    if activation == "relu":
        nn.init.kaiming_uniform_(layer.weight)
    else:
        nn.init.xavier_uniform_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


def layers(widths, activation, last):
    """Dense layers of the given widths, the last with an activation of its own."""
    parts = []
    for index in range(len(widths) - 1):
        name = last if index == len(widths) - 2 else activation
        parts.append(linear(widths[index], widths[index + 1], name))
        if name in ACTIVATIONS:
            parts.append(ACTIVATIONS[name]())
    return nn.Sequential(*parts)


def bernoulli(logits, x):
    """The negative log-likelihood, summed over features, averaged over the batch."""
    return F.binary_cross_entropy_with_logits(logits, x, reduction="sum") / x.shape[0]


class Dense(nn.Module):
    def __init__(self, words):
        super().__init__()
        widths = [words["input"], *words["hidden"], words["code"]]
        self.encoder = layers(widths, words["activation"], words["codeActivation"])
        self.decoder = layers(widths[::-1], words["activation"], "linear")
        self.squared = words["loss"] == "squaredError"

    def encode(self, x):
        return self.encoder(x)

    def loss(self, x):
        output = self.decoder(self.encoder(x))
        if self.squared:
            return F.mse_loss(output, x, reduction="sum") / x.shape[0]
        return bernoulli(output, x)


class Variational(nn.Module):
    def __init__(self, words):
        super().__init__()
        widths = [words["input"], *words["hidden"]]
        self.body = layers(widths, "relu", "relu")
        self.mean = linear(widths[-1], words["code"], "linear")
        self.log_variance = linear(widths[-1], words["code"], "linear")
        self.decoder = layers([words["code"], *widths[::-1]], "relu", "linear")

    def loss(self, x):
        hidden = self.body(x)
        mean, log_variance = self.mean(hidden), self.log_variance(hidden)
        z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
        kl = (mean.square() + log_variance.exp() - 1 - log_variance).sum() / (2 * x.shape[0])
        return bernoulli(self.decoder(z), x) + kl


class Convolutional(nn.Module):
    # A padding of one on both sides costs what tfjs's 'same' costs, without a copy of the input.
    def __init__(self, words):
        super().__init__()
        outer, inner = words["filters"]
        same = {"kernel_size": 3, "stride": 2, "padding": 1}
        self.network = nn.Sequential(
            nn.Conv2d(1, outer, **same),
            nn.ReLU(),
            nn.Conv2d(outer, inner, **same),
            nn.ReLU(),
            nn.ConvTranspose2d(inner, outer, output_padding=1, **same),
            nn.ReLU(),
            nn.ConvTranspose2d(outer, 1, output_padding=1, **same),
        )

    def loss(self, x):
        return bernoulli(self.network(x), x)


KINDS = {"dense": Dense, "variational": Variational, "convolutional": Convolutional}


def build(words):
    """The network that the words describe."""
    return KINDS[words["type"]](words)


def input_shape(words):
    """Shape of one input."""
    if words["type"] == "convolutional":
        return [1, words["side"], words["side"]]
    return [words["input"]]
