import { beforeEach, describe, expect, it } from 'vitest';
import { type Available, type CompilerOptions, compileStage, prune, runInputs } from '../../engine/compiler/index.ts';
import {
  Graph,
  NdArray,
  type Operation,
  symbol,
  Tensor,
  TensorShape,
  withDefaultGraph,
} from '../../engine/graph/index.ts';
import { addOp, constantTensor, int32Vector, op } from '../../engine/ops/index.ts';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
const build = <T>(body: () => T): T => withDefaultGraph(graph, body);

const placeholder = (name: string, ...dims: (number | string)[]) =>
  op(
    'Placeholder',
    [],
    { dtype: 'float32', shape: TensorShape.of(...dims.map((d) => (typeof d === 'string' ? symbol(d) : d))) },
    name,
  );
const variable = (name: string, ...shape: number[]) =>
  op('VariableV2', [], { dtype: 'float32', shape: TensorShape.of(...shape) }, name);

function compile(
  fetches: (Tensor | Operation)[],
  feeds: [Tensor, Available['shape'], number[]?][] = [],
  options: CompilerOptions = {},
) {
  const tensors = fetches.filter((f): f is Tensor => f instanceof Tensor);
  const available = new Map(feeds.map(([tensor, shape]) => [tensor, { dtype: tensor.dtype, shape } as Available]));
  return compileStage(
    {
      graph,
      steps: prune(
        tensors,
        fetches.filter((f): f is Operation => !(f instanceof Tensor)),
        (t) => available.has(t),
      ),
      available,
      inputsOf: runInputs((t) => available.has(t)),
      done: new Set(),
      dead: new Set(),
      known: new Map(feeds.flatMap(([tensor, , elements]) => (elements ? [[tensor, elements] as const] : []))),
      fetches: tensors,
      variables: { isInitialized: () => false, shapeOf: () => undefined },
    },
    { verify: true, ...options },
  );
}

describe('fusion', () => {
  it('computes a product, its bias and its activation in one kernel', () => {
    const x = build(() => placeholder('x', 'batch', 4));
    const y = build(() => {
      const w = constantTensor(NdArray.zeros('float32', [4, 3]));
      const b = constantTensor(NdArray.zeros('float32', [3]));
      return op('Relu', [op('BiasAdd', [op('MatMul', [x, w]), b])]);
    });
    const { plan } = compile([y], [[x, [2, 4]]]);
    expect(plan.kernels.map((k) => [k.kind, k.covers])).toEqual([['matmul', ['MatMul', 'BiasAdd', 'Relu']]]);
    expect(compile([y], [[x, [2, 4]]], { fuse: false }).plan.kernels).toHaveLength(3);
  });

  it('keeps what is read twice, unless it is nothing but a view', () => {
    const x = build(() => placeholder('x', 3, 4));
    const fetches = build(() => {
      const costly = op('Exp', [x]);
      const view = op('Transpose', [costly, int32Vector([1, 0])]);
      return [costly, op('Relu6', [view]), op('Elu', [view])];
    });
    const { plan } = compile(fetches, [[x, [3, 4]]]);
    expect(plan.kernels.map((k) => k.covers)).toEqual([['Exp'], ['Transpose', 'Relu6'], ['Transpose', 'Elu']]);
  });

  it('computes again, for each reader, what costs no more than to read it', () => {
    const [x, y] = build(() => [placeholder('x', 3, 4), placeholder('y', 3, 4)]);
    const fetches = build(() => {
      const cheap = op('Relu', [x]);
      const large = op('Add', [x, y]);
      return [op('Exp', [cheap]), op('Tanh', [cheap]), op('Exp', [large]), op('Tanh', [large])];
    });
    const { plan } = compile(fetches, [
      [x, [3, 4]],
      [y, [3, 4]],
    ]);
    const covers = plan.kernels.map((kernel) => kernel.covers);
    expect(covers).toHaveLength(5);
    expect(covers).toEqual(expect.arrayContaining([['Relu', 'Exp'], ['Relu', 'Tanh'], ['Add']]));
  });

  it('reads a transposed operand of a product in place', () => {
    const x = build(() => placeholder('x', 3, 4));
    const y = build(() => op('MatMul', [op('Transpose', [x, int32Vector([1, 0])]), x]));
    const [kernel, ...more] = compile([y], [[x, [3, 4]]]).plan.kernels;
    expect(more).toEqual([]);
    expect(kernel).toMatchObject({ kind: 'matmul', transposeA: true, transposeB: false });
  });
});

