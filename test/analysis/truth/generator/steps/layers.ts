/** Steps that networks are made of. */

import {
  elements,
  isClosed,
  isFloat,
  isOpen,
  runtimeSize,
  type Size,
  type TensorType,
  typeOf,
} from '../tensor-type.ts';
import type { Known, Step, Writer } from '../writer.ts';
import { someSize, variable } from './makers.ts';

export const isRows = ({ sizes, dtype }: TensorType): boolean =>
  dtype === 'float32' && sizes.length === 2 && !isOpen(sizes[1]);

/** Images in a batch, at least 3 by 3. */
const isImages = ({ sizes, dtype }: TensorType): boolean =>
  dtype === 'float32' &&
  sizes.length === 4 &&
  sizes.slice(1).every((size) => !isOpen(size)) &&
  sizes.slice(1, 3).every((size) => runtimeSize(size) >= 3);

/** Images of any batch in scope, or new ones. */
function images(w: Writer): Known | undefined {
  const found = w.any(isImages);
  if (found && w.random.chance(0.7)) return found;
  const x = w.any(
    (type) =>
      isFloat(type) &&
      type.dtype === 'float32' &&
      type.sizes.length >= 1 &&
      type.sizes.length <= 3 &&
      !type.sizes.slice(1).some(isOpen),
  );
  if (!x) return undefined;
  const rest = x.type.sizes.slice(1) as number[];
  const side = w.random.of([3, 4]);
  // As many elements as are needed: repeated.
  const total = elements(rest);
  const name = w.fresh('t');
  w.line(
    `const ${name} = ${w.tf('tile')}(${w.tf('reshape')}(${x.name}, [${isOpen(x.type.sizes[0]) ? -1 : w.numbers.int(x.type.sizes[0])}, 1, 1, ${w.numbers.int(total)}]), [1, ${w.numbers.int(side)}, ${side}, 1]);`,
  );
  const type = typeOf('float32', [x.type.sizes[0], side, side, total]);
  w.know(name, type);
  return { name, type };
}

const strided = (size: number, window: number, stride: number, padding: 'SAME' | 'VALID') =>
  padding === 'SAME' ? Math.ceil(size / stride) : Math.ceil((size - window + 1) / stride);

