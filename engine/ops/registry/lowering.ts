/** How an operation becomes primitives, once all its shapes are numbers. */

import type { AttrKind, AttrOf, DType } from '../../graph/index.ts';
import type { ProgramBuilder, Value } from '../kernel-language/index.ts';

export interface LoweringContext {
  /** The operation's name: for state (random streams) and for messages. */
  readonly name: string;
  readonly inputs: readonly Value[];
  /** Element type and shape of each output, as inference gives them for these inputs. */
  readonly outputs: readonly { readonly dtype: DType; readonly shape: readonly number[] }[];
  readonly b: ProgramBuilder;
  attr<K extends AttrKind>(name: string, kind: K): AttrOf<K>;
  /** The inputs of one argument: all of a list's. */
  args(name: string): readonly Value[];
  /** The elements of input `index`, which the definition names among its `valueInputs`. */
  valueOf(index: number): readonly number[];
  /** The variable that a reference input stands for. */
  variableOf(index: number): string;
  /** Whether a variable held a value when the plan was made (plans are kept per answer). */
  isInitialized(variable: string): boolean;
}

/** Gives one value an output. An output that only exists to order operations may be null. */
export type LoweringRule = (context: LoweringContext) => readonly Value[];
