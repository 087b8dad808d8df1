/**
 * Random programs over variables do what a sequential machine does that executes the needed operations in the order of
 * their creation: with every pass switched on and off, run after run, whatever is fetched. A read gives what the
 * variable held at its place; to those who come after an assignment, by data or by control, what it holds now.
 */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { Choices } from './choices.ts';

type Type = 'float32' | 'int32';
type Numbers = readonly number[];

/** One step of the program: what it is in the graph, and what it does in the model. */
interface Step {
  readonly element: tf.Tensor | tf.Operation;
  readonly type: Type;
  readonly shape: readonly number[];
  /** Steps that it needs, by data or by control. */
  readonly needs: readonly Step[];
  /** The variable it stands for, if it is a reference. */
  readonly variable?: number;
  /** The variable that it reads, if it hands on the contents of one. */
  readonly read?: number | undefined;
  readonly run: (machine: Machine) => Numbers;
}

class Machine {
  readonly contents: Numbers[];
  readonly values = new Map<Step, Numbers>();
  readonly #assigned = new Map<Step, ReadonlySet<number>>();
  #current: Step | undefined;

  constructor(contents: Numbers[]) {
    this.contents = contents;
  }

  execute(step: Step): void {
    this.#current = step;
    this.values.set(step, step.run(this));
    const updates = step.variable !== undefined && step.needs.length > 0 ? [step.variable] : [];
    this.#assigned.set(step, new Set([...this.#before(step), ...updates]));
  }
  /** What the step in hand gets from `of`. */
  value(of: Step): Numbers {
    const late = of.read !== undefined && this.#before(this.#current!).includes(of.read) ? of.read : undefined;
    const variable = of.variable ?? late;
    return variable === undefined ? this.values.get(of)! : this.contents[variable];
  }
  /** Variables assigned by what `step` waits for. */
  #before(step: Step): number[] {
    return step.needs.flatMap((need) => [...this.#assigned.get(need)!]);
  }
}

const wrap: Record<Type, (x: number) => number> = { float32: Math.fround, int32: (x) => x | 0 };
const binary = {
  add: [tf.add, (x: number, y: number) => x + y],
  subtract: [tf.subtract, (x: number, y: number) => x - y],
  maximum: [tf.maximum, Math.max],
  minimum: [tf.minimum, Math.min],
} as const;
const sizes = [[0], [1], [3], [2, 3], [8], [2, 2]] as const;
const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

class Program {
  readonly steps: Step[] = [];
  readonly variables: tf.Variable[] = [];
  readonly initial: Numbers[] = [];
  readonly #c: Choices;

  constructor(c: Choices) {
    this.#c = c;
    const count = 2 + c.below(3);
    for (let i = 0; i < count; i++) this.#addVariable();
    for (let i = 0; i < 16; i++) this.#addStep();
  }

