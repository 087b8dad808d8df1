/** Unique names. Operations and scopes share one namespace, compared without regard to case as in 1.15. */

import { GraphError } from './errors.ts';
import type { UndoLog } from './undo-log.ts';

const rootScopePattern = /^[A-Za-z0-9.][A-Za-z0-9_.\-/]*$/;
const nestedScopePattern = /^[A-Za-z0-9_.\-/]*$/;
const operationPattern = /^[A-Za-z0-9.][A-Za-z0-9_.\-/]*$/;

export class NameTable {
  readonly #uses = new Map<string, number>();
  readonly #log: UndoLog;

  constructor(log: UndoLog) {
    this.#log = log;
  }

  /** `name`, or `name_1`, `name_2`, … if it is taken. With `markAsUsed` false only says what the next name would be. */
  unique(name: string, markAsUsed = true): string {
    const key = name.toLowerCase();
    let count = this.#uses.get(key) ?? 0;
    if (markAsUsed) this.#set(key, count + 1);
    if (count === 0) return name;
    let candidate = key;
    while (this.#uses.has(candidate)) candidate = `${key}_${count++}`;
    if (markAsUsed) this.#set(candidate, 1);
    return `${name}_${count - 1}`;
  }

  has(name: string): boolean {
    return this.#uses.has(name.toLowerCase());
  }

  #set(key: string, count: number): void {
    if (this.#log.isOpen) {
      const before = this.#uses.get(key);
      this.#log.record(() => (before === undefined ? this.#uses.delete(key) : this.#uses.set(key, before)));
    }
    this.#uses.set(key, count);
  }
}

/** @throws GraphError for a name that TensorFlow refuses as a scope. */
export function checkScopeName(name: string, atRoot: boolean): void {
  const pattern = atRoot ? rootScopePattern : nestedScopePattern;
  if (!pattern.test(name)) {
    throw new GraphError(
      `'${name}' is not a valid scope name: use letters, digits and . _ - / only` +
        `${atRoot ? ', starting with a letter, a digit or a dot' : ''}.`,
    );
  }
}

/** @throws GraphError for a name that TensorFlow refuses as an operation's. */
export function checkOperationName(name: string): void {
  if (!operationPattern.test(name)) {
    throw new GraphError(
      `'${name}' is not a valid node name: use letters, digits and . _ - / only, starting with a letter, a digit or a dot.`,
    );
  }
}
