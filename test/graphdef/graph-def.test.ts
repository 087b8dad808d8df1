import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AttrValueSchema, create, decodeGraphDef, encodeGraphDef, FormatError } from '../../engine/formats/index.ts';
import { encodeGraph, exportGraphDef, formatGraph, importGraphDef } from '../../engine/graphdef/index.ts';
import * as tf from '../../engine/index.ts';
import { fixtureBytes, fixtureText } from '../formats/fixture.ts';
import { buildModel, inGraph } from './model.ts';

const exported = inGraph((graph) => {
  buildModel();
  return { bytes: encodeGraph(graph), text: formatGraph(graph) };
});
const namesIn = (graph: tf.Graph) => graph.getOperations().map(({ name }) => name);

describe('export', () => {
  test("writes TensorFlow's nodes: types, inputs, control inputs, devices, static shapes", () => {
    const { node, versions } = decodeGraphDef(exported.bytes);
    expect(versions?.producer).toBe(134);
    const find = (name: string) => node.find((candidate) => candidate.name === name)!;
    expect(find('layer/w').op).toBe('VariableV2');
    expect(find('done').input).toEqual(['^halves', '^text']);
    expect(find('halves').device).toBe('/device:CPU:0');
    expect(find('halves').attr.num_split.value).toEqual({ case: 'i', value: 2n });
    const shapes = find('y').attr._output_shapes.value;
    expect(shapes.case === 'list' && shapes.value.shape[0].dim.map(({ size }) => size)).toEqual([-1n, 2n]);
    expect(find('gradients/y_grad/mul')?.input.length).toBe(2);
  });

  test('leaves shapes out when asked to, and earlier operations', () => {
    inGraph((graph) => {
      buildModel();
      expect(exportGraphDef(graph, { addShapes: false }).node.some(({ attr }) => attr._output_shapes)).toBe(false);
      const { length } = graph.getOperations();
      tf.constant(1, { name: 'later' });
      expect(exportGraphDef(graph, { fromVersion: length }).node.map(({ name }) => name)).toEqual(['later']);
    });
  });
});

describe('import', () => {
  test.each(['bytes', 'text'] as const)('of %s gives the same graph again', (form) => {
    inGraph((graph) => {
      importGraphDef(exported[form], { name: '' });
      expect(formatGraph(graph)).toBe(exported.text);
      expect(encodeGraph(graph)).toEqual(exported.bytes);
    });
  });

  test("runs TensorFlow's own graph", async () => {
    const graph = new tf.Graph();
    const [x, product, init] = importGraphDef(fixtureBytes('graph.pb'), {
      name: '',
      graph,
      returnElements: ['x:0', 'product:0', 'w/Assign'],
    }) as [tf.Tensor, tf.Tensor, tf.Operation];
    expect(String(x)).toBe('Tensor("x:0", shape=(?, 3), dtype=float32)');
    using sess = new tf.Session({ graph });
    await sess.run(init);
    const result = (await sess.run(product, [[x, [[1, 2, 3]]]])) as tf.NdArray;
    expect(result.toArray()).toEqual([[0, 0]]);
  });

  test("of TensorFlow's text says what its bytes say", () => {
    const names = [fixtureText('graph.pbtxt'), fixtureBytes('graph.pb')].map((source) =>
      inGraph((graph) => {
        importGraphDef(source, { name: '' });
        return formatGraph(graph);
      }),
    );
    expect(names[0]).toBe(names[1]);
  });

  test('puts names under a prefix, "import" by default, unique if taken', () => {
    inGraph((graph) => {
      importGraphDef(exported.bytes);
      importGraphDef(exported.bytes);
      importGraphDef(exported.bytes, { name: 'mine' });
      const names = namesIn(graph);
      for (const name of ['import/x', 'import_1/x', 'mine/x']) expect(names).toContain(name);
      const assign = graph.getOperationByName('mine/layer/w/Assign');
      expect(assign.inputs[0].name).toBe('mine/layer/w:0');
      expect(graph.getOperationByName('mine/layer/w/read').attributes._class?.value).toEqual(['loc:@mine/layer/w']);
    });
  });

  test('replaces tensors by those of the graph and returns what is asked for', () => {
    inGraph((graph) => {
      const mine = tf.placeholder('float32', [5, 3], { name: 'mine' });
      const [y, done] = importGraphDef(exported.bytes, {
        inputMap: { x: mine },
        returnElements: ['y:0', 'done'],
      }) as [tf.Tensor, tf.Operation];
      expect([y.name, String(y.shape), done.name]).toEqual(['import/y:0', '(5, 2)', 'import/done']);
      expect(graph.consumersOf(mine)).toHaveLength(2);
    });
  });

  test.each([
    ['a mapping that nothing uses', { inputMap: { nobody: 'x' } }, 'not found in graph_def: [nobody]'],
    ['an element that is not there', { returnElements: ['nobody:0'] }, "Requested return element 'nobody:0' not found"],
  ])('refuses %s', (_, options, message) => {
    inGraph((graph) => {
      const x = tf.placeholder('float32', [null, 3]);
      const given = { ...options, ...('inputMap' in options && { inputMap: { nobody: x } }), graph };
      expect(() => importGraphDef(exported.bytes, given as never)).toThrow(message);
    });
  });

  test('attributes of no meaning here survive', () => {
    const message = decodeGraphDef(exported.bytes);
    message.node[0].attr._custom = create(AttrValueSchema, { value: { case: 'func', value: { name: 'f' } } });
    inGraph((graph) => {
      importGraphDef(encodeGraphDef(message), { name: '' });
      expect(exportGraphDef(graph).node[0].attr._custom.value).toMatchObject({ case: 'func', value: { name: 'f' } });
    });
  });
});

