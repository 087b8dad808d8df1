/**
 * A program as it is written: its lines, and what is in scope at the end of them. Steps add to it. Everything drawn at
 * random comes from one stream, so a seed is a program.
 */

import { NumberWriter } from './numbers.ts';
import type { Random } from './random.ts';
import type { TensorType } from './tensor-type.ts';

/** A tensor in scope. */
export interface Known {
  readonly name: string;
  readonly type: TensorType;
}

/** A placeholder that must be fed for what reads it. */
export interface Input {
  /** The operation's name, scopes and all. */
  readonly name: string;
  readonly variable: string;
  readonly type: TensorType;
}

export type Step = (w: Writer) => boolean;

interface Scope {
  readonly tensors: Known[];
}

export class Writer {
  readonly random: Random;
  readonly numbers: NumberWriter;
  readonly inputs: Input[] = [];
  /** Names that the program imports, where it imports them one by one. */
  readonly imported = new Set<string>();
  /** Whether what the program does depends on what the analysis cannot know. */
  hasUnknown = false;
  /** Whether trainable variables have been made. */
  hasVariables = false;
  /** How deep structures lie in each other. */
  depth = 0;
  /** The name scope here, with a slash after it; undefined where lines may run more than once. */
  scope: string | undefined = '';
  /** In a branch or a loop of which the analysis does not know whether it runs: nothing is made there that must be fed. */
  inUnknown = false;
  readonly #namespace: string | undefined;
  readonly #grow: (w: Writer, count: number) => void;
  readonly #lines: string[] = [];
  readonly #scopes: Scope[] = [{ tensors: [] }];
  readonly #counts = new Map<string, number>();

  /**
   * @param namespace - The name that the package is imported as; undefined where its parts are imported.
   * @param grow - Adds a number of steps at random.
   */
  constructor(random: Random, namespace: string | undefined, grow: (w: Writer, count: number) => void) {
    this.random = random;
    this.#grow = grow;
    this.#namespace = namespace;
    this.numbers = new NumberWriter(random, (prefix) => this.fresh(prefix));
  }

  /** How the program calls a part of the package: `tf.nn.relu`, or `nn.relu` with `nn` imported. */
  tf(path: string): string {
    if (this.#namespace !== undefined) return `${this.#namespace}.${path}`;
    this.imported.add(path.split('.')[0]);
    return path;
  }

  /** A name that is not taken. */
  fresh(prefix: string): string {
    const count = this.#counts.get(prefix) ?? 0;
    this.#counts.set(prefix, count + 1);
    return `${prefix}${count}`;
  }

  line(text: string): void {
    this.#lines.push('  '.repeat(this.#scopes.length - 1) + text);
  }

  /** Lines between `open` and `close`, in a scope of their own. @returns what `body` gives */
  block<T>(open: string, close: string | ((result: T) => string), body: () => T): T {
    this.line(open);
    this.#scopes.push({ tensors: [] });
    const numbers = this.numbers.mark();
    this.depth++;
    const result = body();
    this.depth--;
    this.numbers.reset(numbers);
    this.#scopes.pop();
    this.line(typeof close === 'string' ? close : close(result));
    return result;
  }

  /** Declares a variable that holds a tensor. @returns its name */
  declare(expression: string, type: TensorType): string {
    const name = this.fresh('t');
    const annotation = this.random.chance(0.05) ? ': any' : '';
    this.line(`${this.random.of(['const', 'const', 'const', 'let', 'var'])} ${name}${annotation} = ${expression};`);
    this.know(name, type);
    return name;
  }

  grow(count: number): void {
    this.#grow(this, count);
  }

  /** Adds a tensor to the scope that the program's own lines have declared. */
  know(name: string, type: TensorType): void {
    this.#scopes.at(-1)!.tensors.push({ name, type });
  }

  /** Tensors in scope, those of the innermost last. */
  known(fits: (type: TensorType) => boolean = () => true): Known[] {
    return this.#scopes.flatMap(({ tensors }) => tensors).filter(({ type }) => fits(type));
  }

  /** Those that the innermost block has made. */
  made(fits: (type: TensorType) => boolean = () => true): Known[] {
    return this.#scopes.at(-1)!.tensors.filter(({ type }) => fits(type));
  }

  /** A tensor in scope that fits, rather a late one, so that graphs grow deep. */
  any(fits: (type: TensorType) => boolean = () => true): Known | undefined {
    const fitting = this.known(fits);
    if (fitting.length === 0) return undefined;
    return fitting[Math.max(this.random.below(fitting.length), this.random.below(fitting.length))];
  }

  /** An options object that names an operation, mostly none. */
  named(prefix = 'op'): string {
    return this.random.chance(0.2) ? `, { name: ${this.text(this.fresh(prefix))} }` : '';
  }

  /** A string as the program writes it. */
  text(value: string): string {
    if (this.random.chance(0.1)) return `\`${value}\``;
    if (this.random.chance(0.1) && value.length > 2) return `'${value.slice(0, 2)}' + '${value.slice(2)}'`;
    if (this.random.chance(0.05)) return `['${value}'].join('/')`;
    return `'${value}'`;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