describe('sums over the rows of a product', () => {
  const gradientOf = (fuse: boolean) => {
    const [x, w, mask] = build(() => [placeholder('x', 80, 4), placeholder('w', 4, 64), placeholder('mask', 80, 64)]);
    const fetches = build(() => {
      const masked = op('Mul', [op('MatMul', [x, w]), mask]);
      const sums = op('Sum', [masked, int32Vector([0])]);
      return [masked, sums, op('Exp', [sums])];
    });
    return compile(
      fetches,
      [
        [x, [80, 4]],
        [w, [4, 64]],
        [mask, [80, 64]],
      ],
      { fuse },
    ).plan.kernels;
  };
  it('are taken by the product', () => {
    const [product, after, ...more] = gradientOf(true);
    expect(more).toEqual([]);
    expect(product).toMatchObject({ kind: 'matmul', columnSums: expect.any(Number), covers: ['MatMul', 'Mul', 'Sum'] });
    expect(after).toMatchObject({ kind: 'elementwise', covers: ['Exp'] });
    expect(gradientOf(false).map(({ kind }) => kind)).toEqual(['matmul', 'elementwise', 'reduce', 'elementwise']);
  });
  it('are left to a kernel of their own where there are few', () => {
    const x = build(() => placeholder('x', 3, 4));
    const fetches = build(() => {
      const y = op('MatMul', [x, constantTensor(NdArray.zeros('float32', [4, 5]))]);
      return [y, op('Sum', [y, int32Vector([0])])];
    });
    expect(compile(fetches, [[x, [3, 4]]]).plan.kernels.map(({ kind }) => kind)).toEqual(['matmul', 'reduce']);
  });
  it('are left to a kernel of their own where matrices are many and small', () => {
    const [x, w] = build(() => [placeholder('x', 64, 4, 8), placeholder('w', 64, 8, 64)]);
    const fetches = build(() => {
      const y = op('BatchMatMul', [x, w]);
      return [y, op('Sum', [y, int32Vector([0, 1])])];
    });
    const { kernels } = compile(fetches, [
      [x, [64, 4, 8]],
      [w, [64, 8, 64]],
    ]).plan;
    expect(kernels.map(({ kind }) => kind)).toEqual(['matmul', 'reduce']);
  });
  it('are left alone where they are over columns, or of part of the rows', () => {
    const [x, w] = build(() => [placeholder('x', 80, 4), placeholder('w', 4, 64)]);
    const fetches = build(() => {
      const y = op('MatMul', [x, w]);
      const part = op('Slice', [y, int32Vector([1, 0]), int32Vector([70, 64])]);
      return [
        y,
        op('Sum', [y, int32Vector([1])]),
        op('Sum', [part, int32Vector([0])]),
        op('Max', [y, int32Vector([0])]),
      ];
    });
    const { kernels } = compile(fetches, [
      [x, [80, 4]],
      [w, [4, 64]],
    ]).plan;
    expect(kernels.map((kernel) => [kernel.kind, 'columnSums' in kernel])).toEqual([
      ['matmul', false],
      ['reduce', false],
      ['reduce', false],
      ['reduce', false],
    ]);
  });
});

