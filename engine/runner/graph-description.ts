/** A graph as plain data, for processes and pages that hold no Graph. Tensors' values are left out. */

export interface GraphDescription {
  readonly nodes: readonly NodeDescription[];
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
  readonly outputs: readonly { readonly dtype: string; readonly shape: string }[];
  /** The line of the user's file that made it. */
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
}
