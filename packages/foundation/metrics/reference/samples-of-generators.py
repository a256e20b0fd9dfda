"""Writes src/testing/samples-of-generators.reference.json: two-sample tests, mode coverage and sharpness by numpy and
scipy, with the rows and images they are of. Rows are single precision in base64; all is computed from them in double
precision.

Needs numpy and scipy (Debian: python3-scipy):

    python3 reference/samples-of-generators.py
    npx biome check --write src/testing/samples-of-generators.reference.json
"""

import base64
import itertools
import json
import pathlib

import numpy
import scipy
from scipy.signal import convolve2d
from scipy.spatial.distance import cdist, pdist
from scipy.stats import entropy

random = numpy.random.RandomState(0)


def single(rows):
    return numpy.asarray(rows, numpy.float32).astype(float)


def packed(rows):
    values = base64.b64encode(rows.astype("<f4").tobytes()).decode()
    return {"shape": list(rows.shape), "values": values}


def kernel_of(name, squared, scales):
    kernels = {"rbf": lambda s: numpy.exp(-squared / (2 * s)), "inverseMultiquadratic": lambda s: s / (s + squared)}
    return sum(kernels[name](s) for s in scales)


def discrepancy(kernel, first):
    """Without bias, of the rows that are first and the others, each pair by itself."""
    others = [i for i in range(len(kernel)) if i not in set(first)]
    within = lambda rows: numpy.mean([kernel[i, j] for i in rows for j in rows if i != j])
    return within(first) + within(others) - 2 * numpy.mean([kernel[i, j] for i in first for j in others])


def test(name, x, y, kernel, scales=None):
    x, y = single(x), single(y)
    rows = numpy.concatenate([x, y])
    used = scales or [float(numpy.sort(pdist(rows, "sqeuclidean"))[len(rows) * (len(rows) - 1) // 4])]
    matrix = kernel_of(kernel, cdist(rows, rows, "sqeuclidean"), used)
    known = {
        "name": name,
        "x": packed(x),
        "y": packed(y),
        "kernel": kernel,
        "scales": scales,
        "used": used,
        "statistic": discrepancy(matrix, list(range(len(x)))),
    }
    if len(rows) <= 10:
        # All ways to part the rows: what the p-value tends to as permutations grow in number.
        all_of_them = [discrepancy(matrix, list(part)) for part in itertools.combinations(range(len(rows)), len(x))]
        known["exactPValue"] = float(numpy.mean(numpy.array(all_of_them) >= known["statistic"] - 1e-9))
    return known


tests = [
    test("a shift", random.normal(0, 1, (40, 3)), random.normal(0.5, 1, (30, 3)), "rbf"),
    test("far from the origin", random.normal(2000, 1, (25, 2)), random.normal(2001, 1, (35, 2)), "rbf", [0.5, 2]),
    test("alike", random.normal(0, 1, (30, 5)), random.normal(0, 1, (30, 5)), "inverseMultiquadratic", [1, 10]),
    test("few rows apart", random.normal(0, 1, (4, 2)), random.normal(1.2, 1, (5, 2)), "rbf"),
    test("few rows alike", random.normal(0, 1, (5, 2)), random.normal(0, 1, (5, 2)), "inverseMultiquadratic"),
]


def coverage(name, samples, centers, within, least):
    samples, centers = single(samples), single(centers)
    distances = cdist(samples, centers)
    nearest = distances.argmin(1)
    good = distances.min(1) <= within
    counts = numpy.bincount(nearest[good], minlength=len(centers))
    shares = numpy.bincount(nearest, minlength=len(centers)) / len(samples)
    return {
        "name": name,
        "samples": packed(samples),
        "centers": packed(centers),
        "within": within,
        "least": least,
        "modes": int((counts >= least).sum()),
        "highQuality": good.mean(),
        "klDivergence": entropy(shares, numpy.ones(len(centers)) / len(centers)),
        "counts": counts.tolist(),
    }


grid = numpy.array([[x, y] for y in range(-4, 5, 2) for x in range(-4, 5, 2)])
some = grid[random.randint(0, 12, 300)]
coverages = [
    coverage("a dozen modes of the grid", some + random.normal(0, 0.07, some.shape), grid, 0.15, 1),
    coverage("modes of ten and more", some + random.normal(0, 0.07, some.shape), grid, 0.15, 20),
    coverage("noise", random.uniform(-6, 6, (200, 2)), grid, 0.5, 1),
    coverage("in space", random.normal(0, 1, (100, 3)), random.normal(0, 1, (6, 3)), 1, 5),
]


def sharpness(name, images):
    images = single(images)
    mask = numpy.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    planes = lambda image: [convolve2d(image[:, :, c], mask, "valid") for c in range(image.shape[2])]
    return {
        "name": name,
        "images": packed(images),
        "laplacianVariance": [numpy.mean([plane.var() for plane in planes(image)]) for image in images],
    }


images = [
    sharpness("grey", random.uniform(0, 1, (3, 7, 5, 1))),
    sharpness("colour", random.uniform(0, 1, (2, 4, 6, 3))),
    sharpness("the smallest", random.uniform(0, 1, (2, 3, 4, 2))),
    sharpness("bytes, bright", 200 + random.normal(0, 2, (2, 6, 6, 1))),
]

result = {
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "tests": tests,
    "coverages": coverages,
    "images": images,
}
target = pathlib.Path(__file__).parent.parent / "src" / "testing" / "samples-of-generators.reference.json"
target.write_text(json.dumps(result, indent=2) + "\n")
