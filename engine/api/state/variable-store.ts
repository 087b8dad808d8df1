/** What each graph keeps of `tf.getVariable` and `tf.variableScope`: variables by name, and the scopes that are open. */

import type { Graph } from '../../graph/index.ts';
import type { Variable } from './variable.ts';
import { VariableScope } from './variable-scope-class.ts';

export class VariableStore {
  readonly #graph: Graph;
  readonly #variables = new Map<string, Variable>();
  /** How often each scope was opened, by full name: what a default name is made unique by. */
  #opened: ReadonlyMap<string, number> = new Map();
  /** The scope that `tf.getVariableScope()` gives. */
  current: VariableScope;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.current = new VariableScope(false, { graph });
  }

  find(name: string): Variable | undefined {
    return this.#variables.get(name);
  }

  set(name: string, variable: Variable): void {
    const before = this.#variables.get(name);
    this.#variables.set(name, variable);
    this.#graph.recordUndo(() => (before ? this.#variables.set(name, before) : this.#variables.delete(name)));
  }

  /** `prefix`, or `prefix_1`, `prefix_2`, … where the current scope has opened that one already. */
  uniqueScopeName(prefix: string): string {
    const full = this.current.prefix + prefix;
    if (!this.#opened.get(full)) return prefix;
    let index = 1;
    while (this.#opened.get(`${full}_${index}`)) index++;
    return `${prefix}_${index}`;
  }

  /**
   * Runs `body` with `scope` as the current one. What is opened inside counts anew when the scope is left: for a scope that
   * was entered again (`isJump`), as it was before.
   */
  within<T>(scope: VariableScope, isJump: boolean, body: () => T): T {
    const outer = this.current;
    this.#count(new Map(this.#opened).set(scope.name, (this.#opened.get(scope.name) ?? 0) + 1));
    const inside = this.#opened;
    this.current = scope;
    try {
      return body();
    } finally {
      this.current = outer;
      const isInside = (name: string) => name.startsWith(`${scope.name}/`);
      this.#count(isJump ? inside : new Map([...this.#opened].filter(([name]) => !isInside(name))));
    }
  }

  #count(opened: ReadonlyMap<string, number>): void {
    const before = this.#opened;
    this.#opened = opened;
    this.#graph.recordUndo(() => {
      this.#opened = before;
    });
  }
}

const stores = new WeakMap<Graph, VariableStore>();

export function variableStore(graph: Graph): VariableStore {
  const known = stores.get(graph);
  if (known) return known;
  const made = new VariableStore(graph);
  stores.set(graph, made);
  return made;
}
