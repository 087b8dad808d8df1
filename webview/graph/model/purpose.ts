/** Scopes that serve the graph rather than compute its result, told by what is directly in them. */

import type { ScopeItem } from './items.ts';

const saving = /^(?:Save|SaveV2|SaveSlices|Restore|RestoreV2|RestoreSlice|MergeV2Checkpoints|ShardedFilename)$/;
const updating = /^(?:Resource|Sparse|ResourceSparse)?Apply[A-Z]/;

/** An optimizer's own scope holds its updates directly, or one scope deeper, as in `Adam/update_W/ApplyAdam`. */
export function markAuxiliaryScopes(scopes: readonly ScopeItem[]): void {
  for (const scope of scopes) {
    for (const child of scope.children) {
      if (child.kind !== 'operation') continue;
      if (saving.test(child.op)) scope.auxiliary = true;
      if (!updating.test(child.op)) continue;
      const above = scope.scope;
      const updates = scope.label.startsWith('update_') && above !== null && above.scope !== null;
      (updates ? above : scope).auxiliary = true;
    }
  }
}
