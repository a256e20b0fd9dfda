import { AutoencoderError } from '@autoencoders/errors';

/** What whoever trains by core's `fit` is told where targets are kept for each example. */
export function ownFitOnly(kind: string): AutoencoderError {
  return new AutoencoderError(
    `'${kind}' trains towards targets that its own fit keeps for each example: call 'await application.fit(data, …)' in place of 'fit(application, data, …)'`,
  );
}
