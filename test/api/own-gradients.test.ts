/** Gradients of the user's own: which nodes they make, what they are given, and what is refused. Numbers: test/golden. */

import { describe, expect, it } from 'vitest';
import type { CustomGradientOptions } from '../../engine/api/index.ts';
import { DTypeError, Graph, GraphError, LookupError, ShapeError, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { op } from '../../engine/ops/index.ts';
import { runAll } from './run-all.ts';

const build = <T>(body: (graph: Graph) => T): T => new Graph().asDefault(body);
const vector = (name: string) => tf.placeholder('float32', [3], { name });
const gradientType = (tensor: Tensor) => tensor.op.attributes._gradient_op_type?.value;

describe('tf.customGradient', () => {
  it('hands results, arguments and variables through one IdentityN that refers to a gradient of its own', () => {
    build(() => {
      const [x, y] = [vector('x'), vector('y')];
      const w = new tf.Variable([1, 2, 3], { name: 'w' });
      const f = tf.customGradient((a: Tensor, b: Tensor) => [
        { sum: a.add(w), other: b },
        (_sum: Tensor, _other: Tensor, { variables }: CustomGradientOptions) => [
          [null, null],
          variables.map(() => null),
        ],
      ]);
      const { sum, other } = f(x, y);
      expect([sum.name, other.name]).toEqual(['IdentityN:0', 'IdentityN:1']);
      expect(sum.op.inputs.map(({ name }) => name)).toEqual(['add:0', 'y:0', 'x:0', 'y:0', 'w/read:0']);
      expect(gradientType(sum)).toMatch(/^CustomGradient-\d+$/);
      expect(gradientType(f(x, y).sum)).not.toBe(gradientType(sum));
    });
  });

  it('keeps a gradient finite where the derivative as it stands is not', async () => {
    const logOfOneAndExp = (x: Tensor) => tf.log(tf.exp(x).add(1));
    const [plain, stable] = await runAll(() => {
      const x = tf.constant([0, 100]);
      const stable = tf.customGradient((a: Tensor) => [
        logOfOneAndExp(a),
        (dy: Tensor) => dy.sub(dy.div(tf.exp(a).add(1))),
      ]);
      return { fetches: [logOfOneAndExp, stable].map((f) => tf.gradients(f(x), x)[0]!) };
    });
    expect(plain).toEqual([0.5, Number.NaN]);
    expect(stable).toEqual([0.5, 1]);
  });

  it('gives the gradient function zeros for an output that nothing flows into, and one result by itself', async () => {
    const [gradient] = await runAll(() => {
      const x = tf.constant([1, 2]);
      const f = tf.customGradient((a: Tensor) => [[a.mul(3), a.mul(5)], (d1: Tensor, d2: Tensor) => d1.add(d2).add(7)]);
      return { fetches: [tf.gradients(f(x)[0], x)[0]!] };
    });
    expect(gradient).toEqual([8, 8]);
  });

  it('takes what becomes a tensor for arguments and for gradients', async () => {
    const [result, gradient] = await runAll(() => {
      const w = new tf.Variable([1, 2]);
      const f = tf.customGradient((a: Tensor, b: Tensor) => [a.mul(b), () => [tf.constant([10, 20]), null]]);
      const y = f(w, 3);
      return { fetches: [y, tf.gradients(y, w)[0]!] };
    });
    expect([result, gradient]).toEqual([
      [3, 6],
      [10, 20],
    ]);
  });

  it('counts as variables what is read inside, in branches too, but not arguments', () => {
    build(() => {
      const [w, v, u] = ['w', 'v', 'u'].map((name) => new tf.Variable([1, 2], { name }));
      const outside = u.mul(2);
      const seen: string[][] = [];
      const f = tf.customGradient((a: Tensor) => {
        const made = tf.getVariable('made', { initializer: [5, 6] });
        const branch = tf.cond(
          tf.reduceSum(a).greater(0),
          () => tf.identity(v),
          () => a,
        );
        return [
          branch.add(outside).add(made.readValue()),
          (dy: Tensor, { variables }: CustomGradientOptions) => {
            seen.push(variables.map(({ name }) => name));
            return [dy, variables.map(() => dy)];
          },
        ];
      });
      expect(tf.gradients(f(w), [w, v, u]).map((found) => found === null)).toEqual([false, false, true]);
      expect(seen).toEqual([['made:0', 'v:0']]);
    });
  });

  it('goes through loops, each pass with the gradient of its own', async () => {
    const [gradient] = await runAll(() => {
      const x = tf.constant(2);
      const doubled = tf.customGradient((a: Tensor) => [a.mul(2), (dy: Tensor) => dy.mul(10)]);
      const [, y] = tf.whileLoop(
        (i, _a) => i.less(3),
        (i, a) => [i.add(1), doubled(a)],
        [tf.constant(0, 'int32'), x] as const,
      );
      return { fetches: [tf.gradients(y, x)[0]!] };
    });
    expect(gradient).toBe(1000);
  });

  it('may use in its gradient what the pass of a loop, or a branch, had', async () => {
    const [inLoop, taken, notTaken] = await runAll(() => {
      const x = tf.constant(2);
      const squared = tf.customGradient((a: Tensor) => [a.mul(a), (dy: Tensor) => dy.mul(a).mul(2)]);
      const [, y] = tf.whileLoop(
        (i, _a) => i.less(3),
        (i, a) => [i.add(1), squared(a)],
        [tf.constant(0, 'int32'), x] as const,
      );
      const branch = (least: number) =>
        tf.cond(
          x.greater(least),
          () => squared(x),
          () => x.mul(7),
        );
      // x⁸ has the derivative 8 · x⁷.
      return { fetches: [y, branch(1), branch(3)].map((result) => tf.gradients(result, x)[0]!) };
    });
    expect([inLoop, taken, notTaken]).toEqual([1024, 4, 7]);
  });

  it('asks no gradient for variables that are not trained', () => {
    build(() => {
      const moving = new tf.Variable([1, 2, 3], { name: 'moving', trainable: false });
      const w = new tf.Variable([1, 2, 3], { name: 'w' });
      const x = vector('x');
      const given: unknown[][] = [];
      const take = (...all: unknown[]) => {
        given.push(all.slice(1));
        return all.length === 1 ? all[0] : [all[0], [all[0]]];
      };
      for (const make of [(a: Tensor) => a.mul(moving), (a: Tensor) => a.mul(moving).add(w)]) {
        tf.gradients(tf.customGradient((a: Tensor) => [make(a), take])(x), x);
      }
      expect(given).toEqual([[], [{ variables: [w] }]]);
    });
  });

  it('ends where a gradient asks for itself, and knows how deep it is afterwards', () => {
    build((graph) => {
      const x = tf.constant([1]);
      const again = (y: () => Tensor) => tf.gradients(y(), x)[0]!.add(tf.gradients(y(), x)[0]!);
      const f: (a: Tensor) => Tensor = tf.customGradient((a: Tensor) => [tf.square(a), () => again(() => f(x))]);
      const ofItself = /The gradient of operation '\w+' \(op type: \w+\) asks for itself/;
      expect(() => tf.gradients(f(x), x)).toThrow(GraphError);
      expect(() => tf.gradients(f(x), x)).toThrow(ofItself);
      const squared = () => graph.gradientOverrideMap({ Square: 'AsksForItself' }, () => tf.square(x));
      tf.RegisterGradient('AsksForItself', () => again(squared));
      expect(() => tf.gradients(squared(), x)).toThrow(ofItself);
      let left = 10;
      const some: (a: Tensor) => Tensor = tf.customGradient((a: Tensor) => [
        tf.square(a),
        (dy: Tensor) => (left-- > 0 ? tf.gradients(some(x), x)[0] : dy),
      ]);
      expect(tf.gradients(some(x), x)[0]).not.toBeNull();
    });
  });

  it('says what is wrong with the function, and with its gradients', () => {
    build(() => {
      const x = vector('x');
      const w = new tf.Variable([1, 2, 3], { name: 'w' });
      const apply = (f: unknown) => tf.customGradient(f as never) as unknown as (...args: Tensor[]) => Tensor;
      const gradientOf = (f: unknown) => tf.gradients(apply(f)(x), x);
      expect(() => apply(3)).toThrow(DTypeError);
      expect(() => apply((a: Tensor) => a)(x)).toThrow(/must return \[outputs, gradient\]/);
      expect(() => apply(async (a: Tensor) => [a, a])(x)).toThrow(/returned a promise/);
      expect(() => gradientOf((a: Tensor) => [a, (dy: Tensor) => [dy, dy]])).toThrow(
        /Num gradients 2 generated for op IdentityN\w* \(op type: IdentityN\) do not match num inputs 1/,
      );
      expect(() => gradientOf((a: Tensor) => [a, () => undefined])).toThrow(/returned undefined/);
      expect(() => gradientOf((a: Tensor) => [a, async (dy: Tensor) => dy])).toThrow(
        /callback of customGradient\(…\) returned a promise/,
      );
      expect(() => gradientOf((a: Tensor) => [a, (dy: Tensor) => tf.cast(dy, 'float64')])).toThrow(DTypeError);
      expect(() => gradientOf((a: Tensor) => [a, (dy: Tensor) => tf.reduceSum(dy)])).toThrow(ShapeError);
      expect(() => gradientOf((a: Tensor) => [a.mul(w), (dy: Tensor) => dy])).toThrow(
        /Must return gradient for each variable .* The function uses w:0/,
      );
    });
  });
});

describe('tf.RegisterGradient', () => {
  it('gives operations made under graph.gradientOverrideMap another gradient, inner maps first', async () => {
    tf.RegisterGradient('TimesSeven', (_op, dy) => dy.mul(7));
    tf.RegisterGradient('OfInput', (made, dy) => dy.mul(made.inputs[0]).add(made.outputs[0]));
    const gradients = await runAll(() => {
      const x = tf.constant([1, -2]);
      const graph = tf.getDefaultGraph();
      const [a, b] = graph.gradientOverrideMap({ Relu: 'TimesSeven', Sign: 'Identity' }, () => [
        tf.nn.relu(x),
        tf.sign(x),
      ]);
      const c = graph.gradientOverrideMap({ Relu: 'TimesSeven' }, () =>
        graph.gradientOverrideMap({ Relu: 'OfInput' }, () => tf.nn.relu(x)),
      );
      expect([a, b, c, tf.nn.relu(x)].map(gradientType)).toEqual(['TimesSeven', 'Identity', 'OfInput', undefined]);
      return { fetches: [a, b, c].map((y) => tf.gradients(y, x)[0]!) };
    });
    expect(gradients).toEqual([
      [7, 7],
      [1, 1],
      [2, -2],
    ]);
  });

  it('is remembered by a GraphDef, and put on what is imported', () => {
    tf.RegisterGradient('OfImported', (_op, dy) => dy.mul(2));
    const definition = build((graph) => {
      const x = vector('x');
      graph.gradientOverrideMap({ Neg: 'OfImported' }, () => tf.negative(x, { name: 'y' }));
      tf.exp(x, { name: 'z' });
      return graph.asGraphDef();
    });
    build((graph) => {
      graph.gradientOverrideMap({ Exp: 'Identity' }, () => tf.importGraphDef(definition, { name: '' }));
      const [x, y, z] = ['x:0', 'y:0', 'z:0'].map((name) => graph.getTensorByName(name));
      expect([y, z].map(gradientType)).toEqual(['OfImported', 'Identity']);
      expect(tf.gradients(y, x)[0]!.op.type).toBe('Mul');
      expect(tf.gradients(z, x)[0]!.op.type).toBe('Fill');
    });
  });

  it('gives types a gradient that have none, and refuses names that have one', async () => {
    const x = () => tf.constant([5, 7]);
    build(() => expect(() => tf.gradients(op('TruncateMod', [x(), x()]), x())).not.toThrow());
    build(() => {
      const a = x();
      expect(() => tf.gradients(op('TruncateMod', [a, a]), a)).toThrow(LookupError);
    });
    tf.RegisterGradient('TruncateMod', (_op, dy) => [dy, null]);
    const [gradient] = await runAll(() => {
      const a = x();
      return { fetches: [tf.gradients(op('TruncateMod', [a, tf.constant([3, 4])]), a)[0]!] };
    });
    expect(gradient).toEqual([1, 1]);
    for (const name of ['TruncateMod', 'Relu', 'Shape']) {
      expect(() => tf.RegisterGradient(name, (_op, dy) => dy)).toThrow(`Registering two gradient with name '${name}'!`);
    }
  });

  it('is looked for when gradients are asked for', () => {
    build((graph) => {
      const x = vector('x');
      const y = graph.gradientOverrideMap({ Relu: 'NotThere' }, () => tf.nn.relu(x));
      expect(() => tf.gradients(y, x)).toThrow(
        "No gradient defined for operation 'Relu' (op type: Relu): its gradient is named 'NotThere', a name that no " +
          'tf.RegisterGradient has given in this program.',
      );
      tf.RegisterGradient('NotThere', (_op, dy) => dy);
      expect(tf.gradients(y, x)[0]!.op.type).toBe('Fill');
    });
  });

  it('says of an imported gradient of tf.customGradient that it stayed behind', () => {
    const definition = build((graph) => {
      tf.identity(tf.customGradient((a: Tensor) => [a.mul(2), (dy: Tensor) => dy])(vector('x')), { name: 'y' });
      return graph.asGraphDef();
    });
    build((graph) => {
      tf.importGraphDef(definition, { name: '' });
      const [x, y] = ['x:0', 'y:0'].map((name) => graph.getTensorByName(name));
      expect(() => tf.gradients(y, x)).toThrow(
        /\(op type: IdentityN\): its gradient is named 'CustomGradient-\d+', a name that tf.customGradient made in another/,
      );
    });
  });

  it('refuses what is no map of names, and gradients that do not fit', () => {
    build((graph) => {
      const override = (map: unknown) => graph.gradientOverrideMap(map as never, () => tf.constant(1));
      for (const map of [null, 'Relu', ['Relu'], { Relu: 3 }]) expect(() => override(map)).toThrow(DTypeError);
      expect(() => graph.gradientOverrideMap({}, async () => 1)).toThrow(GraphError);
      expect(() => tf.RegisterGradient('NoFunction', 3 as never)).toThrow(DTypeError);
      tf.RegisterGradient('Awaited', (async () => tf.constant(1)) as never);
      const late = graph.gradientOverrideMap({ Relu: 'Awaited' }, () => tf.nn.relu(vector('late')));
      expect(() => tf.gradients(late, late.op.inputs[0])).toThrow(
        "callback of RegisterGradient('Awaited') returned a promise",
      );
      tf.RegisterGradient('OneTooMany', (_op, dy) => [dy, dy]);
      const x = vector('x');
      const y = graph.gradientOverrideMap({ Relu: 'OneTooMany' }, () => tf.nn.relu(x));
      expect(() => tf.gradients(y, x)).toThrow(/Num gradients 2 .* do not match num inputs 1/);
    });
  });
});

describe('tf.hessians', () => {
  it('has the shape of x twice', async () => {
    const [hessian] = await runAll(() => {
      const x = tf.constant([
        [1, 2],
        [3, 4],
      ]);
      const [found] = tf.hessians(tf.reduceSum(tf.square(x).mul(x)), x);
      expect(found.shape.toString()).toBe('(2, 2, 2, 2)');
      return { fetches: [found.reshape([4, 4])] };
    });
    expect(hessian).toEqual([
      [6, 0, 0, 0],
      [0, 12, 0, 0],
      [0, 0, 18, 0],
      [0, 0, 0, 24],
    ]);
  });

  it('takes an x of unknown sizes', async () => {
    const [hessian] = await runAll(() => {
      const x = tf.placeholder('float32', [null]);
      const [found] = tf.hessians(tf.reduceProd(x), [x]);
      return { fetches: [found], feeds: [[x, [2, 3, 5]]] };
    });
    expect(hessian).toEqual([
      [0, 5, 3],
      [5, 0, 2],
      [3, 2, 0],
    ]);
  });

  it('refuses what is linear, or does not depend on x', () => {
    build(() => {
      const x = vector('x');
      expect(() => tf.hessians(x.mul(2), x)).toThrow(/None values not supported/);
      expect(() => tf.hessians(vector('other'), x)).toThrow(/None values not supported/);
    });
  });
});

describe('operations that nothing flows back through', () => {
  it.each([
    ['HSVToRGB', () => op('HSVToRGB', [tf.zeros([2, 3])])],
    ['RandomShuffle', () => op('RandomShuffle', [tf.zeros([2, 3])])],
    ['ResizeBilinearGrad', () => op('ResizeBilinearGrad', [tf.zeros([1, 2, 2, 1]), tf.zeros([1, 3, 3, 1])])],
  ])('%s', (_type, make) => {
    build(() => {
      const y = make();
      expect(tf.gradients(y, [...y.op.inputs])).toEqual(y.op.inputs.map(() => null));
    });
  });
});