export const layerSteps: Readonly<Record<string, Step>> = {
  matmul(w) {
    const x = w.any(isRows);
    if (!x) return false;
    const [rows, inner] = x.type.sizes as [Size, number];
    const units = someSize(w);
    const found = w.any(({ dtype, sizes }) => dtype === 'float32' && sizes.length === 2 && sizes[0] === inner);
    if (found && w.random.chance(0.4)) {
      w.declare(
        w.random.chance(0.5) ? `${x.name}.matmul(${found.name})` : `${w.tf('matmul')}(${x.name}, ${found.name})`,
        typeOf('float32', [rows, found.type.sizes[1]]),
      );
      return true;
    }
    const transposed = w.random.chance(0.3);
    const weights = variable(w, transposed ? [units, inner] : [inner, units]);
    const options = transposed ? ', { transposeB: true }' : '';
    w.declare(`${w.tf('matmul')}(${x.name}, ${weights}${options})`, typeOf('float32', [rows, units]));
    return true;
  },
  dense(w) {
    const x = w.any(isRows);
    if (!x) return false;
    const [rows, inner] = x.type.sizes as [Size, number];
    const units = someSize(w);
    const [weights, biases] = [variable(w, [inner, units]), variable(w, [units], w.fresh('biases'))];
    const written = w.random.of([
      () => `${w.tf('matmul')}(${x.name}, ${weights}).add(${biases})`,
      () => `${w.tf('nn.biasAdd')}(${w.tf('matmul')}(${x.name}, ${weights}), ${biases})`,
      () => `${w.tf('nn.xwPlusB')}(${x.name}, ${weights}, ${biases})`,
      () => `${w.tf('nn.relu')}(${w.tf('add')}(${w.tf('matmul')}(${x.name}, ${weights}), ${biases}))`,
    ])();
    w.declare(written, typeOf('float32', [rows, units]));
    return true;
  },
  batchMatmul(w) {
    const x = w.any((type) => type.dtype === 'float32' && type.sizes.length === 3 && isClosed(type));
    if (!x) return false;
    const [batch, m] = x.type.sizes;
    w.declare(`${w.tf('matmul')}(${x.name}, ${x.name}, { transposeB: true })`, typeOf('float32', [batch, m, m]));
    return true;
  },
  tensordot(w) {
    const x = w.any((type) => type.dtype === 'float32' && type.sizes.length >= 2 && !isOpen(type.sizes.at(-1)!));
    if (!x) return false;
    const units = someSize(w);
    const inner = x.type.sizes.at(-1) as number;
    w.declare(
      `${w.tf('tensordot')}(${x.name}, ${variable(w, [inner, units])}, 1)`,
      typeOf('float32', [...x.type.sizes.slice(0, -1), units]),
    );
    return true;
  },
  convolution(w) {
    const x = images(w);
    if (!x) return false;
    const [batch, height, width, channels] = x.type.sizes as [Size, number, number, number];
    if (elements(x.type.sizes) > 500) return false;
    const [window, stride, filters] = [w.random.between(1, 3), w.random.of([1, 1, 2]), w.random.between(1, 3)];
    const padding = w.random.of(['SAME', 'VALID'] as const);
    const filter = variable(w, [window, window, channels, filters], w.fresh('filter'));
    const strides = w.random.chance(0.5)
      ? `[1, ${w.numbers.int(stride)}, ${stride}, 1]`
      : w.numbers.ints([1, stride, stride, 1]);
    w.declare(
      `${w.tf('nn.conv2d')}(${x.name}, ${filter}, ${strides}, ${w.text(padding)})`,
      typeOf('float32', [
        batch,
        strided(height, window, stride, padding),
        strided(width, window, stride, padding),
        filters,
      ]),
    );
    return true;
  },
  pool(w) {
    const x = images(w);
    if (!x) return false;
    const [batch, height, width, channels] = x.type.sizes as [Size, number, number, number];
    const stride = w.random.of([1, 2]);
    const padding = w.random.of(['SAME', 'VALID'] as const);
    const name = w.random.of(['maxPool', 'avgPool']);
    w.declare(
      `${w.tf(`nn.${name}`)}(${x.name}, [1, 2, 2, 1], ${w.numbers.ints([1, stride, stride, 1])}, '${padding}')`,
      typeOf('float32', [batch, strided(height, 2, stride, padding), strided(width, 2, stride, padding), channels]),
    );
    return true;
  },
  upscale(w) {
    const x = images(w);
    if (!x || !isClosed(x.type) || elements(x.type.sizes) > 200) return false;
    const [batch, height, width, channels] = x.type.sizes as readonly number[];
    const filter = variable(w, [2, 2, 2, channels], w.fresh('filter'));
    const shape = [batch, 2 * height, 2 * width, 2];
    w.declare(
      `${w.tf('nn.conv2dTranspose')}(${x.name}, ${filter}, ${w.numbers.ints(shape)}, [1, 2, 2, 1])`,
      typeOf('float32', shape),
    );
    return true;
  },
  depthwise(w) {
    const x = images(w);
    if (!x || elements(x.type.sizes) > 500) return false;
    const [batch, height, width, channels] = x.type.sizes as [Size, number, number, number];
    const filter = variable(w, [2, 2, channels, 2], w.fresh('filter'));
    w.declare(
      `${w.tf('nn.depthwiseConv2d')}(${x.name}, ${filter}, [1, 1, 1, 1], 'VALID')`,
      typeOf('float32', [batch, height - 1, width - 1, 2 * channels]),
    );
    return true;
  },
  dropout(w) {
    const x = w.any((type) => type.dtype === 'float32' && type.sizes.length >= 1);
    if (!x) return false;
    // Of constants alone: what evaluates with it would be warned of otherwise.
    w.declare(`${w.tf('nn.dropout')}(${x.name}, 1)`, typeOf('float32', x.type.sizes));
    return true;
  },
  embedding(w) {
    const ids = w.any(
      (type) =>
        type.below !== undefined && (type.dtype === 'int32' || type.dtype === 'int64') && type.sizes.length <= 2,
    );
    if (!ids) return false;
    const width = someSize(w);
    const rows = ids.type.below! + w.random.below(2);
    w.declare(
      `${w.tf('nn.embeddingLookup')}(${variable(w, [rows, width], w.fresh('embeddings'))}, ${ids.name})`,
      typeOf('float32', [...ids.type.sizes, width]),
    );
    return true;
  },
  normalization(w) {
    const x = w.any(isRows);
    if (!x) return false;
    const [, width] = x.type.sizes as [Size, number];
    const [mean, spread] = [w.fresh('t'), w.fresh('t')];
    w.line(`const [${mean}, ${spread}] = ${w.tf('nn.moments')}(${x.name}, [0]);`);
    w.declare(
      `${w.tf('nn.batchNormalization')}(${x.name}, ${mean}, ${spread}, ${variable(w, [width], w.fresh('beta'))}, ${variable(w, [width], w.fresh('gamma'))}, 1e-3)`,
      typeOf('float32', x.type.sizes),
    );
    return true;
  },
};