describe('a GraphDef that does not hold together', () => {
  const nodes = (...node: object[]) => encodeGraphDef({ node: node as never });
  const dtype = { dtype: { value: { case: 'type' as const, value: 1 } } };
  const placeholder = { name: 'x', op: 'Placeholder', attr: dtype };
  const identity = (input: string) => ({
    name: 'i',
    op: 'Identity',
    input: [input],
    attr: { T: { value: { case: 'type' as const, value: 1 } } },
  });

  test.each([
    ['an unknown operation', nodes({ name: 'a', op: 'Frobnicate' }), "Op type not registered 'Frobnicate'"],
    ['an input that is not there', nodes(identity('nobody')), "its input 'nobody' is not found"],
    ['an output that is not there', nodes(placeholder, identity('x:3')), "its input 'x:3' names output 3"],
    ['a control input that is not there', nodes({ ...placeholder, input: ['^nobody'] }), "'nobody' is not found"],
    ['a name twice', nodes(placeholder, placeholder), "Node 'x' stands in the GraphDef twice"],
    ['a missing attribute', nodes({ name: 'x', op: 'Placeholder' }), "attribute 'dtype' is missing"],
    ['too few inputs', nodes({ ...identity('x'), input: [] }), 'Identity takes 1 inputs here, but the node has 0'],
    [
      'an input of another type',
      nodes({ ...placeholder, attr: { dtype: { value: { case: 'type', value: 3 } } } }, identity('x')),
      "input 'input' of Identity must be float32, but 'import/x:0' is int32",
    ],
    [
      'a value where a reference belongs',
      nodes(placeholder, { ...identity('x'), op: 'AssignAdd', input: ['x', 'x'] }),
      "input 'ref' of AssignAdd must be a variable's reference",
    ],
    ['a cycle', nodes(identity('i')), 'has a cycle through node'],
    ['a bad name', nodes({ ...placeholder, name: 'a b' }), 'a b'],
  ])('is refused: %s', (_, bytes, message) => {
    inGraph((graph) => expect(() => importGraphDef(bytes, { graph })).toThrow(message));
  });

  test.each([
    ['bytes', Uint8Array.of(10, 200, 1)],
    ['text', 'node { name: 3 }'],
    ['an attribute of the wrong kind', nodes({ ...placeholder, attr: { dtype: { value: { case: 'i', value: 1n } } } })],
  ])('is a FormatError: %s', (_, source) => {
    inGraph((graph) => expect(() => importGraphDef(source, { graph })).toThrow(FormatError));
  });

  test('of any damage throws an error of ours or imports, and never hangs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(exported.bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const bytes = exported.bytes.slice();
          for (const [at, value] of changes) bytes[at] = value;
          inGraph((graph) => {
            try {
              importGraphDef(bytes, { graph });
            } catch (error) {
              const { name } = error as Error;
              expect(
                ['FormatError', 'GraphError', 'ShapeError', 'DTypeError', 'LookupError', 'InvalidArgumentError'],
                String((error as Error).stack),
              ).toContain(name);
            }
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});
