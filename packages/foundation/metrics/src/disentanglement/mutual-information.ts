/**
 * The mutual information of two labellings of the same examples, in nats:
 * `I = Σ_ab p(a, b) log p(a, b) / (p(a) p(b))`.
 *
 * @param a from 0 to `countA - 1`
 */
export function mutualInformation(a: Int32Array, countA: number, b: Int32Array, countB: number): number {
  const joint = new Float64Array(countA * countB);
  for (let i = 0; i < a.length; i++) joint[a[i]! * countB + b[i]!]! += 1;
  const [ofA, ofB] = [new Float64Array(countA), new Float64Array(countB)];
  joint.forEach((count, at) => {
    ofA[Math.floor(at / countB)]! += count;
    ofB[at % countB]! += count;
  });
  let information = 0;
  joint.forEach((count, at) => {
    if (count === 0) return;
    const ratio = (count * a.length) / (ofA[Math.floor(at / countB)]! * ofB[at % countB]!);
    information += (count / a.length) * Math.log(ratio);
  });
  return Math.max(0, information);
}
