import { checkChoice, checkInteger, checkNumber } from '@autoencoders/errors';

/** How the norm of the Jacobian is found. */
export const contractiveMethods = ['auto', 'closedForm', 'exact', 'projections'] as const;

/** The squared norm of the encoder's Jacobian, as a plain value. */
export interface ContractivePenaltySettings {
  readonly name: 'contractive';
  readonly weight: number;
  readonly method: (typeof contractiveMethods)[number];
  readonly projections: number;
  readonly curvatureWeight: number;
  readonly curvatureNoise: number;
  readonly curvatureSamples: number;
}

/**
 * A penalty on the sensitivity of the code, `λ ‖J(x)‖²_F` with the Jacobian `J` of the encoder at the clean input,
 * averaged over the batch; and, where `curvatureWeight` is given, on the change of the Jacobian nearby,
 * `γ E‖J(x) - J(x + ε)‖²_F` with `ε ~ N(0, σ² I)`, which stands for the norm of the Hessian (CAE+H).
 *
 * `'closedForm'` serves an encoder of one dense layer, at the cost of that layer; `'exact'` any encoder, at the cost
 * of as many backward passes as the code has units; `'projections'` any encoder, unbiased, at the cost of
 * `projections` passes; `'auto'` takes the first that serves, with `'exact'` for codes of at most 32 units. The
 * encoder is taken as it is outside training: no dropout, batch statistics fixed.
 *
 * Sources: Rifai et al. 2011a, eq. 7; Rifai et al. 2011b, eq. 5; projections: Hutchinson 1989.
 *
 * @param options.weight `λ`. Default 0.1.
 * @param options.method one of {@link contractiveMethods}. Default `'auto'`.
 * @param options.projections random directions per example. Default 1.
 * @param options.curvatureWeight `γ`. Default 0: no such term.
 * @param options.curvatureNoise `σ`. Default 0.1.
 * @param options.curvatureSamples draws of `ε` per example. Default 4.
 * @throws {OptionError} naming the option and the value received.
 */
export function contractivePenalty({
  weight = 0.1,
  method = 'auto',
  projections = 1,
  curvatureWeight = 0,
  curvatureNoise = 0.1,
  curvatureSamples = 4,
}: Partial<Omit<ContractivePenaltySettings, 'name'>> = {}): ContractivePenaltySettings {
  checkNumber('weight', weight, 0);
  checkChoice('method', method, contractiveMethods);
  checkInteger('projections', projections);
  checkNumber('curvatureWeight', curvatureWeight, 0);
  checkNumber('curvatureNoise', curvatureNoise, Number.MIN_VALUE);
  checkInteger('curvatureSamples', curvatureSamples);
  return {
    name: 'contractive',
    weight,
    method,
    projections,
    curvatureWeight,
    curvatureNoise,
    curvatureSamples,
  };
}
