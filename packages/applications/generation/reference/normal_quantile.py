"""Writes src/testing/normal-quantile.reference.json: quantiles of the standard normal distribution by SciPy.

Needs scipy (Debian: python3-scipy):

    python3 reference/normal_quantile.py
    npx biome check --write src/testing/normal-quantile.reference.json
"""

import json
import pathlib

import scipy
from scipy.stats import norm

probabilities = [1e-300, 1e-100, 1e-20, 1e-11, 1e-6, 0.001, 0.025, 0.074, 0.076, 0.25, 0.49, 0.5, 0.6, 0.925, 0.975, 0.999999]
target = pathlib.Path(__file__).parent.parent / "src" / "testing" / "normal-quantile.reference.json"
target.write_text(
    json.dumps(
        {
            "scipy": scipy.__version__,
            "probabilities": probabilities,
            "quantiles": [float(norm.ppf(probability)) for probability in probabilities],
        }
    )
    + "\n"
)
