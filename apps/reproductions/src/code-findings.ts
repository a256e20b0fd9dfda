import type { Rows } from '@autoencoders/data';
import { imageGrid, imagePairs, type ReportSection } from '@autoencoders/report';
import type { Claim } from './study.js';

/** What a study found of discrete codes, of continuous ones beside them, and of samples. */
export interface CodeFindings {
  /** In the codebook. */
  readonly codes: number;
  /** Codes of one image. */
  readonly places: number;
  /** What they cost, told one by one, in nats. */
  readonly budget: number;
  /** What they cost by the prior. */
  readonly told: number;
  readonly perplexity: number;
  /** Codes that no test image uses. */
  readonly dead: number;
  readonly quantized: Fidelity;
  /** Of a variational autoencoder whose code is to cost no less than the budget. */
  readonly continuous: Fidelity & { readonly kl: number };
  /** How many samples, and by what they are judged. */
  readonly samples: number;
  readonly judge: string;
  /** Samples by where their codes come from, those of the trained prior first. */
  readonly drawn: readonly { readonly name: string; readonly distance: number; readonly samples: Rows }[];
  readonly originals: Rows;
  readonly reconstructions: Rows;
}

/** How near reconstructions are. */
interface Fidelity {
  readonly squaredError: number;
  /** `-log p(x | z)`, in nats. */
  readonly reconstruction: number;
}

/** The claims of discrete codes. */
export function codeClaims(found: CodeFindings): Claim[] {
  const { codes, perplexity, quantized, continuous, budget, drawn } = found;
  const [first, ...others] = drawn;
  return [
    {
      figure: `perplexity of ${codes} codes on the test images`,
      value: perplexity,
      target: codes / 2,
      better: 'higher',
      unit: 'codes',
    },
    {
      figure: 'squared error of the VQ-VAE, against a VAE whose code costs no less',
      value: quantized.squaredError,
      target: continuous.squaredError,
      better: 'lower',
      unit: '',
    },
    {
      figure: 'what the code of that VAE costs, against that of the VQ-VAE',
      value: continuous.kl,
      target: budget,
      better: 'higher',
      unit: 'nats',
    },
    ...others.map(
      ({ name, distance }): Claim => ({
        figure: `FID of samples from the PixelCNN prior, against ${name}`,
        value: first!.distance,
        target: distance,
        better: 'lower',
        unit: '',
      }),
    ),
  ];
}

/** Their tables and pictures. */
export function codeSections(found: CodeFindings): ReportSection[] {
  const { codes, places, budget, told, dead, quantized, continuous, drawn } = found;
  return [
    {
      title: 'Codes',
      text: [
        `${places} codes of ${codes} cost ${budget.toFixed(0)} nats, told one by one; the prior tells them in ${told.toFixed(0)}. On the test images ${dead} codes are not used.`,
        'A VAE pays for its code by the divergence from its prior; its weight is set so that it pays at least as much.',
      ],
      tables: [
        {
          caption: 'Reconstruction of the test images; cost and negative log-likelihood in nats',
          columns: ['model', 'cost of a code', 'squared error', '-log p(x | z)'],
          rows: [
            ['VQ-VAE', budget, quantized.squaredError, quantized.reconstruction],
            ['VAE', continuous.kl, continuous.squaredError, continuous.reconstruction],
          ],
        },
      ],
      pictures: [
        {
          picture: imagePairs(found.originals, found.reconstructions, { columns: 12 }),
          caption: 'Test images, each with its reconstruction by the VQ-VAE below',
        },
      ],
    },
    {
      title: 'Samples',
      text: [
        `The Fréchet distance of ${found.samples.toLocaleString('en')} samples to the test images, by ${found.judge}.`,
      ],
      tables: [
        {
          caption: 'Fréchet distance; less is better',
          columns: ['codes from', 'distance'],
          rows: drawn.map(({ name, distance }) => [name, distance]),
        },
      ],
      pictures: drawn.map(({ name, samples }) => ({
        picture: imageGrid(samples, { columns: 12 }),
        caption: name,
      })),
    },
  ];
}
