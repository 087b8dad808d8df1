import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AttrValueSchema,
  create,
  DataType,
  encodeGraphDef,
  type GraphDef,
  GraphDefSchema,
  type MessageInitShape,
  type NodeDefSchema,
} from '../../engine/formats/index.ts';
import { messageText } from '../../engine/graphdef/attribute-text.ts';
import { describeGraph, describeGraphDef, exportGraphDef } from '../../engine/graphdef/index.ts';
import { buildModel, inGraph } from './model.ts';

type Node = MessageInitShape<typeof NodeDefSchema>;
type Attr = MessageInitShape<typeof AttrValueSchema>['value'];

const graphOf = (...node: Node[]): GraphDef => create(GraphDefSchema, { node });
const float: MessageInitShape<typeof AttrValueSchema> = { value: { case: 'type', value: DataType.DT_FLOAT } };
const dims = (...sizes: number[]) => ({ dim: sizes.map((size) => ({ size: BigInt(size) })) });
const shapeAttr = (...sizes: number[]) => ({ value: { case: 'shape', value: dims(...sizes) } }) as const;
const text = (value: Attr, length = 100) => messageText(create(AttrValueSchema, { value }), length);
const outputsOf = (graph: GraphDef) =>
  Object.fromEntries(
    describeGraphDef(graph).nodes.map(({ name, outputs }) => [name, outputs.map(({ dtype, shape }) => [dtype, shape])]),
  );

