/** Puts named arrays into variables: all are read and checked before the first variable changes. */

import { dtypes, InvalidArgumentError, type NdArray, sizeOf, type Tensor } from '../../graph/index.ts';
import type { Session } from '../../session/index.ts';
import type { SavedVariable } from '../graph/index.ts';

/** Where arrays come from. */
export interface ArraySource {
  /** @throws NotFoundError for a key it does not have. */
  read(key: string): Promise<NdArray>;
}

export interface RestoreOptions {
  /** Let a variable take an array of another shape with as many elements. */
  readonly reshape?: boolean;
}

/** @throws InvalidArgumentError for another shape or type than the variable's; the session is then as it was. */
export async function restoreVariables(
  session: Session,
  variables: readonly SavedVariable[],
  source: ArraySource,
  { reshape = false }: RestoreOptions = {},
): Promise<void> {
  const arrays: NdArray[] = [];
  for (const { key, ref } of variables) arrays.push(fitted(key, ref, await source.read(key), reshape));
  for (const [i, { ref }] of variables.entries()) await session.writeVariable(ref.op.name, arrays[i]);
}

function fitted(key: string, ref: Tensor, array: NdArray, reshape: boolean): NdArray {
  const operation = ref.op.describe();
  if (array.dtype !== ref.dtype) {
    const [expected, original] = [dtypes[ref.dtype].runtimeName, dtypes[array.dtype].runtimeName];
    throw new InvalidArgumentError(
      `tensor_name = ${key}; expected dtype ${expected} does not equal original dtype ${original}: the variable ` +
        `'${ref.op.name}' is not of the type that was saved.`,
      operation,
    );
  }
  const { dims, known } = ref.shape;
  const fits =
    dims === null ||
    (dims.length === array.rank && dims.every((dim, i) => typeof dim !== 'number' || dim === array.shape[i]));
  if (fits) return array;
  if (reshape && known && sizeOf(known) === array.size) return array.reshape(known);
  const [left, right] = [ref.shape.toBrackets(), `[${array.shape.join(',')}]`];
  throw new InvalidArgumentError(
    `Assign requires shapes of both tensors to match. lhs shape= ${left} rhs shape= ${right}: the variable ` +
      `'${ref.op.name}' has another shape than '${key}' in the checkpoint.`,
    operation,
  );
}
