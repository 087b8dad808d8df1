/** Scopes that serve the graph rather than compute its result, told by the operations in them. */

import type { OperationItem, ScopeItem } from './items.ts';

const saving = /^(?:Save|SaveV2|SaveSlices|Restore|RestoreV2|RestoreSlice|MergeV2Checkpoints|ShardedFilename)$/;
/** Of no tensor that anything computes with. */
export const alwaysAuxiliary: ReadonlySet<string> = new Set(['NoOp', 'MergeSummary']);

const updating = /^(?:Resource|Sparse|ResourceSparse)?Apply[A-Z]/;

/** An optimizer's scope has an `update_…` scope for each variable, as in `Adam/update_fc1/weights/ApplyAdam`. */
export function markAuxiliaryScopes(operations: readonly OperationItem[]): void {
  for (const { op, label, scope } of operations) {
    const made = saving.test(op) ? ownerOf(scope, label) : updating.test(op) ? updaterOf(scope, label) : null;
    if (alwaysAuxiliary.has(op)) {
      // What holds nothing else, such as `Merge` around `Merge/tags` and the operation.
      for (let at: ScopeItem = scope; at.scope !== null && at.drawn === 1; at = at.scope) at.auxiliary = true;
    }
    // The root is everything.
    if (made !== null && made.scope !== null) made.auxiliary = true;
  }
}

/** The scope that an operation was made in: `save` for `save/SaveV2/(SaveV2)`, which only its constants' names nest. */
function ownerOf(scope: ScopeItem, label: string): ScopeItem {
  return label === `(${scope.label})` && scope.scope !== null ? scope.scope : scope;
}

/** A variable's name may have scopes of its own, all of them within its `update_…`. */
function updaterOf(scope: ScopeItem, label: string): ScopeItem | null {
  for (let at: ScopeItem | null = scope; at !== null; at = at.scope) {
    if (at.label.startsWith('update_')) return at.scope;
  }
  return ownerOf(scope, label);
}
