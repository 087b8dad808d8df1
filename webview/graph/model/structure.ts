/**
 * Which scopes have the same structure. Like TensorBoard's template hash: equal depth, number of operations, number of
 * edges inside, and how often each operation's type occurs.
 */

import type { EdgeTable, OperationItem, ScopeItem } from './items.ts';

/** Sets `template` of each scope; returns how many scopes have each. */
export function assignTemplates(
  root: ScopeItem,
  scopes: readonly ScopeItem[],
  operations: readonly OperationItem[],
  edges: EdgeTable,
): number[] {
  // Place 0 is the root's, a scope's is its index + 1.
  const height = new Int32Array(scopes.length + 1);
  const inside = new Float64Array(scopes.length + 1);
  // Sums over the operations' types, which do not depend on their order. Two, so that an accident is unlikely.
  const first = new Uint32Array(scopes.length + 1);
  const second = new Uint32Array(scopes.length + 1);
  const hashes = new Map<string, readonly [number, number]>();

  for (const { op, scope } of operations) {
    let hash = hashes.get(op);
    if (hash === undefined) {
      hash = [hashText(op, 0x811c9dc5), hashText(op, 0x2f0b4a27)];
      hashes.set(op, hash);
    }
    first[scope.index + 1]! += hash[0];
    second[scope.index + 1]! += hash[1];
  }
  for (let edge = 0; edge < edges.count; edge += 1) {
    let a = operations[edges.source[edge]!]!.scope;
    let b = operations[edges.target[edge]!]!.scope;
    while (a !== b) {
      if (a.depth >= b.depth) a = a.scope ?? root;
      else b = b.scope ?? root;
    }
    inside[a.index + 1]! += 1;
  }
  for (let i = scopes.length - 1; i >= 0; i -= 1) {
    const above = scopes[i]!.scope!.index + 1;
    height[above] = Math.max(height[above]!, height[i + 1]! + 1);
    inside[above]! += inside[i + 1]!;
    first[above]! += first[i + 1]!;
    second[above]! += second[i + 1]!;
  }

  const templates = new Map<string, number>();
  const sizes: number[] = [];
  scopes.forEach((scope, i) => {
    const key = [height[i + 1], scope.operations, inside[i + 1], first[i + 1], second[i + 1]].join();
    let template = templates.get(key);
    if (template === undefined) {
      template = sizes.length;
      templates.set(key, template);
      sizes.push(0);
    }
    scope.template = template;
    sizes[template]! += 1;
  });
  return sizes;
}

/** FNV-1a, then mixed: sums of similar texts' hashes must not meet. */
function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
