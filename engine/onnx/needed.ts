/** Which part of a graph an export needs, and what of it is known without the inputs. */

import { fullyKnown, type NdArray, type Operation, type Tensor } from '../graph/index.ts';
import { getOp } from '../ops/index.ts';
import { isControlFlow, takenInput } from './branches.ts';
import { arrayOf } from './constants.ts';

/** Tensors that are known when the file is written. */
export type Known = ReadonlyMap<Tensor, NdArray>;

const passing = new Set([
  'Identity',
  'StopGradient',
  'PreventGradient',
  'CheckNumerics',
  'Print',
  'PlaceholderWithDefault',
]);

/** What hands `tensor` on unchanged when a model is used. */
export function sourceOf(tensor: Tensor, isInput: (tensor: Tensor) => boolean, known?: Known): Tensor {
  let source = tensor;
  while (!isInput(source) && !known?.has(source)) {
    const next = passing.has(source.op.type) ? source.op.inputs[0] : known && withoutTraining(source, isInput, known);
    if (!next) break;
    source = next;
  }
  return source;
}

/** Operations that `tensors` need, inputs first. */
export function neededFor(tensors: readonly Tensor[], inputsOf: (op: Operation) => readonly Tensor[]): Operation[] {
  const found = new Set<Operation>();
  const open = tensors.map(({ op }) => op);
  for (let op = open.pop(); op; op = open.pop()) {
    if (found.has(op)) continue;
    found.add(op);
    for (const input of inputsOf(op)) if (!found.has(input.op)) open.push(input.op);
  }
  return [...found].sort((a, b) => a.id - b.id);
}

/** What a Const may wait for must not be run: then it is a constant of the file, and what is made of it is not computed. */
const isConst = ({ type, controlInputs, controlFlow }: Operation): boolean =>
  type === 'Const' && controlInputs.length === 0 && !controlFlow;

const isVariable = ({ type }: Operation): boolean => type === 'VariableV2' || type === 'Variable';

/** The elements of a tensor, if they are known when the file is written. */
export function valueOf(tensor: Tensor, known: Known): NdArray | undefined {
  const computed = known.get(tensor);
  if (computed) return computed;
  if (tensor.op.type === 'Const') return tensor.op.attr('value', 'tensor');
  const elements = isShapeValue(tensor) ? fullyKnown(tensor.partialValue) : undefined;
  return elements && arrayOf(tensor.dtype, tensor.shape.known!, elements);
}

/** Elements that shapes say: of a size of an image, and what is computed from such. */
const isShapeValue = (tensor: Tensor): boolean =>
  (tensor.dtype === 'int32' || tensor.dtype === 'int64') &&
  tensor.shape.isFullyDefined &&
  fullyKnown(tensor.partialValue) !== undefined;

/**
 * The tensors to compute beforehand: the last ones that no input decides. Nothing that changes a variable or draws random
 * numbers is among them, nor what waits for something that might.
 */
export function constantTensors(
  outputs: readonly Tensor[],
  isInput: (tensor: Tensor) => boolean,
  isGiven: (tensor: Tensor) => boolean,
): Tensor[] {
  const resolve = (tensor: Tensor) => sourceOf(tensor, isInput);
  const inputsOf = (op: Operation) => op.inputs.map(resolve).filter((tensor) => !isInput(tensor) && !isGiven(tensor));
  const starts = outputs.map(resolve);
  const operations = neededFor(
    starts.filter((tensor) => !isInput(tensor) && !isGiven(tensor)),
    inputsOf,
  );
  const constant = new Set<Operation>();
  /** Whether nothing but the source itself is run for it. */
  const isPlain = (tensor: Tensor): boolean => {
    if (isInput(tensor) || isGiven(tensor) || !passing.has(tensor.op.type)) return true;
    const { inputs, controlInputs } = tensor.op;
    return inputs.length === 1 && controlInputs.length === 0 && isPlain(inputs[0]);
  };
  const isConstant = (tensor: Tensor) => !isInput(tensor) && (isGiven(tensor) || constant.has(tensor.op));
  for (const op of operations) {
    if (isConst(op) || isVariable(op)) constant.add(op);
    else if (computesBeforehand(op) && op.inputs.every((input) => isPlain(input) && isConstant(resolve(input)))) {
      constant.add(op);
    }
  }
  const wanted = new Set<Tensor>();
  const want = (tensor: Tensor) => {
    if (isInput(tensor) || isGiven(tensor) || !constant.has(tensor.op)) return;
    if (tensor.op.type !== 'Const') wanted.add(tensor);
  };
  for (const tensor of starts) want(tensor);
  for (const op of operations) if (!constant.has(op)) for (const input of op.inputs) want(resolve(input));
  return [...wanted];
}

function computesBeforehand(op: Operation): boolean {
  if (op.inputs.length === 0 || op.controlInputs.length > 0 || op.controlFlow || isControlFlow(op)) return false;
  return !getOp(op.type).stateful;
}

/** What comes of a tensor once it is settled that nothing is trained. */
function withoutTraining(tensor: Tensor, isInput: (tensor: Tensor) => boolean, known: Known): Tensor | undefined {
  const conditionOf = (condition: Tensor) => {
    const value = valueOf(sourceOf(condition, isInput, known), known);
    return value && Boolean(value.data[0]);
  };
  const { op, shape } = tensor;
  if (isControlFlow(op)) return takenInput(tensor, conditionOf);
  if ((op.type === 'Select' || op.type === 'SelectV2') && op.inputs[0].shape.rank === 0) {
    const condition = conditionOf(op.inputs[0]);
    const chosen = condition === undefined ? undefined : op.inputs[condition ? 1 : 2];
    return chosen?.shape.equals(shape) ? chosen : undefined;
  }
  return withoutDropout(tensor, known);
}

/**
 * What a dropout that keeps everything drops nothing of: x / keep · ⌊keep + U[0, 1)⌋ with keep 1 or more is x / keep.
 * And a division by 1.
 */
function withoutDropout({ op }: Tensor, known: Known): Tensor | undefined {
  if (op.type === 'Mul') {
    const at = op.inputs.findIndex((input) => keepsAll(input, known));
    return at < 0 ? undefined : op.inputs[1 - at];
  }
  return op.type === 'RealDiv' && isNumber(op.inputs[1], 1, known) ? op.inputs[0] : undefined;
}

function isNumber(tensor: Tensor, number: number, known: Known): boolean {
  const array = valueOf(tensor, known);
  return array?.rank === 0 && Number(array.data[0]) === number;
}

function keepsAll({ op }: Tensor, known: Known): boolean {
  const sum = op.type === 'Floor' ? op.inputs[0].op : undefined;
  if (sum?.type !== 'Add' && sum?.type !== 'AddV2') return false;
  return sum.inputs.some((input, i) => isNumber(input, 1, known) && isUniform(sum.inputs[1 - i], known));
}

/** Drawn from [0, 1): as it comes, or by a scale of 1 and moved by 0. */
function isUniform({ op }: Tensor, known: Known): boolean {
  const [x, y] = op.inputs;
  if (op.type === 'RandomUniform') return true;
  if (op.type === 'Mul') return isNumber(y, 1, known) && isUniform(x, known);
  return (op.type === 'Add' || op.type === 'AddV2') && isNumber(y, 0, known) && isUniform(x, known);
}
