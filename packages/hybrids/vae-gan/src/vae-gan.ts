import { defineVariant } from '@autoencoders/core';
import { vaeGanModel } from './model.js';
import { vaeGanNetworks, vaeGanRoles } from './networks.js';
import { vaeGanOptions } from './options.js';

/**
 * Makes a VAE-GAN: a variational autoencoder whose decoder is the generator of a GAN too, and whose reconstructions are
 * compared with the data in the features of the discriminator, `Dis_l`, in place of pixel by pixel. Of `z ~ q(z | x)`,
 * `x̃ = Dec(z)`, `z_p ~ N(0, I)` and `x_p = Dec(z_p)`, one phase each lowers
 *
 * - encoder: `β KL(q(z | x) ‖ N(0, I)) + R`,
 * - decoder: `γ R + A`,
 * - discriminator: `-log Dis(x) - log(1 - Dis(x̃)) - log(1 - Dis(x_p))`,
 *
 * in which `R = ‖Dis_l(x) - Dis_l(x̃)‖² / (2 v) + pixelWeight · -log p(x | z)`, the first part being `-log N(Dis_l(x) |
 * Dis_l(x̃), v I)` up to a constant, with `v` the `featureVariance`, and `A` is `log(1 - Dis(x̃)) + log(1 - Dis(x_p))` with the paper's
 * `adversarialLoss: 'saturating'` and `-log Dis(x̃) - log Dis(x_p)` with the default, `'nonSaturating'`. The other
 * adversarial losses take the place of these likewise: reconstructions and samples count as one kind of fake examples
 * each (together as one for `'wasserstein'`, whose critic would rise without end otherwise). Summed over features and
 * latent dimensions, averaged over the batch, in nats. No slope of `A` reaches the encoder, and none of `R` the
 * discriminator.
 * Source: Larsen, Sønderby, Larochelle and Winther 2016, "Autoencoding beyond pixels using a learned similarity
 * metric", eq. 5 to 8, figure 1 and algorithm 1; `v` (1 there) and `pixelWeight` are not theirs.
 *
 * @example
 * const model = vaeGan({ inputShape: [28, 28, 1], architecture: 'convolutional', latentDim: 16 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const vaeGan = defineVariant({
  kind: 'vae-gan',
  summary:
    'VAE-GAN: a variational autoencoder whose reconstructions are compared in features of a discriminator',
  options: vaeGanOptions,
  roles: vaeGanRoles,
  networks: vaeGanNetworks,
  model: vaeGanModel,
});
