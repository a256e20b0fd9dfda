"""Writes src/testing/generation-and-disentanglement.reference.json: figures by numpy and scikit-learn, with the rows
they are of. Rows are single precision in base 64; all is computed from them in double precision.

Needs numpy and scikit-learn (Debian: python3-sklearn):

    python3 reference/generation-and-disentanglement.py
    npx biome check --write src/testing/generation-and-disentanglement.reference.json
"""

import base64
import json
import pathlib

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import mutual_info_score
from sklearn.preprocessing import StandardScaler

random = numpy.random.RandomState(0)


def single(rows):
    return numpy.asarray(rows, numpy.float32).astype(float)


def packed(rows):
    values = base64.b64encode(rows.astype("<f4").tobytes()).decode()
    return {"shape": list(rows.shape), "values": values}


def frechet(a, b):
    product = numpy.cov(a, rowvar=False) @ numpy.cov(b, rowvar=False)
    roots = numpy.sqrt(numpy.maximum(numpy.linalg.eigvals(product).real, 0))
    traces = numpy.trace(numpy.cov(a, rowvar=False)) + numpy.trace(numpy.cov(b, rowvar=False))
    return ((a.mean(0) - b.mean(0)) ** 2).sum() + traces - 2 * roots.sum()


def discrepancy(a, b):
    kernel = lambda x, y: (x @ y.T / x.shape[1] + 1) ** 3
    within = lambda k: (k.sum() - numpy.trace(k)) / (len(k) * (len(k) - 1))
    return within(kernel(a, a)) + within(kernel(b, b)) - 2 * kernel(a, b).mean()


def distances(a, b):
    return numpy.sqrt(((a[:, None] - b[None]) ** 2).sum(2))


def neighborhoods(real, generated, k):
    radius = lambda rows: numpy.sort(distances(rows, rows), 1)[:, k]
    between = distances(real, generated)
    inside = between <= radius(real)[:, None]
    return {
        "neighbors": k,
        "precision": inside.any(0).mean(),
        "recall": (between <= radius(generated)[None]).any(1).mean(),
        "density": inside.sum() / (k * len(generated)),
        "coverage": inside.any(1).mean(),
    }


def generation(name, real, generated):
    real, generated = single(real), single(generated)
    same = min(len(real), len(generated))
    return {
        "name": name,
        "real": packed(real),
        "generated": packed(generated),
        "frechetDistance": frechet(real, generated),
        "discrepancy": discrepancy(real[:same], generated[:same]),
        "neighborhoods": [neighborhoods(real, generated, k) for k in (1, 3, 5)],
    }


mixing = random.normal(0, 1, (6, 6))
generations = [
    generation("another mean and covariance", random.normal(0, 1, (90, 6)), random.normal(0.3, 1.2, (70, 6)) @ mixing),
    generation("alike", random.normal(0, 1, (80, 4)), random.normal(0, 1, (80, 4))),
    generation("a large mean", random.normal(300, 1, (60, 3)), random.normal(301, 2, (50, 3))),
    generation("fewer rows than dimensions", random.normal(0, 1, (8, 12)), random.normal(0, 1, (7, 12))),
    generation("a small part", random.normal(0, 1, (70, 5)), 0.2 * random.normal(0, 1, (60, 5))),
]


def gap(codes, factors, bins):
    gaps = []
    for factor in factors.T:
        information = []
        for column in codes.T:
            edges = numpy.histogram(column, bins)[1][:-1]
            information.append(mutual_info_score(numpy.digitize(column, edges), factor))
        best, following = sorted(information)[::-1][:2]
        gaps.append((best - following) / mutual_info_score(factor, factor))
    return gaps


factors = numpy.stack([random.randint(0, count, 300) for count in (3, 5, 8)], 1)
blended = single(factors @ random.normal(0, 1, (3, 4)) + random.normal(0, 0.5, (300, 4)))
aligned = single(numpy.concatenate([factors + random.normal(0, 0.1, factors.shape), random.normal(0, 1, (300, 1))], 1))
disentanglements = [
    {"name": name, "codes": packed(codes), "bins": bins, "gaps": gap(codes, factors, bins)}
    for name, codes, bins in (("blended", blended, 20), ("aligned", aligned, 20), ("few bins", blended, 6))
]

y = random.randint(0, 4, 500)
x = single(random.normal(0, 1, (500, 5)) * [1, 3, 0.2, 1, 1] + 0.8 * random.normal(0, 1, (4, 5))[y])
scaler = StandardScaler().fit(x[:300])
model = LogisticRegression(multi_class="multinomial", tol=1e-8, max_iter=5000).fit(scaler.transform(x[:300]), y[:300])
classification = {
    "x": packed(x),
    "y": y.tolist(),
    "train": 300,
    "accuracy": model.score(scaler.transform(x[300:]), y[300:]),
}

reference = {
    "from": f"numpy {numpy.__version__}, scikit-learn {sklearn.__version__}",
    "generations": generations,
    "factors": {"shape": list(factors.shape), "values": factors.ravel().tolist()},
    "disentanglements": disentanglements,
    "classification": classification,
}
target = pathlib.Path(__file__).parent.parent / "src/testing/generation-and-disentanglement.reference.json"
target.write_text(json.dumps(reference, indent=1))
