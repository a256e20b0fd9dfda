"""Writes src/testing/clusters-and-embeddings.reference.json: scores by scikit-learn, with the data they are of.

Needs numpy, scipy and scikit-learn (Debian: python3-sklearn):

    python3 reference/clusters-and-embeddings.py
    npx biome check --write src/testing/clusters-and-embeddings.reference.json
"""

import base64
import json
import pathlib

import numpy
import sklearn
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import pdist
from scipy.stats import spearmanr
from sklearn import metrics
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors

random = numpy.random.RandomState(0)


def encoded(rows):
    rows = rows.astype(numpy.float32)
    return {"shape": list(rows.shape), "values": base64.b64encode(rows.tobytes()).decode()}


def partition(name, labels, clusters):
    labels, clusters = numpy.asarray(labels), numpy.asarray(clusters)
    counts = metrics.cluster.contingency_matrix(labels, clusters)
    best = counts[linear_sum_assignment(counts, maximize=True)].sum()
    return {
        "name": name,
        "labels": labels.tolist(),
        "clusters": clusters.tolist(),
        "accuracy": best / len(labels),
        "normalizedMutualInformation": metrics.normalized_mutual_info_score(labels, clusters),
        "adjustedRandIndex": metrics.adjusted_rand_score(labels, clusters),
    }


labels = random.randint(0, 4, 80)
noisy = numpy.where(random.rand(80) < 0.3, random.randint(0, 4, 80), (labels + 1) % 4)
partitions = [
    partition("as many clusters as labels", labels, noisy),
    partition("more clusters than labels", labels, 2 * noisy + random.randint(0, 2, 80)),
    partition("fewer clusters than labels", labels, noisy // 2),
    partition("chance", labels, random.randint(-3, 3, 80)),
    partition("one cluster", labels, numpy.zeros(80, int)),
    partition("one of each", numpy.zeros(7, int), numpy.zeros(7, int)),
    partition("all alone", numpy.arange(7), numpy.arange(7)),
    partition("all alone against one", numpy.zeros(7, int), numpy.arange(7)),
]

predictions = numpy.where(random.rand(80) < 0.4, random.randint(0, 3, 80), labels)
precision, recall, f1, support = metrics.precision_recall_fscore_support(
    labels, predictions, labels=range(5), zero_division=0
)
classification = {
    "labels": labels.tolist(),
    "predictions": predictions.tolist(),
    "classes": 5,
    "counts": metrics.confusion_matrix(labels, predictions, labels=range(5)).ravel().tolist(),
    "precision": precision.tolist(),
    "recall": recall.tolist(),
    "f1": f1.tolist(),
    "support": support.tolist(),
    "accuracy": metrics.accuracy_score(labels, predictions),
    "macro": [
        float(score)
        for score in metrics.precision_recall_fscore_support(
            labels, predictions, labels=range(5), average="macro", zero_division=0
        )[:3]
    ],
}

# Groups in five dimensions, far from the origin, and a plane picture of them in which two lie upon each other.
group = random.randint(0, 3, 90)
rows = (random.normal(0, 1, (90, 5)) + 3 * numpy.eye(5)[group] + 20).astype(numpy.float32)
embedding = (rows[:, :2] + 0.3 * random.normal(0, 1, (90, 2))).astype(numpy.float32)
alone = group.copy()
alone[4] = 7
neighbors = 7
distances, indices = NearestNeighbors(n_neighbors=neighbors, algorithm="brute").fit(rows.astype(float)).kneighbors()
knn = []
for k in (1, 5):
    # Neighbours of the training data leave each row out; of labels with equally many votes the nearest wins.
    found = NearestNeighbors(n_neighbors=k).fit(embedding.astype(float)).kneighbors(return_distance=False)
    votes = group[found]
    tied = 0
    right = 0
    for i, vote in enumerate(votes):
        counts = numpy.bincount(vote, minlength=3)
        winners = numpy.flatnonzero(counts == counts.max())
        winner = next(label for label in vote if label in winners)
        tied += len(winners) > 1
        right += winner == group[i]
    knn.append({"neighbors": k, "ties": int(tied), "accuracy": right / len(group)})

spaces = {
    "rows": encoded(rows),
    "embedding": encoded(embedding),
    "clusters": group.tolist(),
    "silhouette": metrics.silhouette_score(rows.astype(float), group),
    "withOneAlone": metrics.silhouette_score(rows.astype(float), alone),
    "alone": alone.tolist(),
    "indices": indices.ravel().tolist(),
    "distances": [round(float(distance), 6) for distance in distances.ravel()],
    "ranks": [
        {
            "neighbors": k,
            "trustworthiness": trustworthiness(rows.astype(float), embedding.astype(float), n_neighbors=k),
            "continuity": trustworthiness(embedding.astype(float), rows.astype(float), n_neighbors=k),
        }
        for k in (1, 5, 20)
    ],
    "shepardCorrelation": spearmanr(pdist(rows.astype(float)), pdist(embedding.astype(float))).correlation,
    "knn": knn,
}

result = {
    "scikit-learn": sklearn.__version__,
    "partitions": partitions,
    "classification": classification,
    "spaces": spaces,
}
target = pathlib.Path(__file__).parent.parent / "src" / "testing" / "clusters-and-embeddings.reference.json"
target.write_text(json.dumps(result, indent=2) + "\n")
