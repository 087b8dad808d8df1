/** Regular expressions of the program. A real one runs in their place, where it surely ends soon. */

import { type HeapObject, type Machine, ObjectValue, unknownNumber, type Value } from '../../values/index.ts';
import { mostText } from '../limits.ts';
import { type Complexity, complexityOf, costOf } from './cost.ts';

/** Steps that one search may take. */
const longestSearch = 5_000_000;
/** Steps of a search that are as long as one step of interpretation. */
const searchStepsPerStep = 200;

export class RegExpValue extends ObjectValue {
  /** undefined: not known. */
  readonly source: string | undefined;
  readonly flags: string | undefined;
  readonly #real: RegExp | undefined;
  readonly #complexity: Complexity | undefined;

  /** @param real - the expression itself, where it is known */
  constructor(prototype: HeapObject, real: RegExp | undefined) {
    super(prototype, 'RegExp');
    this.source = real?.source;
    this.flags = real?.flags;
    this.#real = real;
    // Sets within sets are not read here.
    this.#complexity = real && !real.flags.includes('v') ? complexityOf(real.source) : undefined;
    this.init('lastIndex', 0);
  }

  /** Whether a search begins where the one before ended; undefined where that is not known. */
  get keepsPlace(): boolean | undefined {
    return this.flags === undefined ? undefined : /[gy]/.test(this.flags);
  }

  /** A real expression for searches of a text, from its start; undefined where nothing is known of what it finds. */
  on(text: string, machine: Machine): RegExp | undefined {
    if (!this.#real || !this.#complexity || text.length > mostText) return undefined;
    const { flags } = this.#real;
    const isAnchored = this.#complexity.isAnchored && !flags.includes('m');
    const cost = costOf({ ...this.#complexity, isAnchored }, text.length);
    if (cost > longestSearch) return undefined;
    machine.spend(1 + Math.ceil(cost / searchStepsPerStep));
    this.#real.lastIndex = 0;
    return this.#real;
  }

  placeSearch(machine: Machine, index: Value = unknownNumber): void {
    if (this.keepsPlace !== false) this.set(machine.journal, 'lastIndex', index);
  }
}
