/** Counts as people write them. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}
