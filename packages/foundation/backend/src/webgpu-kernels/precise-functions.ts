/**
 * WGSL functions that are right to a few units in the last place. The language allows its own `log` an error of
 * 2^-21 near 1, and its `sin` and `cos` one of 2^-11.
 */
export const preciseFunctions = `
  // ln(1 + x) for x in [-0.5, 1], as 2 artanh(x / (2 + x)).
  fn logOnePlus(x : f32) -> f32 {
    let s = x / (2.0 + x);
    let z = s * s;
    return 2.0 * s * (1.0 + z * (0.33333333 + z * (0.2 + z * (0.14285714 + z * (0.11111111
      + z * (0.09090909 + z * 0.07692308))))));
  }

  // e^x - 1 - x: near 0 by its series, where the difference would lose its digits.
  fn exponentialBeyond(x : f32) -> f32 {
    if (abs(x) < 0.5) {
      return x * x * (0.5 + x * (0.16666667 + x * (0.041666667 + x * (0.0083333333 + x * (0.0013888889
        + x * (0.0001984127 + x * 0.000024801587))))));
    }
    return exp(x) - 1.0 - x;
  }

  // (cos, sin) of 2π turn / 2^32. The quarter turn comes off in integers; minimax polynomials do the rest.
  fn cosineAndSine(turn : u32) -> vec2<f32> {
    let quarter = (turn + 0x20000000u) >> 30u;
    let x = f32(bitcast<i32>(turn - (quarter << 30u))) * 1.4629180792671596e-9;
    let z = x * x;
    let sine = x + x * z * (-0.16666654611 + z * (0.0083321608736 + z * -0.00019515295891));
    let cosine = 1.0 - 0.5 * z
      + z * z * (0.04166664568298827 + z * (-0.001388731625493765 + z * 0.00002443315711809948));
    switch quarter {
      case 0u: { return vec2<f32>(cosine, sine); }
      case 1u: { return vec2<f32>(-sine, cosine); }
      case 2u: { return vec2<f32>(-cosine, -sine); }
      default: { return vec2<f32>(sine, -cosine); }
    }
  }
`;
