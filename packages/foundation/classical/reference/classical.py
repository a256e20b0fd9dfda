"""Writes src/testing/reference.json: k-means, Gaussian mixtures, PCA, LDA and ISOMAP by scikit-learn.

Needs numpy and scikit-learn (Debian: python3-sklearn):

    python3 reference/classical.py
    npx biome check --write src/testing/reference.json
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.manifold import Isomap
from sklearn.mixture import GaussianMixture

random = numpy.random.RandomState(0)


def single(values):
    """In single precision, as the library takes them, and few digits."""
    return numpy.round(numpy.asarray(values), 4).astype(numpy.float32)


def listed(values, digits=12):
    return [float(f"{value:.{digits}g}") for value in numpy.asarray(values, numpy.float64).ravel()]


def written(rows):
    return {"shape": list(rows.shape), "values": listed(rows, 7)}


# Three correlated clusters of unequal sizes that overlap a little.
mixing = [random.normal(0, 0.6, (3, 3)) for _ in range(3)]
centers = numpy.array([[0, 0, 0], [3, 1, -1], [-1, 3, 2]])
labels = numpy.repeat([0, 1, 2], [50, 40, 30])
rows = single(numpy.stack([centers[k] + mixing[k] @ random.normal(size=3) for k in labels]))
others = single(random.normal(0, 2, (5, 3)))

kmeans = KMeans(3, n_init=20, random_state=0, tol=0, algorithm="lloyd").fit(rows.astype(numpy.float64))

mixtures = {}
for name, kind in [("full", "full"), ("diagonal", "diag"), ("spherical", "spherical")]:
    mixture = GaussianMixture(
        3, covariance_type=kind, tol=1e-10, max_iter=2000, means_init=kmeans.cluster_centers_
    ).fit(rows.astype(numpy.float64))
    order = numpy.argsort(mixture.weights_)
    mixtures[name] = {
        "logLikelihood": mixture.score(rows.astype(numpy.float64)),
        "bic": mixture.bic(rows.astype(numpy.float64)),
        "aic": mixture.aic(rows.astype(numpy.float64)),
        "weights": listed(mixture.weights_[order]),
        "means": listed(mixture.means_[order]),
        "covariances": listed(mixture.covariances_[order]),
        "logDensity": listed(mixture.score_samples(others.astype(numpy.float64))),
        "responsibilities": listed(mixture.predict_proba(others.astype(numpy.float64))[:, order]),
    }

pca = PCA(2, svd_solver="full").fit(rows.astype(numpy.float64))
lda = LinearDiscriminantAnalysis(solver="svd", n_components=2).fit(rows.astype(numpy.float64), labels)

# A sheet that is rolled up by three quarters of a turn.
along, across = random.uniform(0, 1, 150), random.uniform(0, 1, 150)
angle = 1.5 * numpy.pi * along
sheet = single(numpy.stack([numpy.cos(angle), numpy.sin(angle), 2 * across], 1))
isomap = Isomap(n_neighbors=10, n_components=2, eigen_solver="dense").fit_transform(sheet.astype(numpy.float64))

# The digits that the library embeds.
digits = load_digits().data / 16.0
result = {
    "scikit-learn": sklearn.__version__,
    "rows": written(rows),
    "others": written(others),
    "labels": labels.tolist(),
    "kMeans": {"inertia": float(kmeans.inertia_), "labels": kmeans.labels_.tolist()},
    "gaussianMixture": mixtures,
    "pca": {
        "explainedVariance": listed(pca.explained_variance_),
        "explainedVarianceRatio": listed(pca.explained_variance_ratio_),
        "embedding": listed(pca.transform(others.astype(numpy.float64))),
        "restored": listed(pca.inverse_transform(pca.transform(others.astype(numpy.float64)))),
    },
    "lda": {"embedding": listed(lda.transform(others.astype(numpy.float64)))},
    "sheet": written(sheet),
    "isomap": listed(isomap, 7),
    "digits": {
        "kMeansInertia": float(KMeans(10, n_init=50, random_state=0).fit(digits).inertia_),
        "explainedVariance": listed(PCA(5, svd_solver="full").fit(digits).explained_variance_),
        "ldaEmbedding": listed(
            LinearDiscriminantAnalysis(solver="svd", n_components=2)
            .fit(digits, load_digits().target)
            .transform(digits[:20])
        ),
    },
}
target = pathlib.Path(__file__).parent.parent / "src" / "testing" / "reference.json"
target.write_text(json.dumps(result) + "\n")
