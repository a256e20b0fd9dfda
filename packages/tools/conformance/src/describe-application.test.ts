import { useBackend } from '@autoencoders/backend';
import { type Application, fit, type Phase } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationSubject } from './application/subject.js';
import { applicationContract } from './describe-application.js';
import { describeApplication } from './index.js';
import { applicationOf } from './testing/sound-application.js';

describeApplication('a sound application', applicationOf());

/** The titles of the checks that a subject does not pass. */
async function complaints(subject: ApplicationSubject): Promise<string> {
  const failed: string[] = [];
  for (const { title, run } of applicationContract) {
    await Promise.resolve()
      .then(() => run(subject))
      .catch(() => failed.push(title));
  }
  return failed.join('; ');
}

/** An application whose phase is changed. */
function withPhase(application: Application, change: (phase: Phase) => Partial<Phase>): Application {
  const phase = application.phases[0]!;
  return { ...application, phases: [{ ...phase, ...change(phase) }] };
}

/** What may be wrong with an application, and the check that must say so. */
const faults: Record<string, [(application: Application) => Application, RegExp]> = {
  'networks without those of its autoencoder': [
    (application) => ({ ...application, networks: { head: application.networks.head! } }),
    /describes itself/,
  ],
  'weights that are not freed': [
    (application) => ({ ...application, dispose: () => application.networks.head!.dispose() }),
    /no tensor behind when it/,
  ],
  'an autoencoder that is freed with it': [
    (application) => ({
      ...application,
      dispose: () => {
        application.dispose();
        application.autoencoder.networks.encoder!.dispose();
      },
    }),
    /leaves its autoencoder usable/,
  ],
  'a loss that is not finite': [
    (application) => withPhase(application, () => ({ loss: () => ({ loss: tf.scalar(Number.NaN) }) })),
    /lowers the loss/,
  ],
  "a phase that moves another's variable": [
    (application) => {
      const kernel = application.networks.encoder!.trainableWeights[0]!.read() as tf.Variable;
      return withPhase(application, () => ({
        afterStep: () => tf.tidy(() => kernel.assign(tf.mul(kernel, 0.9))),
      }));
    },
    /exactly the variables/,
  ],
  'draws that no seed keys': [
    (application) =>
      withPhase(application, ({ loss }) => ({
        loss: (batch, step) => ({ loss: tf.mul(loss(batch, step).loss, Math.random() + 1) as tf.Scalar }),
      })),
    /same weights for the same seed.*not been interrupted/,
  ],
  'a state that no seed keys': [
    (application) =>
      withPhase(application, () => ({
        afterStep: () => tf.tidy(() => application.state!.steps!.assign(tf.scalar(Math.random()))),
      })),
    /same weights for the same seed.*not been interrupted/,
  ],
  'a tensor left by each step': [
    (application) => withPhase(application, () => ({ afterStep: () => void tf.keep(tf.scalar(1)) })),
    /no tensor behind in training/,
  ],
};

describe('the suite finds', () => {
  beforeAll(() => useBackend('cpu'));

  it('nothing in a sound application', async () => {
    expect(await complaints(applicationOf())).toBe('');
  });

  it.each(Object.entries(faults))('%s', async (_fault, [spoil, complaint]) => {
    expect(await complaints(applicationOf(spoil))).toMatch(complaint);
  });

  it('nothing in one that trains by a fit of its own, given that', async () => {
    const refuse = () => {
      throw new Error('not by this fit');
    };
    const refusing = applicationOf((made) => ({ ...made, callbacks: [{ onTrainBegin: refuse }] }));
    expect(await complaints(refusing)).toMatch(/lowers the loss/);
    const train: ApplicationSubject['train'] = (made, data, options) =>
      fit({ ...made, callbacks: [] }, data, options);
    expect(await complaints({ ...refusing, train })).toBe('');
  });

  it('a state that does not come back, and a file whose damage nobody minds', async () => {
    const sound = applicationOf();
    const forgetful: ApplicationSubject = {
      ...sound,
      load: async (store) => {
        const application = await sound.load(store);
        application.state!.steps!.assign(tf.tidy(() => tf.scalar(0)));
        return application;
      },
    };
    expect(await complaints(forgetful)).toMatch(/equal outputs, figures and state/);
    const careless: ApplicationSubject = { ...sound, load: () => Promise.resolve(sound.create()) };
    expect(await complaints(careless)).toMatch(/names what it cannot be loaded from/);
  });
});
