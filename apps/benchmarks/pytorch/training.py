"""Training steps, encoding and products, timed as the other side times them."""

import math
import time

import torch

from networks import build, input_shape


def milliseconds():
    return time.perf_counter() * 1000


def enough(count, elapsed, budget):
    return count >= budget["least"] and (count >= budget["steps"] or elapsed >= budget["milliseconds"])


def batches(data, batch):
    """Shuffled batches without end, epoch after epoch."""
    while True:
        order = torch.randperm(data.shape[0])
        for start in range(0, data.shape[0], batch):
            yield data[order[start : start + batch]]


class Trained:
    """A network, its optimizer and random examples."""

    def __init__(self, task):
        self.task = task
        self.warm = False
        self.data = torch.rand(task["rows"], *input_shape(task["network"]))
        self.foreach = False
        self.start()

    def start(self):
        self.network = build(self.task["network"])
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=1e-3, foreach=self.foreach)
        self.batches = batches(self.data, self.task["batch"])

    def step(self):
        x = next(self.batches)
        self.optimizer.zero_grad(set_to_none=True)
        self.network.loss(x).backward()
        self.optimizer.step()
        return x.shape[0]

    def time_steps(self, budget):
        times = []
        begun = last = milliseconds()
        while True:
            rows = self.step()
            now = milliseconds()
            # A batch that the end of the data cuts short is not counted.
            if rows == self.task["batch"]:
                times.append(now - last)
            last = now
            if enough(len(times), now - begun, budget):
                return times

    def warm_up(self, budget):
        if self.warm:
            return
        self.time_steps(budget)
        # Of the two forms of Adam that PyTorch has for processors, the one that is faster here.
        few = {"steps": 5, "milliseconds": 500, "least": 3}
        best = {}
        for foreach in (False, True):
            self.foreach = foreach
            self.start()
            self.step()
            best[foreach] = min(self.time_steps(few))
        self.foreach = best[True] < best[False]
        self.start()
        self.step()
        self.warm = True

    def encode(self):
        """One pass over all examples, the codes kept."""
        batch = self.task["batch"]
        codes = torch.empty(self.data.shape[0], self.task["network"]["code"])
        with torch.inference_mode():
            if not self.warm:
                for start in range(0, 10 * batch, batch):
                    self.network.encode(self.data[start : start + batch])
                self.warm = True
            begun = milliseconds()
            for start in range(0, self.data.shape[0], batch):
                codes[start : start + batch] = self.network.encode(self.data[start : start + batch])
            return milliseconds() - begun


def time_product(sizes, budget):
    a = torch.rand(sizes["rows"], sizes["inner"])
    b = torch.rand(sizes["inner"], sizes["columns"])
    for _ in range(3):
        torch.mm(a, b)
    times = []
    begun = milliseconds()
    while True:
        start = milliseconds()
        torch.mm(a, b)
        now = milliseconds()
        times.append(now - start)
        if enough(len(times), now - begun, budget):
            return times


def images(path):
    """The images of an IDX file as rows of grey values in [0, 1]."""
    with open(path, "rb") as file:
        content = bytearray(file.read())
    count, height, width = (int.from_bytes(content[at : at + 4], "big") for at in (4, 8, 12))
    pixels = torch.frombuffer(content, dtype=torch.uint8, offset=16)
    return pixels.reshape(count, height * width).float() / 255


class EpochTraining:
    """The training of the quickstart, an epoch at a time."""

    def __init__(self, epochs, files):
        torch.manual_seed(1)
        self.train, self.test = images(files["train"]), images(files["test"])
        self.network = build({"type": "variational", "input": 784, "hidden": [400], "code": 20})
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=0.002, foreach=True)
        self.step = 0
        self.steps = epochs * math.ceil(self.train.shape[0] / 128)

    def next(self):
        begun = time.perf_counter()
        total = torch.zeros(())
        order = torch.randperm(self.train.shape[0])
        for start in range(0, self.train.shape[0], 128):
            x = self.train[order[start : start + 128]]
            for group in self.optimizer.param_groups:
                group["lr"] = 0.002 * (1 + math.cos(math.pi * self.step / self.steps)) / 2
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.network.loss(x)
            loss.backward()
            self.optimizer.step()
            total += loss.detach() * x.shape[0]
            self.step += 1
        with torch.no_grad():
            parts = [self.network.loss(x) * x.shape[0] for x in self.test.split(128)]
        return {
            "loss": total.item() / self.train.shape[0],
            "validationLoss": sum(parts).item() / self.test.shape[0],
            "seconds": time.perf_counter() - begun,
        }
