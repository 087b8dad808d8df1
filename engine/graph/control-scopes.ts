/** Control dependencies of the operations that are being made: the scopes around them, and what each waits for. */

import type { Operation } from './operation.ts';
import { ScopeStack } from './scope-stack.ts';
import type { Tensor } from './tensor.ts';

interface ControlScope {
  readonly inputs: readonly Operation[];
  /** Operations made inside: they already wait for `inputs`. */
  readonly members: Set<Operation>;
}

const none: readonly Operation[] = [];

export class ControlScopes {
  /** null: a scope that clears those around it. */
  readonly #scopes = new ScopeStack<ControlScope | null>();

  /** Runs `body` with operations waiting for `inputs`, in addition to what they wait for already; null clears. */
  within<T>(inputs: readonly Operation[] | null, body: () => T): T {
    return this.#scopes.within(inputs && { inputs, members: new Set() }, body);
  }

  /** What an operation to be waits for: what its maker says, and what the scopes do. */
  inputsOf(request: {
    readonly inputs: readonly Tensor[];
    readonly controlInputs?: readonly Operation[] | undefined;
  }): readonly Operation[] {
    if (!this.#scopes.top && !request.controlInputs) return none;
    const result = new Set(request.controlInputs);
    for (const scope of this.#scopes.innermostFirst()) {
      if (scope === null) break;
      // An input made inside the scope already waits for its inputs.
      if (request.inputs.some((input) => scope.members.has(input.op))) continue;
      // A data input is waited for anyway.
      for (const op of scope.inputs) if (!request.inputs.some((input) => input.op === op)) result.add(op);
    }
    return [...result];
  }

  /** Counts a new operation as made inside the scopes around it. */
  join(op: Operation): void {
    if (!this.#scopes.top) return;
    for (const scope of this.#scopes.innermostFirst()) {
      // Beyond a scope that clears, nothing waits: members there would count as waiting.
      if (scope === null) break;
      scope.members.add(op);
    }
  }

  /** Takes back `join`. */
  leave(op: Operation): void {
    for (const scope of this.#scopes.innermostFirst()) scope?.members.delete(op);
  }
}
