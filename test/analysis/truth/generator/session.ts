/** The end of a program: a loss, a session, what it is fed, and a few steps of training. */

import { isFloat, runtimeSize, type Size, type TensorType } from './tensor-type.ts';
import type { Input, Writer } from './writer.ts';

const optimizers = [
  'GradientDescentOptimizer(0.1)',
  'AdamOptimizer(0.001)',
  'MomentumOptimizer(0.1, 0.9)',
  'AdagradOptimizer(0.1)',
  'RMSPropOptimizer(0.01)',
];

/** Ends the program with a session, and with training where it has variables. */
export function writeSession(w: Writer): void {
  const floats = w.known((type) => type.dtype === 'float32');
  const targets = floats.slice(-4);
  const training = w.hasVariables && targets.length > 0 && w.random.chance(0.7);
  let train = '';
  if (training) {
    const terms = targets.map(({ name }) => `${w.tf('reduceMean')}(${name})`);
    w.line(`const decay = ${w.tf('addN')}(${w.tf('trainableVariables')}().map((each) => ${w.tf('nn.l2Loss')}(each)));`);
    w.line(`const loss = ${w.tf('addN')}([${terms.join(', ')}, decay.mul(1e-3)]);`);
    w.line(`const trainStep = new ${w.tf(`train.${w.random.of(optimizers)}`)}.minimize(loss);`);
    train = 'trainStep';
    if (w.random.chance(0.4)) w.line(`${w.tf('summary.scalar')}('Loss', loss);`);
  }
  const visible = new Set(w.known().map(({ name }) => name));
  const pairs = w.inputs.map((input) => {
    const key = visible.has(input.variable) ? input.variable : `'${input.name}:0'`;
    return [key, feedValue(w, input)] as const;
  });
  const byName = w.inputs.length > 0 && w.random.chance(0.2);
  const feeds = byName
    ? `{ ${w.inputs.map(({ name }, i) => `'${name}:0': ${pairs[i][1]}`).join(', ')} }`
    : w.random.chance(0.3)
      ? `new Map([${pairs.map((pair) => `[${pair.join(', ')}]`).join(', ')}])`
      : `[${pairs.map((pair) => `[${pair.join(', ')}]`).join(', ')}]`;
  w.line(`const feeds = ${feeds};`);
  const session = w.random.chance(0.7) ? 'using' : 'const';
  w.line(`${session} sess = new ${w.tf('Session')}();`);
  w.line(`await sess.run(${w.tf('globalVariablesInitializer')}());`);
  if (train) {
    const loop = w.random.of([`for (const step of ${w.tf('train.steps')}(2))`, 'for (let step = 0; step < 2; step++)']);
    w.block(`${loop} {`, '}', () => {
      if (w.random.chance(0.5)) {
        w.line(`const [, value] = await sess.run([${train}, loss], feeds);`);
        w.line("console.log('step', step, value.toFixed(3));");
      } else w.line(`await sess.run(${train}, feeds);`);
    });
  }
  const fetched = w.random
    .shuffled(w.known())
    .slice(0, 3)
    .map(({ name }) => name);
  if (fetched.length > 0) {
    const [fetches, read] = w.random.of([
      [`[${fetched.join(', ')}]`, 'values.length'],
      [fetched[0], 'values'],
      [`{ first: ${fetched[0]} }`, 'values.first'],
    ]);
    w.line(`const values = await sess.run(${fetches}, feeds);`);
    w.line(`console.log(${read});`);
  }
  if (session === 'const') w.line('sess.close();');
}

/** The value that a placeholder is fed, as written. */
function feedValue(w: Writer, { type }: Input): string {
  const sizes = type.sizes.map(runtimeSize);
  const value = elementOf(type);
  const total = sizes.reduce((a, b) => a * b, 1);
  const array = `Array.from({ length: ${total} }, () => ${value})`;
  if (sizes.length === 1 && isFloat(type) && w.random.chance(0.5)) {
    return `${type.dtype === 'float32' ? 'Float32Array' : 'Float64Array'}.from(${array})`;
  }
  if (sizes.length > 0 && type.dtype === 'float32' && w.random.chance(0.3)) {
    return `new ${w.tf('NdArray')}('float32', ${w.numbers.ints(sizes)}, new Float32Array(${w.numbers.int(total)}))`;
  }
  return nested(w, type.sizes, value);
}

function nested(w: Writer, sizes: readonly Size[], value: string): string {
  const [first, ...rest] = sizes;
  if (first === undefined) return value;
  const inner = nested(w, rest, value);
  const size = runtimeSize(first);
  return w.random.of([
    () => `[${Array.from({ length: size }, () => inner).join(', ')}]`,
    () => `Array.from({ length: ${w.numbers.int(size)} }, () => ${inner})`,
    () => `Array(${size}).fill(${inner})`,
    () => `new Array(${size}).fill(0).map(() => ${inner})`,
  ])();
}

const elementOf = ({ dtype, below }: TensorType): string => {
  if (below !== undefined) return String(below - 1);
  return dtype === 'bool' ? 'true' : '1';
};
