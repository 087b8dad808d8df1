/** Spreading what stands in one row: nothing overlaps, and each moves from where it was by the least. */

export interface RowItem {
  /** Where its centre would be. */
  readonly x: number;
  /** How far it reaches to either side of its centre. */
  readonly left: number;
  readonly right: number;
  /** Free room that it wants beside it; between two, the smaller counts. */
  readonly gap: number;
  /** How much moving it costs. */
  readonly weight: number;
}

/**
 * The centres' new places, in the order of the row. Least squares under the order, by pooling adjacent violators: where
 * two would overlap, they and all that is pressed against them move together to the weighted mean of their wishes.
 */
export function spreadRow(items: readonly RowItem[]): number[] {
  const offsets: number[] = [];
  let offset = 0;
  items.forEach((item, i) => {
    const before = items[i - 1];
    if (before) offset += before.right + Math.min(before.gap, item.gap) + item.left;
    offsets.push(offset);
  });
  const blocks: { mean: number; weight: number; count: number }[] = [];
  items.forEach(({ x, weight }, i) => {
    let block = { mean: x - offsets[i]!, weight, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.mean > block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const both = last.weight + block.weight;
      const mean = (last.mean * last.weight + block.mean * block.weight) / both;
      block = { mean, weight: both, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const places: number[] = [];
  for (const { mean, count } of blocks) {
    for (let i = 0; i < count; i += 1) places.push(mean + offsets[places.length]!);
  }
  return places;
}
