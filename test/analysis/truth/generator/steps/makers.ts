/** Steps that make tensors of nothing: placeholders, constants, variables. */

import type { DType } from '../../../../../engine/graph/index.ts';
import { isOpen, type Size, type TensorType, typeOf } from '../tensor-type.ts';
import type { Step, Writer } from '../writer.ts';
import { dtypeArgument, writtenDType } from './elementwise.ts';

export function someSize(w: Writer): number {
  return w.random.of([2, 3, 4, 2, 3, 5, 6, 1]);
}

export function someSizes(w: Writer, low = 0, high = 3): number[] {
  return Array.from({ length: w.random.between(low, high) }, () => someSize(w));
}

/** A placeholder with its feed. @param below - for integers that stand for positions */
export function placeholder(w: Writer, dtype: DType, sizes: readonly Size[], below?: number): string {
  const shape = sizes.map((size) => (isOpen(size) ? 'null' : w.numbers.int(size)));
  const operation = w.fresh('input_');
  const type = typeOf(dtype, sizes, below);
  const name = w.declare(
    `${w.tf('placeholder')}(${writtenDType(w, dtype)}, [${shape.join(', ')}], { name: ${w.text(operation)} })`,
    type,
  );
  w.inputs.push({ name: w.scope + operation, variable: name, type });
  return name;
}

/** Nested array literals of small numbers. */
function literal(w: Writer, sizes: readonly number[]): string {
  if (sizes.length === 0) return w.random.of(['0.5', '1', '-2', '3', '0.25']);
  const [first, ...rest] = sizes;
  return `[${Array.from({ length: first }, () => literal(w, rest)).join(', ')}]`;
}

/** A new trainable variable, as an expression. */
export function variable(w: Writer, sizes: readonly number[], name = w.fresh('weights')): string {
  w.hasVariables = true;
  const shape = w.numbers.ints(sizes);
  const initial = w.random.of([
    `${w.tf('truncatedNormal')}(${shape}, { stddev: 0.1, seed: 1 })`,
    `${w.tf('randomUniform')}(${shape}, -1, 1)`,
    `${w.tf('zeros')}(${shape})`,
    `${w.tf('constant')}(0.1, { shape: ${shape} })`,
    `${w.tf('randomNormal')}(${shape})`,
  ]);
  return `new ${w.tf('Variable')}(${initial}, { name: ${w.text(name)} })`;
}

export const makerSteps: Readonly<Record<string, Step>> = {
  placeholder(w) {
    if (w.inUnknown || w.scope === undefined) return false;
    const sizes: Size[] = someSizes(w, 0, 3);
    // Open sizes of different placeholders are different ones, even where they are fed alike.
    if (sizes.length > 0 && w.random.chance(0.5)) sizes[0] = { size: w.random.between(2, 4) };
    placeholder(w, w.random.of<DType>(['float32', 'float32', 'float32', 'float64', 'int32']), sizes);
    return true;
  },
  indices(w) {
    if (w.inUnknown || w.scope === undefined) return false;
    const below = w.random.between(2, 5);
    const size = w.random.chance(0.5) ? { size: w.random.between(2, 4) } : w.random.between(2, 4);
    placeholder(w, w.random.of<DType>(['int32', 'int64']), [size], below);
    return true;
  },
  literal(w) {
    const sizes = someSizes(w, 0, 2);
    w.declare(`${w.tf('constant')}(${literal(w, sizes)}${w.named('const')})`, typeOf('float32', sizes));
    return true;
  },
  positions(w) {
    const count = w.random.between(1, 4);
    const below = w.random.between(2, 5);
    const values = Array.from({ length: count }, () => w.random.below(below));
    const dtype = w.random.of<DType>(['int32', 'int64']);
    w.declare(
      `${w.tf('constant')}(${w.numbers.ints(values)}, ${writtenDType(w, dtype)})`,
      typeOf(dtype, [count], below),
    );
    return true;
  },
  filled(w) {
    const sizes = someSizes(w, 0, 3);
    const dtype = w.random.of<DType>(['float32', 'float32', 'float64', 'int32']);
    const shape = w.numbers.ints(sizes);
    const written = w.random.of([
      () => `${w.tf('zeros')}(${shape}${dtypeArgument(w, dtype)})`,
      () => `${w.tf('ones')}(${shape}${dtypeArgument(w, dtype)})`,
      () => `${w.tf('constant')}(${w.random.between(1, 3)}${dtypeArgument(w, dtype)}, { shape: ${shape} })`,
      () => (dtype === 'float32' ? `${w.tf('fill')}(${shape}, 1.5)` : undefined),
      () => (dtype === 'float32' ? `${w.tf('randomNormal')}(${shape}, { seed: 3 })` : undefined),
    ])();
    if (written === undefined) return false;
    w.declare(written, typeOf(dtype, sizes));
    return true;
  },
  variable(w) {
    const sizes = someSizes(w, 0, 3);
    const name = w.fresh('t');
    w.line(`const ${name} = ${variable(w, sizes)};`);
    w.know(name, typeOf('float32', sizes));
    return true;
  },
  sequence(w) {
    const count = w.random.between(1, 5);
    const [written, type] = w.random.of<() => readonly [string, TensorType]>([
      () => [`${w.tf('range')}(${w.numbers.int(count)}, { dtype: 'int32' })`, typeOf('int32', [count], count)],
      () => [`${w.tf('linspace')}(0, 1, ${w.numbers.int(count)})`, typeOf('float32', [count])],
      () => [`${w.tf('eye')}(${w.numbers.int(count)}, 3)`, typeOf('float32', [count, 3])],
      () => [`${w.tf('sequenceMask')}([1, 2], ${w.numbers.int(count)})`, typeOf('bool', [2, count])],
    ])();
    w.declare(written, type);
    return true;
  },
};