describe('the description of a GraphDef', () => {
  it('is that of the graph it was written from', () => {
    const [graphDef, described] = inGraph((graph) => {
      buildModel();
      return [exportGraphDef(graph, { addSources: true }), describeGraph(graph)];
    });
    const numbers = (shape: readonly unknown[] | null) => shape?.map((dim) => (typeof dim === 'number' ? dim : null));
    const plain = ({ nodes }: Pick<typeof described, 'nodes'>) =>
      nodes.map(({ source, outputs, attributes, ...node }) => ({
        ...node,
        outputs: outputs.map(({ dtype, shape }) => ({ dtype, shape: numbers(shape) })),
        attributes: attributes.filter(([name]) => name !== '_output_shapes'),
        line: source?.line,
      }));
    expect(described.nodes.length).toBeGreaterThan(40);
    expect(plain(describeGraphDef(graphDef))).toEqual(plain(described));
  });

  it('infers what shapes a GraphDef does not say', () => {
    const [written, bare] = inGraph((graph) => {
      buildModel();
      return [exportGraphDef(graph), exportGraphDef(graph, { addShapes: false })];
    });
    expect(outputsOf(bare)).toEqual(outputsOf(written));
  });

  it('knows shapes past operations that it does not know, where the GraphDef says them', () => {
    const node = (name: string, op: string, input: string[], shape?: number[]): Node => ({
      name,
      op,
      input,
      attr: {
        T: float,
        ...(shape && { _output_shapes: { value: { case: 'list', value: { shape: [dims(...shape)] } } } }),
      },
    });
    const graph = graphOf(
      { name: 'x', op: 'Placeholder', attr: { dtype: float, shape: shapeAttr(-1, 3) } },
      node('custom', 'FancyLayer', ['x'], [-1, 5]),
      node('relu', 'Relu', ['custom']),
      node('lost', 'FancyLayer', ['relu']),
      node('after', 'Relu', ['lost']),
    );
    expect(outputsOf(graph)).toEqual({
      x: [['float32', [null, 3]]],
      custom: [['float32', [null, 5]]],
      relu: [['float32', [null, 5]]],
      lost: [['float32', null]],
      after: [['float32', null]],
    });
  });

  it('follows loops as far as they can be followed', () => {
    const op = (name: string, op: string, ...input: string[]) => ({ name, op, input, attr: { T: float } });
    const graph = graphOf(
      { name: 'x', op: 'Placeholder', attr: { dtype: float, shape: shapeAttr(2, 3) } },
      op('enter', 'Enter', 'x'),
      { ...op('merge', 'Merge', 'enter', 'next'), attr: { T: float, N: { value: { case: 'i', value: 2n } } } } as Node,
      op('relu', 'Relu', 'merge'),
      op('next', 'NextIteration', 'relu'),
      op('exit', 'Exit', 'relu'),
    );
    const { nodes } = describeGraphDef(graph);
    expect(nodes.map(({ name }) => name)).toEqual(['x', 'enter', 'merge', 'relu', 'next', 'exit']);
    expect(outputsOf(graph).enter).toEqual([['float32', [2, 3]]]);
    expect(nodes[2].outputs).toHaveLength(2);
    expect(nodes.map(({ outputs }) => outputs[0].dtype)).toEqual(new Array(6).fill('float32'));
  });

  it('keeps nodes that do not hang together as they are', () => {
    const { nodes } = describeGraphDef(
      graphOf(
        { name: 'a', op: 'Relu', input: ['nowhere', 'a:7', '^gone', '^a'], device: '/gpu:0' },
        { name: 'a', op: 'Twice' },
        { name: '', op: '' },
        { name: '__proto__', op: 'constructor', input: ['toString', 'b:3:4'] },
      ),
    );
    expect(nodes.map(({ name, op, inputs, controlInputs }) => [name, op, inputs, controlInputs])).toEqual([
      ['a', 'Relu', ['nowhere', 'a:7'], ['gone', 'a']],
      ['a', 'Twice', [], []],
      ['', '', [], []],
      ['__proto__', 'constructor', ['toString', 'b:3:4'], []],
    ]);
    expect(nodes[0].device).toBe('/gpu:0');
  });

  it('lists functions with their signatures and shows them at their calls, without inlining them', () => {
    const graph = create(GraphDefSchema, {
      node: [{ name: 'call', op: 'square_plus', input: ['x'] }],
      library: {
        function: [
          {
            signature: {
              name: 'square_plus',
              inputArg: [{ name: 'x', type: DataType.DT_FLOAT }],
              outputArg: [
                { name: 'y', typeAttr: 'T' },
                { name: 'z', type: DataType.DT_INT64 },
              ],
            },
            nodeDef: [{ name: 'mul', op: 'Mul' }],
          },
        ],
      },
    });
    const signature = '(x: float32) -> (y: T, z: int64), 1 nodes';
    const { nodes, functions } = describeGraphDef(graph);
    expect(functions).toEqual([{ name: 'square_plus', signature }]);
    expect(nodes).toHaveLength(1);
    expect(nodes[0].attributes).toEqual([['function', signature]]);
    expect(nodes[0].outputs.map(({ dtype }) => dtype)).toEqual(['', 'int64']);
  });

  it('is not brought down by absurd counts, or by anything else', () => {
    const huge = { value: { case: 'i', value: 2n ** 40n } } as const;
    const { nodes } = describeGraphDef(
      graphOf(
        { name: 'x', op: 'Placeholder', attr: { dtype: float } },
        { name: 'split', op: 'Split', input: ['x', 'x'], attr: { T: float, num_split: huge } },
        { name: 'pack', op: 'Pack', input: ['x'], attr: { T: float, N: huge, axis: huge } },
        { name: 'reader', op: 'Relu', input: ['x:4000000000'], attr: { T: float } },
      ),
    );
    expect(nodes.map(({ outputs }) => outputs.length)).toEqual([1, 0, 1, 1]);
    const names = fc.constantFrom('a', 'b', 'c', 'd', '');
    const attribute = fc.oneof(
      fc.constant(float),
      fc.bigInt({ min: -5n, max: 2n ** 62n }).map((value) => ({ value: { case: 'i', value } }) as const),
      fc.array(fc.integer({ min: -3, max: 5 }), { maxLength: 4 }).map((sizes) => shapeAttr(...sizes)),
      fc.constant({ value: { case: 'list', value: { type: [1, 99, 103] } } } as const),
      fc.constant({ value: { case: 'tensor', value: { dtype: 3, tensorShape: dims(2 ** 40), intVal: [1] } } } as const),
      fc.constant({
        value: { case: 'tensor', value: { dtype: 1, tensorShape: dims(3), tensorContent: new Uint8Array(5) } },
      } as const),
    );
    const node = fc.record({
      name: names,
      op: fc.constantFrom(
        ...['Const', 'Reshape', 'Split', 'Pack', 'Concat', 'ConcatV2', 'MatMul', 'Switch', 'Merge', 'Enter', 'While'],
        ...['Identity', 'IdentityN', 'Conv2D', 'StridedSlice', 'Placeholder', 'VariableV2', 'Range', 'Unknown'],
      ),
      input: fc.array(
        fc.tuple(names, fc.constantFrom('', ':1', ':70000', ':x')).map(([name, output]) => name + output),
        { maxLength: 4 },
      ),
      attr: fc.dictionary(
        fc.constantFrom(
          'T',
          'N',
          'dtype',
          'shape',
          'value',
          'num_split',
          'axis',
          '_output_shapes',
          'Tshape',
          '__proto__',
        ),
        attribute,
        { maxKeys: 6, noNullPrototype: true },
      ),
    });
    fc.assert(
      fc.property(fc.array(node, { maxLength: 8 }), (nodes) => {
        const graph = graphOf(...(nodes as Node[]));
        const description = describeGraphDef(graph);
        expect(description.nodes.map(({ name }) => name)).toEqual(nodes.map(({ name }) => name));
        for (const { outputs } of description.nodes) expect(outputs.length).toBeLessThanOrEqual(10_000);
        structuredClone(description);
      }),
      { numRuns: 500 },
    );
  });

  it('goes down a chain of a hundred thousand nodes', () => {
    const node = Array.from({ length: 100_000 }, (_, i) => ({ name: `n${i}`, op: 'Relu', input: [`n${i + 1}`] }));
    expect(describeGraphDef(graphOf(...node)).nodes).toHaveLength(100_000);
  });
});

