// Circles in a directed graph of modules. Knows nodes and edges only.

/**
 * One circle for each strongly connected group of nodes, as short as can be from the group's first node, in the order
 * of the edges; sorted, so that two runs report alike. A node that points to itself is a circle of one.
 */
export function importCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const reported = new Set<string>();
  for (const start of [...edges.keys()].sort()) {
    if (reported.has(start)) continue;
    const cycle = shortestCycle(start, edges);
    if (cycle === undefined) continue;
    cycles.push(cycle);
    for (const node of connectedBothWays(start, edges)) reported.add(node);
  }
  return cycles;
}

/** Breadth first from `start` until an edge leads back to it. */
function shortestCycle(start: string, edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]]);
  for (const node of cameFrom.keys()) {
    for (const next of edges.get(node) ?? []) {
      if (next === start) return pathTo(node, cameFrom);
      if (!cameFrom.has(next)) cameFrom.set(next, node);
    }
  }
  return undefined;
}

function pathTo(end: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const path: string[] = [];
  for (let node: string | undefined = end; node !== undefined; node = cameFrom.get(node)) path.unshift(node);
  return path;
}

function connectedBothWays(start: string, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const backwards = new Map<string, string[]>();
  for (const [from, targets] of edges) {
    for (const to of targets) backwards.set(to, [...(backwards.get(to) ?? []), from]);
  }
  return reachable(start, edges).intersection(reachable(start, backwards));
}

function reachable(start: string, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([start]);
  for (const node of seen) for (const next of edges.get(node) ?? []) seen.add(next);
  return seen;
}