  #numbers(type: Type, shape: readonly number[]): Numbers {
    return Array.from({ length: sizeOf(shape) }, () =>
      type === 'int32' ? this.#c.below(9) - 4 : this.#c.below(33) / 8 - 2,
    );
  }
  #constant(type: Type, shape: readonly number[], numbers: Numbers): tf.Tensor {
    return tf.constant(
      new tf.NdArray(type, shape, type === 'int32' ? Int32Array.from(numbers) : Float32Array.from(numbers)),
    );
  }

  #addVariable(): void {
    const type = this.#c.of(['float32', 'int32'] as const);
    const shape = this.#c.of(sizes);
    const numbers = this.#numbers(type, shape);
    const variable = new tf.Variable(this.#constant(type, shape, numbers));
    const index = this.variables.push(variable) - 1;
    this.initial.push(numbers);
    const at = (m: Machine) => m.contents[index];
    this.steps.push({ element: variable.op.outputs[0], type, shape, needs: [], variable: index, run: at });
    // v/read, made with the variable: what it holds when the run starts.
    this.steps.push({ element: variable.value(), type, shape, needs: [], read: index, run: at });
  }

  #addStep(): void {
    const c = this.#c;
    const waits = c.chance(3) ? [c.of(this.steps)] : [];
    const made = tf.controlDependencies(
      waits.map(({ element }) => element),
      () => this.#make(),
    );
    if (made) this.steps.push({ ...made, needs: [...made.needs, ...waits] });
  }

  #make(): Step | undefined {
    const c = this.#c;
    const tensors = this.steps.filter((step) => step.element instanceof tf.Tensor);
    const x = c.of(tensors);
    const { type, shape } = x;
    const element = x.element as tf.Tensor;
    const value = (m: Machine, of: Step) => m.value(of);
    const alike = tensors.filter((step) => step.type === type && step.shape.join() === shape.join());
    const tensor = (made: tf.Tensor, needs: Step[], run: (m: Machine) => Numbers): Step => ({
      element: made,
      type,
      shape,
      needs,
      run,
    });
    const references = this.steps.filter((step) => step.variable !== undefined);
    const kinds = [
      () => ({ ...tensor(tf.identity(element), [x], (m) => value(m, x)), read: x.variable }),
      () => {
        const y = c.of(alike);
        const [make, compute] = binary[c.of(['add', 'subtract', 'maximum', 'minimum'] as const)];
        return tensor(make(element, y.element as tf.Tensor), [x, y], (m) =>
          value(m, x).map((n, i) => wrap[type](compute(n, value(m, y)[i]))),
        );
      },
      () =>
        tensor(tf.reverse(element, [0]), [x], (m) => {
          const inner = sizeOf(shape.slice(1));
          return value(m, x).map((_, i) => value(m, x)[(shape[0] - 1 - Math.floor(i / inner)) * inner + (i % inner)]);
        }),
      () => tensor(tf.reshape(tf.reshape(element, [sizeOf(shape)]), shape), [x], (m) => value(m, x)),
      () =>
        sizeOf(shape) === 0
          ? undefined
          : tensor(tf.add(element, tf.reduceMax(element)), [x], (m) =>
              value(m, x).map((n) => wrap[type](n + Math.max(...value(m, x)))),
            ),
      ...Array.from({ length: 6 }, () => () => this.#update(c.of(references), tensors, value)),
      () => {
        const all = [c.of(this.steps), c.of(this.steps)];
        const run = () => [];
        return { element: tf.group(all.map((step) => step.element)), type, shape, needs: all, run };
      },
    ];
    return c.of(kinds)();
  }

  #update(target: Step, tensors: readonly Step[], value: (m: Machine, of: Step) => Numbers): Step | undefined {
    const c = this.#c;
    const { type, shape } = target;
    const ref = target.element as tf.Tensor;
    const variable = target.variable!;
    const given = c.of(tensors.filter((step) => step.type === type && step.shape.join() === shape.join()));
    const by = given.element as tf.Tensor;
    const step = (element: tf.Tensor, compute: (m: Machine) => Numbers, needs = [target, given]): Step => {
      const run = (m: Machine) => {
        m.contents[variable] = compute(m);
        return m.contents[variable];
      };
      return { element, type, shape, needs, variable, run };
    };
    const scattered = (m: Machine, combine: (old: number, update: number) => number) => {
      const contents = [...m.contents[variable]];
      const inner = sizeOf(shape.slice(1));
      [0, shape[0] - 1, 0].forEach((row) => {
        for (let i = 0; i < inner; i++) contents[row * inner + i] = combine(contents[row * inner + i], 1 + i);
      });
      return contents;
    };
    const updates = () =>
      this.#constant(
        type,
        [3, ...shape.slice(1)],
        Array.from({ length: 3 * sizeOf(shape.slice(1)) }, (_, i) => 1 + (i % sizeOf(shape.slice(1)))),
      );
    const kinds = [
      () => step(tf.assign(ref, by), (m) => value(m, given)),
      () => step(tf.assignAdd(ref, by), (m) => m.contents[variable].map((n, i) => wrap[type](n + value(m, given)[i]))),
      () => step(tf.assignSub(ref, by), (m) => m.contents[variable].map((n, i) => wrap[type](n - value(m, given)[i]))),
      // As an optimizer does: the new contents from the old ones and another tensor.
      () =>
        step(tf.assign(ref, tf.subtract(tf.add(ref, by), 1)), (m) =>
          m.contents[variable].map((n, i) => wrap[type](wrap[type](n + value(m, given)[i]) - 1)),
        ),
      () =>
        shape[0] === 0
          ? undefined
          : step(
              tf.scatterAdd(ref, [0, shape[0] - 1, 0], updates()),
              (m) => scattered(m, (old, n) => wrap[type](old + n)),
              [target],
            ),
      () =>
        shape[0] === 0
          ? undefined
          : step(tf.scatterUpdate(ref, [0, shape[0] - 1, 0], updates()), (m) => scattered(m, (_, n) => n), [target]),
    ];
    return c.of(kinds)();
  }
}

/** What the model gives for `fetches`; changes `contents`. */
function simulate(program: Program, fetches: readonly Step[], contents: Numbers[]): Numbers[] {
  const needed = new Set<Step>();
  const visit = (step: Step): void => {
    if (needed.has(step)) return;
    needed.add(step);
    step.needs.forEach(visit);
  };
  fetches.forEach(visit);
  const machine = new Machine(contents);
  for (const step of program.steps) if (needed.has(step)) machine.execute(step);
  return fetches.map((step) => (step.variable === undefined ? machine.values.get(step)! : contents[step.variable]));
}

const onOff = [true, false];
const combinations = onOff.flatMap((share) =>
  onOff.flatMap((fuse) => onOff.map((reuse) => ({ share, simplify: fuse, fuse, reuse, verify: true }))),
);

it('do what a sequential machine does', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 20, maxLength: 120 }), async (numbers) => {
      const graph = new tf.Graph();
      const c = new Choices(numbers);
      const program = graph.asDefault(() => new Program(c));
      const init = graph.asDefault(() => tf.variablesInitializer(program.variables));
      const rounds = Array.from({ length: 4 }, () => Array.from({ length: 1 + c.below(4) }, () => c.of(program.steps)));
      for (const compiler of combinations) {
        using sess = new tf.Session({ graph, config: { compiler } });
        await sess.run(init);
        const contents = [...program.initial];
        for (const fetches of [...rounds, rounds[0]]) {
          const expected = simulate(program, fetches, contents);
          const got = await sess.run(fetches.map(({ element }) => element));
          const label = `${JSON.stringify(compiler)} ${fetches.map(({ element }) => element)}`;
          got.forEach((value, i) => {
            if (fetches[i].element instanceof tf.Tensor) expect(plain(value), label).toEqual(expected[i].map(positive));
            else expect(value).toBeNull();
          });
          for (const [i, variable] of program.variables.entries()) {
            const held = await sess.readVariable(variable.op.name);
            expect(plain(held), `${label}: ${variable.name} afterwards`).toEqual(contents[i].map(positive));
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

const positive = (x: number) => x + 0;
const plain = (value: unknown) => Array.from((value as tf.NdArray).data as Float32Array, positive);
