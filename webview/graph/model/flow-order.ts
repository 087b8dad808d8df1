/** Siblings in the order in which data flows. */

/** Numbers from 0 so that each edge leads to a later one, but for those that close a ring; ties keep their order. */
export function flowOrder(count: number, edges: readonly (readonly [source: number, target: number])[]): number[] {
  const waiting = new Int32Array(count);
  const next: number[][] = Array.from({ length: count }, () => []);
  for (const [source, target] of edges) {
    if (source === target) continue;
    next[source]!.push(target);
    waiting[target]! += 1;
  }
  const order: number[] = [];
  const done = new Uint8Array(count);
  const ready: number[] = [];
  let first = 0;
  let undone = 0;
  for (let i = 0; i < count; i += 1) if (waiting[i] === 0) ready.push(i);
  while (order.length < count) {
    let at: number | undefined = ready[first];
    if (at === undefined) {
      // All that is left waits in a ring: begin with its first.
      while (done[undone] === 1) undone += 1;
      at = undone;
      ready.push(at);
    }
    first += 1;
    if (done[at] === 1) continue;
    done[at] = 1;
    order.push(at);
    for (const target of next[at]!) {
      waiting[target]! -= 1;
      if (waiting[target] === 0 && done[target] === 0) ready.push(target);
    }
  }
  return order;
}
