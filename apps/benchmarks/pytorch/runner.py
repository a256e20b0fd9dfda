"""A child process: answers requests, a line of JSON each, until its input ends.

usage: python3 runner.py THREADS
"""

import json
import resource
import signal
import sys

import torch

import blas
from training import EpochTraining, Trained, time_product


class Server:
    """Does what is asked; the network and data of the last task are kept, no more."""

    def __init__(self):
        self.trained = None
        self.epochs = None

    def answer(self, request):
        op = request["op"]
        if op == "product":
            return {"times": time_product(request["product"], request["budget"])}
        if op == "steps":
            trained = self.of(request["task"])
            trained.warm_up(request["warmUp"])
            return {"times": trained.time_steps(request["budget"])}
        if op == "encode":
            return {"times": [self.of(request["task"]).encode()]}
        if op == "epoch":
            self.epochs = self.epochs or EpochTraining(request["epochs"], request["images"])
            return self.epochs.next()
        raise ValueError(f"PyTorch is not asked for '{op}'")

    def of(self, task):
        if self.trained is None or self.trained.task != task:
            self.trained = None
            self.trained = Trained(task)
        return self.trained


def peak_bytes():
    """The most memory that this process has held; Linux's usage includes the parent's, its status does not."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def say(line):
    print(json.dumps(line), flush=True)


def main():
    # Ctrl-C reaches the whole group: the parent tells of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threads = int(sys.argv[1])
    torch.set_num_threads(threads)
    say({"facts": {"threads": torch.get_num_threads(), "version": torch.__version__, **blas.describe()}})
    server = Server()
    for line in sys.stdin:
        try:
            outcome = {"result": server.answer(json.loads(line))}
        except Exception as error:
            outcome = {"error": f"{type(error).__name__}: {error}"}
        say({**outcome, "peakBytes": peak_bytes()})


main()
