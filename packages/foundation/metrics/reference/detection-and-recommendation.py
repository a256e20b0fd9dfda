"""Writes src/testing/detection-and-recommendation.reference.json: scores by scikit-learn, with the data they are of.

Needs numpy and scikit-learn (Debian: python3-sklearn):

    python3 reference/detection-and-recommendation.py
    npx biome check --write src/testing/detection-and-recommendation.reference.json
"""

import json
import pathlib

import numpy
import sklearn
from sklearn import metrics

random = numpy.random.RandomState(0)


def detection(name, scores, labels):
    falsePositiveRates, truePositiveRates, _ = metrics.roc_curve(labels, scores, drop_intermediate=False)
    return {
        "name": name,
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "falsePositiveRates": falsePositiveRates.tolist(),
        "truePositiveRates": truePositiveRates.tolist(),
        "areaUnderRoc": metrics.roc_auc_score(labels, scores),
        "averagePrecision": metrics.average_precision_score(labels, scores),
    }


labels = (random.rand(120) < 0.2).astype(int)
continuous = random.normal(0, 1, 120) + labels
detections = [
    detection("continuous scores", continuous, labels),
    detection("many equal scores", numpy.round(continuous), labels),
    detection("all scores equal", numpy.zeros(120), labels),
    detection("positives below", -3 * labels + random.rand(120), labels),
    detection("one positive", random.rand(15), (numpy.arange(15) == 6).astype(int)),
]

ratings = random.randint(1, 6, 60).astype(float)
predictions = numpy.clip(ratings + random.normal(0, 1, 60), 1, 5)
rating = {
    "predictions": predictions.tolist(),
    "ratings": ratings.tolist(),
    "rootMeanSquaredError": metrics.mean_squared_error(ratings, predictions) ** 0.5,
    "meanAbsoluteError": metrics.mean_absolute_error(ratings, predictions),
}

recommendations = []
for k, relevantItems in ((1, 3), (5, 3), (10, 12), (40, 12)):
    items = 40
    preference = random.rand(items)
    relevant = random.permutation(items)[:relevantItems]
    truth = numpy.isin(numpy.arange(items), relevant).astype(int)
    # Liang et al. have the number of relevant items in the denominator where it is below k; recall_score has it always.
    first = numpy.zeros(items, int)
    first[numpy.argsort(-preference)[:k]] = 1
    recommendations.append(
        {
            "k": k,
            "recommended": numpy.argsort(-preference).tolist(),
            "relevant": relevant.tolist(),
            "recall": metrics.recall_score(truth, first) * relevantItems / min(k, relevantItems),
            "normalizedDiscountedCumulativeGain": metrics.ndcg_score([truth], [preference], k=k),
        }
    )

result = {
    "scikit-learn": sklearn.__version__,
    "detections": detections,
    "rating": rating,
    "recommendations": recommendations,
}
target = pathlib.Path(__file__).parent.parent / "src" / "testing" / "detection-and-recommendation.reference.json"
target.write_text(json.dumps(result, indent=2) + "\n")