describe('a product of rows that a gather picks', () => {
  const lookUp = (more: (found: Tensor, product: Tensor) => Tensor[]) => {
    const [table, words] = build(() => [placeholder('table', 9, 4), placeholder('words', 2, 3)]);
    const [fetches, indices] = build(() => {
      const indices = op('Cast', [words], { DstT: 'int32' });
      const found = op('Reshape', [op('Gather', [table, indices]), int32Vector([6, 4])]);
      const product = op('MatMul', [found, constantTensor(NdArray.zeros('float32', [4, 5]))]);
      const fetches: Tensor[] = [product, ...more(found, product)];
      return [fetches, indices] as const;
    });
    return compile(fetches, [
      [table, [9, 4]],
      [indices, [2, 3]],
    ]).plan.kernels;
  };
  it('reads them where they lie', () => {
    const [kernel, ...more] = lookUp(() => []);
    expect(more).toEqual([]);
    expect(kernel).toMatchObject({ kind: 'matmul', rowsOfA: expect.any(Number), covers: ['Gather', 'MatMul'] });
  });
  it('takes copies that somebody else reads too', () => {
    expect(lookUp((found) => [op('Exp', [found])]).map(({ kind }) => kind)).toEqual([
      'gather',
      'matmul',
      'elementwise',
    ]);
  });
});

describe('variables', () => {
  it('are updated in place by the kernel that computes the new contents', () => {
    const target = build(() => addOp('AssignAdd', [variable('v', 8), placeholder('d', 8)]));
    const feed = target.inputs[1];
    const { plan } = compile([target], [[feed, [8]]]);
    expect(plan.kernels).toHaveLength(1);
    const [kernel] = plan.kernels;
    expect(kernel.kind === 'elementwise' && plan.places[kernel.outputs[0]]).toEqual({
      kind: 'variable',
      variable: 'v',
    });
    expect(plan.reads.map((r) => r.variable)).toEqual(['v']);
    expect(plan.writes.map((w) => w.variable)).toEqual(['v']);
  });

  it('keep the contents that an earlier read saw when they are assigned afterwards', () => {
    const [before, assign] = build(() => {
      const v = variable('v', 8);
      const snapshot = op('Identity', [v], {}, 'before');
      return [snapshot, addOp('AssignAdd', [v, snapshot])];
    });
    const { plan } = compile([before, assign]);
    const fetched = plan.places[plan.fetches[0].value];
    expect(fetched?.kind).toBe('arena');
    // One kernel saves the old contents, one adds.
    expect(plan.kernels).toHaveLength(2);
  });

  it('that are only assigned need no value first', () => {
    const assign = build(() => addOp('Assign', [variable('v', 2), constantTensor(NdArray.zeros('float32', [2]))]));
    const { plan } = compile([assign]);
    expect(plan.reads).toEqual([]);
    expect(plan.kernels.map((k) => k.kind)).toEqual(['assign']);
  });
});

describe('stages', () => {
  it('end where sizes hang on fed values, and go on when these are known', () => {
    const [x, shape, y] = build(() => {
      const data = placeholder('x', 'n');
      const wanted = op('Placeholder', [], { dtype: 'int32', shape: TensorShape.of(2) }, 'shape');
      return [data, wanted, op('Relu', [op('Reshape', [data, wanted])])];
    });
    const first = compile(
      [y],
      [
        [x, [6]],
        [shape, [2]],
      ],
    );
    expect(first.awaits).toEqual([shape]);
    expect(first.plan.kernels).toEqual([]);
    const second = compile(
      [y],
      [
        [x, [6]],
        [shape, [2], [3, 2]],
      ],
    );
    expect(second.awaits).toBeNull();
    expect(second.plan.values[second.plan.fetches[0].value].shape).toEqual([3, 2]);
  });

  it('are one where inference follows the sizes through the graph', () => {
    const x = build(() => placeholder('x', 'batch', 2, 3));
    const y = build(() => {
      const sizes = op('Shape', [x], { out_type: 'int32' });
      return op('Reshape', [x, op('Reshape', [sizes, int32Vector([3])])]);
    });
    expect(y.shape.toSymbolic()).toBe('[batch, 2, 3]');
    expect(compile([y], [[x, [5, 2, 3]]]).awaits).toBeNull();
  });
});

describe('missing feeds', () => {
  it('are named with type and shape', () => {
    const x = build(() => placeholder('x', 'batch', 784));
    expect(() => compile([x])).toThrow(
      "You must feed a value for placeholder tensor 'x' with dtype float and shape [?,784]",
    );
  });
});
