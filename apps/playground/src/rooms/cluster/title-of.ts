/** What a cluster is called; the largest is the first. */
export function titleOf(index: number): string {
  return `Cluster ${index + 1}`;
}
