import reference from './detection-and-recommendation.reference.json' with { type: 'json' };

/** What scikit-learn has (reference/detection-and-recommendation.py). */
export const { detections, rating, recommendations } = reference;
