// The shapes of an operation as rows of a table: what its inference gives for the inputs that it has in an example, and
// for such inputs of which less is known.

import { type Dim, type Operation, symbol, TensorShape } from '../../engine/graph/index.ts';
import { getOp, type InferredInput, inferOutputs, inputsOf } from '../../engine/ops/index.ts';

export interface ShapeRow {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** The example's own shapes, then with a first size that is unknown, with values that are unknown, with nothing known. */
export function shapeRows(operation: Operation): ShapeRow[] {
  const def = getOp(operation.type);
  const known = operation.inputs.map(({ dtype, shape, partialValue }) => ({ dtype, shape, value: partialValue }));
  const valued = new Set(
    (def.valueInputs ?? []).flatMap((name) => {
      const [from, to] = inputsOf(def, operation, name);
      return Array.from({ length: to - from }, (_, i) => from + i);
    }),
  );
  const variants: readonly (readonly InferredInput[])[] = [
    known,
    withUnknownFirstSize(known, valued),
    known.map((input, i) => (valued.has(i) ? { ...input, value: undefined } : input)),
    known.map((input, i) => (valued.has(i) ? input : { dtype: input.dtype, shape: TensorShape.unknown })),
  ];
  const rows = variants.flatMap((inputs): ShapeRow[] => {
    const { outputs } = inferOutputs(def, operation.name, inputs, operation.attributes);
    if (!outputs) return [];
    const shown = inputs.map((input, i) => tensorText(input, valued.has(i)));
    return [{ inputs: shown, outputs: outputs.map((output) => tensorText(output, false)) }];
  });
  const seen = new Set<string>();
  return rows.filter((row) => {
    const text = row.inputs.join('; ');
    return !seen.has(text) && seen.add(text);
  });
}

/** The size `n` for the first axis that there is, and for first axes of that size. */
function withUnknownFirstSize(inputs: readonly InferredInput[], valued: ReadonlySet<number>): InferredInput[] {
  const sizeOf = (input: InferredInput, i: number) => (valued.has(i) ? undefined : input.shape.dims?.[0]);
  const first = inputs.findIndex((input, i) => sizeOf(input, i) !== undefined);
  return inputs.map((input, i) => {
    const size = sizeOf(input, i);
    const isSame = size !== undefined && size !== 1 && size === sizeOf(inputs[first], first);
    if (i !== first && !isSame) return input;
    const dims: readonly Dim[] = [symbol('n'), ...input.shape.dims!.slice(1)];
    return { dtype: input.dtype, shape: new TensorShape(dims) };
  });
}

function tensorText({ dtype, shape, value }: InferredInput, showsValue: boolean): string {
  const text = `${dtype} ${shapeText(shape)}`;
  if (!showsValue) return text;
  return value && value.length <= 8
    ? `${text} = ${value.map((item) => item ?? '?').join(', ')}`
    : `${text}, any values`;
}

/** Sizes that have no name outside this operation, and what is computed from such, are `?`. */
function shapeText(shape: TensorShape): string {
  if (!shape.dims) return 'of any shape';
  return `[${shape.dims.map((dim) => (/[\w/]+:\d+\.\d+/.test(String(dim)) ? '?' : dim)).join(', ')}]`;
}