describe('attributes as text', () => {
  it.each<[Attr, string]>([
    [{ case: 'type', value: DataType.DT_FLOAT }, 'float32'],
    [{ case: 'type', value: 101 as DataType }, 'float32_ref'],
    [{ case: 'type', value: DataType.DT_HALF }, 'float16'],
    [{ case: 'type', value: DataType.DT_BFLOAT16 }, 'bfloat16'],
    [{ case: 'type', value: 77 as DataType }, 'type 77'],
    [{ case: 'i', value: -(2n ** 62n) }, '-4611686018427387904'],
    [{ case: 'f', value: Math.fround(0.1) }, '0.1'],
    [{ case: 'f', value: Number.NaN }, 'NaN'],
    [{ case: 'b', value: true }, 'true'],
    [{ case: 's', value: new TextEncoder().encode('SAME') }, 'SAME'],
    [{ case: 's', value: Uint8Array.of(0xff, 0x41, 0) }, '\\xffA\\x00'],
    [{ case: 'shape', value: dims(-1, 784) }, '[?, 784]'],
    [{ case: 'shape', value: {} }, '[]'],
    [{ case: 'shape', value: { unknownRank: true } }, 'unknown rank'],
    [{ case: 'list', value: { i: [1n, 2n, 2n, 1n] } }, '[1, 2, 2, 1]'],
    [{ case: 'list', value: { s: [new TextEncoder().encode('loc:@w')] } }, '["loc:@w"]'],
    [{ case: 'list', value: {} }, '[]'],
    [{ case: 'placeholder', value: 'T' }, 'placeholder T'],
    [{ case: 'func', value: { name: 'f', attr: { T: float } } }, 'f(T=float32)'],
    [
      { case: 'tensor', value: { dtype: 1, tensorShape: dims(784, 500), floatVal: [0.5] } },
      '<tensor float32 [784, 500]: 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, …>',
    ],
    [
      {
        case: 'tensor',
        value: { dtype: 3, tensorShape: dims(2), tensorContent: Uint8Array.of(3, 0, 0, 0, 4, 0, 0, 0) },
      },
      '<tensor int32 [2]: 3, 4>',
    ],
    [
      { case: 'tensor', value: { dtype: 7, tensorShape: {}, stringVal: [new TextEncoder().encode('a"b')] } },
      '<tensor string []: "a\\"b">',
    ],
    [{ case: 'tensor', value: { dtype: 10, tensorShape: {} } }, '<tensor bool []: false>'],
    [{ case: 'tensor', value: { dtype: 8, tensorShape: dims(1) } }, '<tensor complex64 [1]>'],
    [{ case: 'tensor', value: { dtype: 1, tensorShape: dims(0) } }, '<tensor float32 [0]>'],
    [{ case: undefined }, ''],
  ])('%#: %o', (value, expected) => {
    expect(text(value)).toBe(expected);
  });

  it('are elided, however much there is of them', () => {
    const i = new Array(1_000_000).fill(7n);
    expect(text({ case: 'list', value: { i } }, 12)).toBe('[7, 7, 7, 7…');
    expect(text({ case: 's', value: new Uint8Array(5_000_000).fill(0x61) }, 10)).toBe('aaaaaaaaa…');
  });

  it('end where functions hold functions without end', () => {
    let value: Attr = { case: 'i', value: 1n };
    for (let depth = 0; depth < 50; depth++)
      value = { case: 'func', value: { name: `f${depth}`, attr: { g: { value } } } };
    expect(text(value, 1000)).toBe('f49(g=f48(g=f47(g=f46(g=f45(g=f44(g=f43(g=f42(g=f41(…)))))))))');
  });
});

