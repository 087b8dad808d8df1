/** A graph as plain data, for processes and pages that hold no Graph. Tensors' values are left out. Types alone. */

/** A size, its symbol (`batch`, `4*batch`), or null where nothing is known. */
export type DescribedDimension = number | string | null;

export interface OutputDescription {
  /** '' where nothing says it. */
  readonly dtype: string;
  /** null: unknown rank. */
  readonly shape: readonly DescribedDimension[] | null;
}

export interface NodeDescription {
  readonly name: string;
  /** TensorFlow's operation type. */
  readonly op: string;
  /** As in GraphDef: `name` for output 0, `name:1` for others. */
  readonly inputs: readonly string[];
  readonly controlInputs: readonly string[];
  /** '' where none is asked for. */
  readonly device: string;
  readonly outputs: readonly OutputDescription[];
  /** Name and value as text. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The line of the user's file that made it. */
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
}

export interface GraphDescription {
  readonly nodes: readonly NodeDescription[];
}
