/**
 * The nodes that a saver adds to its graph, as TensorFlow 1.15 does: with them an exported MetaGraph saves and restores
 * in TensorFlow. This engine reads from them only which variables they are about.
 */

import { type Graph, GraphError, NdArray, type Tensor, TensorShape } from '../../../graph/index.ts';
import { addOp, constantTensor, op } from '../../../ops/index.ts';
import type { SavedVariable } from './saved-variables.ts';

/** Names of the nodes that save and restore: part of a SaverDef. */
export interface SaverNodes {
  /** Feed it the prefix. */
  readonly filenameTensorName: string;
  /** Fetch it to save. */
  readonly saveTensorName: string;
  /** Run it to restore. */
  readonly restoreOpName: string;
}

export interface SaverNodeSettings {
  /** The scope of the nodes. */
  readonly name: string;
  /** The prefix that the nodes use where none is fed. */
  readonly filename: string;
  /** Let a variable take an array of another shape with as many elements. */
  readonly reshape: boolean;
}

export function addSaverNodes(
  graph: Graph,
  variables: readonly SavedVariable[],
  options: SaverNodeSettings,
): SaverNodes {
  graph.checkNotFinalized();
  return graph.withNameScope(options.name, () => {
    const filename = filenameTensor(options.filename);
    const refs = variables.map(({ ref }) => ref);
    const save = addOp('SaveV2', [filename, ...namesAndSlices('SaveV2', variables), refs], {}, {});
    const saved = graph.withControlDependencies([save], () => op('Identity', [filename], {}, 'control_dependency'));
    const dtypes = refs.map((ref) => ref.dtype);
    const [names, slices] = namesAndSlices('RestoreV2', variables);
    const restored = graph.withDevice('/device:CPU:0', () => addOp('RestoreV2', [filename, names, slices], { dtypes }));
    const assigns = refs.map((ref, i) => addOp('Assign', [ref, valueFor(ref, restored.outputs[i], options)], {}));
    const restoreAll = addOp('NoOp', [], {}, { name: 'restore_all', controlInputs: assigns, graph });
    return {
      filenameTensorName: filename.name,
      saveTensorName: saved.name,
      restoreOpName: restoreAll.name,
    };
  });
}

/** `save/Const`, which takes the prefix. */
function filenameTensor(filename: string): Tensor {
  const input = constantTensor(new NdArray('string', [], [filename]), 'filename/input');
  const named = op('PlaceholderWithDefault', [input], { shape: TensorShape.scalar }, 'filename');
  // The name is historical: older programs feed `save/Const:0`.
  return op('PlaceholderWithDefault', [named], { shape: TensorShape.scalar }, 'Const');
}

function namesAndSlices(type: string, variables: readonly SavedVariable[]): [Tensor, Tensor] {
  const vector = (elements: string[], name: string) =>
    constantTensor(new NdArray('string', [elements.length], elements), `${type}/${name}`);
  return [
    vector(
      variables.map(({ key }) => key),
      'tensor_names',
    ),
    vector(
      variables.map(() => ''),
      'shape_and_slices',
    ),
  ];
}

function valueFor(ref: Tensor, restored: Tensor, { reshape }: SaverNodeSettings): Tensor {
  const { known } = ref.shape;
  if (!reshape || !known) return restored;
  const shape = constantTensor(new NdArray('int32', [known.length], Int32Array.from(known)), 'Reshape/shape');
  return op('Reshape', [restored, shape], {}, 'Reshape');
}

/** The variables that the nodes of an imported graph save, by their keys. @throws GraphError if there are none such. */
export function variablesOfSaver(graph: Graph, nodes: SaverNodes): SavedVariable[] {
  const filename = graph.getTensorByName(nodes.filenameTensorName);
  const saves = graph.getOperations().filter((node) => node.type === 'SaveV2' && dependsOn(node.inputs[0], filename));
  if (saves.length === 0) {
    throw new GraphError(
      `The graph has no SaveV2 operation fed by '${nodes.filenameTensorName}': make a new Saver for its variables.`,
    );
  }
  return saves.flatMap((save) => {
    const names = save.inputs[1].op.attr('value', 'tensor').data as readonly unknown[];
    return save.inputs.slice(3).flatMap((tensor, i) => {
      const ref = variableBehind(tensor);
      return ref ? [{ key: String(names[i]), ref }] : [];
    });
  });
}

function dependsOn(tensor: Tensor, source: Tensor): boolean {
  return tensor === source || tensor.op.inputs.some((input) => dependsOn(input, source));
}

/** A saved tensor is a variable's reference, an Identity of one, or what TensorFlow 2 says of the file: a constant. */
function variableBehind(tensor: Tensor): Tensor | undefined {
  if (tensor.isRef) return tensor;
  if (/^IdentityN?$/.test(tensor.op.type)) return variableBehind(tensor.op.inputs[tensor.valueIndex]);
  if (tensor.op.type === 'Const') return undefined;
  throw new GraphError(`The saver of this graph saves ${tensor}, which is no variable.`, tensor.op.describe());
}
