import { AutoencoderError } from '@autoencoders/errors';

/** A study was ended from outside; what it had done is kept. */
export class Interrupted extends AutoencoderError {}