describe('source lines in GraphDefs', () => {
  it('are written when asked for, each place once, and read back', () => {
    const [graph, operations] = inGraph((graph) => {
      buildModel();
      return [exportGraphDef(graph, { addSources: true }), graph.getOperations()];
    });
    const { nodes } = describeGraphDef(graph);
    expect(nodes.map(({ source }) => source?.line)).toEqual(operations.map(({ source }) => source?.line));
    expect(nodes[0].source).toMatchObject({ file: 'test/graphdef/model.ts' });
    const places = new Set(operations.flatMap(({ source }) => (source ? [`${source.line}:${source.column}`] : [])));
    expect(Object.keys(graph.debugInfo!.framesById)).toHaveLength(places.size);
    expect(graph.debugInfo!.files).toEqual(['test/graphdef/model.ts']);
  });

  it('are not in what is given away, nor anything else in their place', () => {
    const [plain, withSources] = inGraph((graph) => {
      buildModel();
      return [exportGraphDef(graph), exportGraphDef(graph, { addSources: true })];
    });
    expect(plain.debugInfo).toBeUndefined();
    expect(encodeGraphDef({ ...withSources, debugInfo: undefined })).toEqual(encodeGraphDef(plain));
  });

  it("are the user's of TensorFlow's stacks, new and old", () => {
    const graph = create(GraphDefSchema, {
      node: [{ name: 'new' }, { name: 'old' }, { name: 'none' }, { name: 'broken' }, { name: 'library' }],
      debugInfo: {
        files: ['/usr/lib/python3/site-packages/tensorflow/python/ops.py', '/models/train.py'],
        framesById: { 1: { fileIndex: 0, line: 5 }, 2: { fileIndex: 1, line: 12, col: 3 } },
        tracesById: { 7: { frameId: [1n, 2n] }, 8: { frameId: [99n] }, 9: { frameId: [1n] } },
        nameToTraceId: { new: 7n, broken: 8n, library: 9n },
        traces: {
          'old@': {
            fileLineCols: [
              { fileIndex: 0, line: 1 },
              { fileIndex: 1, line: 30 },
            ],
          },
        },
      },
    });
    expect(
      describeGraphDef(graph).nodes.map(({ name, source }) => [
        name,
        source && `${source.file}:${source.line}:${source.column}`,
      ]),
    ).toEqual([
      ['new', '/models/train.py:12:3'],
      ['old', '/models/train.py:30:1'],
      ['none', undefined],
      ['broken', undefined],
      ['library', '/usr/lib/python3/site-packages/tensorflow/python/ops.py:5:1'],
    ]);
  });
});
