/** Steps that reduce along axes, or work along them. */

import type { DType } from '../../../../../engine/graph/index.ts';
import { isFloat, isNumeric, isOpen, type Size, type TensorType, typeOf } from '../tensor-type.ts';
import type { Step, Writer } from '../writer.ts';
import { writtenAxis } from './shaping.ts';

const withAxes = ({ sizes }: TensorType) => sizes.length >= 1;

function reduceStep(names: readonly string[], fits: (type: TensorType) => boolean): Step {
  return (w) => {
    const x = w.any((type) => withAxes(type) && fits(type));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const name = w.random.of(names);
    const axes = sizes.map((_, i) => i).filter(() => w.random.chance(0.5));
    const keep = w.random.chance(0.3);
    if (axes.length === 0 || axes.length === sizes.length) {
      w.declare(call(w, name, x.name, keep ? 'null, true' : ''), typeOf(dtype, keep ? sizes.map(() => 1) : []));
      return true;
    }
    const written = axes.map((axis) => writtenAxis(w, axis, sizes.length));
    const axis = written.length === 1 && w.random.chance(0.6) ? written[0] : `[${written.join(', ')}]`;
    const left = keep
      ? sizes.map((size, i) => (axes.includes(i) ? 1 : size))
      : sizes.filter((_, i) => !axes.includes(i));
    const rest = keep
      ? w.random.of([`${axis}, true`, `{ axis: ${axis}, keepDims: true }`])
      : w.random.of([axis, `{ axis: ${axis} }`]);
    w.declare(call(w, name, x.name, rest), typeOf(dtype, left));
    return true;
  };
}

function call(w: Writer, name: string, x: string, rest: string): string {
  if (w.random.chance(0.4)) return `${x}.${name}(${rest})`;
  return `${w.tf(name)}(${x}${rest === '' ? '' : `, ${rest}`})`;
}

/** An axis along which there is something to choose from. */
function wideAxis(w: Writer, sizes: readonly Size[]): number | undefined {
  const wide = sizes.flatMap((size, i) => (isOpen(size) || size > 1 ? [i] : []));
  return wide.length > 0 ? w.random.of(wide) : undefined;
}

export const reducingSteps: Readonly<Record<string, Step>> = {
  reduce: reduceStep(['reduceSum', 'reduceMean', 'reduceMax', 'reduceMin'], isFloat),
  sum: reduceStep(['reduceSum', 'reduceMax'], isNumeric),
  logical: reduceStep(['reduceAll', 'reduceAny'], ({ dtype }) => dtype === 'bool'),
  argmax(w) {
    const x = w.any((type) => withAxes(type) && isNumeric(type));
    const axis = x && wideAxis(w, x.type.sizes);
    if (!x || axis === undefined) return false;
    const { sizes } = x.type;
    const below = isOpen(sizes[axis]) ? undefined : sizes[axis];
    const dtype = w.random.of<DType>(['int64', 'int32']);
    const options = dtype === 'int64' ? '' : ", { outputType: 'int32' }";
    const name = w.random.of(['argmax', 'argmin']);
    const left = typeOf(dtype, sizes.toSpliced(axis, 1), below);
    w.declare(`${w.tf(name)}(${x.name}, ${writtenAxis(w, axis, sizes.length)}${options})`, left);
    return true;
  },
  softmax(w) {
    const x = w.any((type) => withAxes(type) && isFloat(type));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const axis = sizes.length - 1;
    const name = w.random.of(['softmax', 'logSoftmax']);
    const rest = w.random.chance(0.4) ? `, ${writtenAxis(w, axis, sizes.length)}` : '';
    w.declare(
      w.random.chance(0.5) ? `${w.tf(`nn.${name}`)}(${x.name}${rest})` : `${x.name}.${name}()`,
      typeOf(dtype, sizes),
    );
    return true;
  },
  cumulative(w) {
    const x = w.any((type) => withAxes(type) && isFloat(type));
    if (!x) return false;
    const axis = w.random.below(x.type.sizes.length);
    const name = w.random.of(['cumsum', 'cumprod']);
    w.declare(
      `${w.tf(name)}(${x.name}, ${writtenAxis(w, axis, x.type.sizes.length)})`,
      typeOf(x.type.dtype, x.type.sizes),
    );
    return true;
  },
  topK(w) {
    const x = w.any((type) => withAxes(type) && isFloat(type) && typeof type.sizes.at(-1) === 'number');
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const k = w.random.between(1, sizes.at(-1) as number);
    const [values, indices] = [w.fresh('t'), w.fresh('t')];
    w.line(
      w.random.chance(0.5)
        ? `const [${values}, ${indices}] = ${w.tf('nn.topK')}(${x.name}, ${w.numbers.int(k)});`
        : `const { values: ${values}, indices: ${indices} } = ${w.tf('nn.topK')}(${x.name}, ${w.numbers.int(k)});`,
    );
    w.know(values, typeOf(dtype, [...sizes.slice(0, -1), k]));
    w.know(indices, typeOf('int32', [...sizes.slice(0, -1), k]));
    return true;
  },
  norm(w) {
    const x = w.any((type) => withAxes(type) && isFloat(type));
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const axis = w.random.below(sizes.length);
    const written = writtenAxis(w, axis, sizes.length);
    const [expression, type] = w.random.of([
      [`${w.tf('nn.l2Normalize')}(${x.name}, ${written})`, typeOf(dtype, sizes)],
      [`${w.tf('norm')}(${x.name}, { axis: ${written} })`, typeOf(dtype, sizes.toSpliced(axis, 1))],
      [`${w.tf('nn.l2Loss')}(${x.name})`, typeOf(dtype, [])],
      [`${w.tf('reduceLogsumexp')}(${x.name}, ${written})`, typeOf(dtype, sizes.toSpliced(axis, 1))],
    ] as const);
    w.declare(expression, type);
    return true;
  },
  moments(w) {
    const x = w.any((type) => withAxes(type) && type.dtype === 'float32');
    if (!x) return false;
    const { sizes, dtype } = x.type;
    const axis = w.random.below(sizes.length);
    const [mean, variance] = [w.fresh('t'), w.fresh('t')];
    w.line(`const [${mean}, ${variance}] = ${w.tf('nn.moments')}(${x.name}, [${writtenAxis(w, axis, sizes.length)}]);`);
    for (const name of [mean, variance]) w.know(name, typeOf(dtype, sizes.toSpliced(axis, 1)));
    return true;
  },
};
