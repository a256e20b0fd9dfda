/**
 * A curve with one more point; where it has grown to `most`, every second of the older ones is dropped: more cannot be
 * told apart on a screen.
 */
export function withPoint<Point>(curve: readonly Point[], point: Point, most = 1200): Point[] {
  const kept = curve.length < most ? curve : curve.filter((_, index) => index % 2 === 0);
  return [...kept, point];
}
