"""Writes src/testing/kernel-density.reference.json: kernel density estimates by scikit-learn.

Needs numpy and scikit-learn (Debian: python3-sklearn):

    python3 reference/kernel_density.py
    npx biome check --write src/testing/kernel-density.reference.json

scikit-learn's rules know no scale: bandwidths by a rule are those of columns of standard deviation 1, whose densities
are brought back to the data's units by `- log σ` of each column.
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.neighbors import KernelDensity

random = numpy.random.RandomState(1)


def single(values):
    """In single precision, as the library takes them, and few digits."""
    return numpy.round(numpy.asarray(values), 4).astype(numpy.float32)


def listed(values, digits=12):
    return [float(f"{value:.{digits}g}") for value in numpy.asarray(values, numpy.float64).ravel()]


def written(rows):
    return {"shape": list(rows.shape), "values": listed(rows, 7)}


# Two clusters whose columns differ in scale; others among them and far away.
rows = single(
    numpy.concatenate([random.normal([0, 0, 0], [0.3, 2, 10], (25, 3)), random.normal([2, 5, -9], [0.5, 1, 4], (15, 3))])
)
others = single(numpy.concatenate([random.normal([1, 2, 0], [1, 3, 9], (5, 3)), [[50.0, -80.0, 400.0]]]))
fitted, judged = rows.astype(numpy.float64), others.astype(numpy.float64)
deviation = fitted.std(0, ddof=1)

results = {}
for rule in ["scott", "silverman"]:
    estimate = KernelDensity(bandwidth=rule).fit(fitted / deviation)
    results[rule] = {
        "bandwidths": listed(estimate.bandwidth_ * deviation),
        "logDensity": listed(estimate.score_samples(judged / deviation) - numpy.log(deviation).sum()),
    }
results["number"] = {
    "bandwidth": 0.7,
    "logDensity": listed(KernelDensity(bandwidth=0.7).fit(fitted).score_samples(judged)),
}

target = pathlib.Path(__file__).parent.parent / "src" / "testing" / "kernel-density.reference.json"
target.write_text(
    json.dumps({"scikit-learn": sklearn.__version__, "rows": written(rows), "others": written(others), **results}) + "\n"
)
