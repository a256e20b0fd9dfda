"""Reference values of SciPy, scikit-learn and PyTorch for the tests of scores and thresholds.

    /usr/bin/python3 packages/applications/anomaly/src/testing/detection-reference.py
"""

import json
from pathlib import Path

import numpy as np
import torch
from scipy.stats import genpareto
from sklearn.covariance import EmpiricalCovariance, MinCovDet
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

torch.set_num_threads(1)
rng = np.random.default_rng(7)


def rounded(values, digits=9):
    return np.round(np.asarray(values, dtype=float), digits).tolist()


def pareto(shape, scale, count):
    excesses = np.round(genpareto.rvs(shape, scale=scale, size=count, random_state=rng), 6)
    # Several starts: SciPy's search may end in a lesser maximum.
    fits = [genpareto.fit(excesses, start, floc=0) for start in (-0.3, 0.05, 0.5)]
    best = max(fits, key=lambda fit: genpareto.logpdf(excesses, fit[0], 0, fit[2]).sum())
    return {
        "excesses": rounded(excesses),
        "shape": best[0],
        "scale": best[2],
        "logLikelihood": genpareto.logpdf(excesses, best[0], 0, best[2]).sum(),
    }


def codes():
    mixing = np.array([[1.0, 0.0, 0.0], [0.8, 0.5, 0.0], [-0.2, 0.1, 2.0]])
    rows = np.float32(rng.normal(size=(40, 3)) @ mixing.T + [3, -1, 0])
    queries = np.float32(rng.normal(size=(6, 3)) * 3)
    distances = NearestNeighbors(n_neighbors=5).fit(rows).kneighbors(queries)[0]
    return {
        "rows": rounded(rows),
        "queries": rounded(queries),
        "mahalanobis": rounded(np.sqrt(EmpiricalCovariance().fit(rows).mahalanobis(queries))),
        "nearestNeighbors": rounded(distances.mean(1)),
    }


def trimmed():
    """Normal codes and a far cluster: the determinant's minimum leaves the cluster out."""
    normal = rng.normal(size=(60, 2)) @ np.array([[1.0, 0.6], [0.0, 0.5]])
    odd = rng.normal(size=(6, 2)) * 0.1 + [6, -6]
    rows = np.float32(np.concatenate([normal, odd]))
    support = 66 - int(0.1 * 66)
    fitted = MinCovDet(support_fraction=support / 66, random_state=0).fit(rows)
    return {"rows": rounded(rows), "center": rounded(fitted.raw_location_), "kept": np.flatnonzero(fitted.raw_support_).tolist()}


def scalings():
    rows = np.float32(rng.normal(size=(21, 3)) * [1, 50, 0.01] + [0, 1000, -2])
    scalers = {"standard": StandardScaler(), "min-max": MinMaxScaler(), "robust": RobustScaler(unit_variance=True)}
    return {"rows": rounded(rows), **{name: rounded(scaler.fit_transform(rows)) for name, scaler in scalers.items()}}


reference = {
    "pareto": [pareto(0.4, 2, 60), pareto(0, 1, 80), pareto(-0.25, 0.5, 100), pareto(1.2, 1, 50)],
    "codes": codes(),
    "trimmed": trimmed(),
    "scalings": scalings(),
}
path = Path(__file__).with_name("detection.reference.json")
path.write_text(json.dumps(reference, indent=2) + "\n")
