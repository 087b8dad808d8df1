/** Which variables a saver saves, and under which keys. */

import {
  DTypeError,
  type Graph,
  type GraphElement,
  GraphError,
  GraphKeys,
  getDefaultGraph,
  isGraphElement,
  type Operation,
  Tensor,
} from '../../../graph/index.ts';

/** One variable under its key in checkpoints. */
export interface SavedVariable {
  /** The name in the checkpoint. */
  readonly key: string;
  /** The reference that the variable's operation gives. */
  readonly ref: Tensor;
}

/** What `varList` may be: variables, saved under their operations' names, or variables by the names to save under. */
export type VariableList =
  | readonly GraphElement[]
  | ReadonlyMap<string, GraphElement>
  | Readonly<Record<string, GraphElement>>;

/** Collections whose members are saved when nobody says what to save. */
const defaultCollections = [GraphKeys.GLOBAL_VARIABLES, 'saveable_objects'];

/**
 * The variables of a list, sorted by key; of null: all global ones of the graph.
 * @throws GraphError for two under one key, DTypeError for something that is no variable.
 */
export function savedVariables(varList: VariableList | null | undefined, graph = getDefaultGraph()): SavedVariable[] {
  const entries = varList
    ? entriesOf(varList)
    : defaultVariables(graph).map((variable) => [undefined, variable] as const);
  const byKey = new Map<string, SavedVariable>();
  const keyOf = new Map<Tensor, string>();
  for (const [name, variable] of entries) {
    const ref = referenceOf(variable);
    const key = name ?? ref.op.name;
    if (byKey.has(key)) throw new GraphError(`At least two variables have the same name: ${key}`, ref.op.describe());
    const other = keyOf.get(ref);
    if (other !== undefined) {
      throw new GraphError(
        `The same saveable will be restored with two names: ${other} and ${key}. Use one saver for each name.`,
        ref.op.describe(),
      );
    }
    keyOf.set(ref, key);
    byKey.set(key, { key, ref });
  }
  return [...byKey.values()].sort((a, b) => compareNames(a.key, b.key));
}

/** Whether it is a list of variables rather than options: an array, a Map, or an object of nothing but variables. */
export function isVariableList(value: VariableList | object | null | undefined): value is VariableList {
  if (!value) return false;
  if (Array.isArray(value) || value instanceof Map) return true;
  const members = Object.values(value);
  return members.length > 0 && members.every((member) => isGraphElement(member) || member instanceof Tensor);
}

/** Order by code points, which is also that of the bytes in a checkpoint's index. */
function compareNames(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = x[i].codePointAt(0)! - y[i].codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

function entriesOf(list: VariableList): (readonly [string | undefined, GraphElement])[] {
  if (Array.isArray(list)) return list.map((variable: GraphElement) => [undefined, variable] as const);
  if (list instanceof Map) return [...list];
  return Object.entries(list as Record<string, GraphElement>);
}

function defaultVariables({ collections }: Graph): GraphElement[] {
  return [...new Set(defaultCollections.flatMap((name) => collections.get<GraphElement>(name)))];
}

/** The reference of a variable. @throws DTypeError for anything else. */
function referenceOf(variable: unknown): Tensor {
  const element: unknown = isGraphElement(variable) ? variable.asGraphElement() : variable;
  if (element instanceof Tensor && element.isRef && isVariable(element.op)) return element;
  throw new DTypeError(`varList must hold variables, but holds ${String(variable)}.`);
}

function isVariable(op: Operation): boolean {
  return op.type === 'VariableV2' || op.type === 'Variable';
}
