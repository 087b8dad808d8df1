import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { decodeMessage, decodeMetaGraphDef, FormatError, VariableDefSchema } from '../../engine/formats/index.ts';
import { exportMetaGraph, importMetaGraph, metaGraphOf, registerCollection } from '../../engine/graphdef/index.ts';
import * as tf from '../../engine/index.ts';
import { fixtureBytes } from '../formats/fixture.ts';
import { buildModel, inGraph } from './model.ts';

const saverDef = { filenameTensorName: 'save/Const:0', saveTensorName: 's:0', restoreOpName: 'r', maxToKeep: 5 };

describe('export', () => {
  test('writes graph, versions, saver and variables', () => {
    inGraph((graph) => {
      buildModel();
      const meta = decodeMetaGraphDef(exportMetaGraph(graph, { saverDef }));
      expect(meta.metaInfoDef).toMatchObject({ tensorflowVersion: '1.15.0', strippedOpList: { op: [] } });
      expect(meta.saverDef).toMatchObject(saverDef);
      expect(meta.graphDef?.node).toHaveLength(graph.getOperations().length);
      const { kind } = meta.collectionDef.trainable_variables;
      if (kind.case !== 'bytesList') throw new Error(String(kind.case));
      expect(decodeMessage(VariableDefSchema, kind.value.value[0])).toMatchObject({
        variableName: 'layer/w:0',
        initializerName: 'layer/w/Assign',
        snapshotName: 'layer/w/read:0',
        initialValueName: 'layer/truncated_normal:0',
        trainable: true,
      });
      expect(meta.collectionDef.train_op.kind).toMatchObject({ case: 'nodeList', value: { value: ['Momentum'] } });
    });
  });

  test('keeps numbers, text, bytes, tensors and operations, and says which collections it must leave out', () => {
    inGraph((graph) => {
      const { x, done } = buildModel();
      const items = {
        ints: [1, 2n ** 40n],
        floats: [1, 2.5],
        texts: ['a', Uint8Array.of(255)],
        nodes: [x, done],
        mixed: [1, x],
        objects: [{}],
      };
      for (const [key, values] of Object.entries(items)) for (const value of values) tf.addToCollection(key, value);
      const notes: string[] = [];
      const collections = Object.keys(items);
      const meta = metaGraphOf(graph, { collections, note: (text) => notes.push(text) });
      expect(Object.keys(meta.collectionDef)).toEqual(['ints', 'floats', 'texts', 'nodes']);
      expect(notes).toEqual([
        expect.stringContaining("Collection 'mixed' is left out"),
        expect.stringContaining("Collection 'objects' is left out"),
      ]);
      const again = new tf.Graph();
      importMetaGraph(meta, { graph: again });
      expect(again.getCollection('ints')).toEqual([1, 2 ** 40]);
      expect(again.getCollection('floats')).toEqual([1, 2.5]);
      expect(again.getCollection('texts')).toEqual([new TextEncoder().encode('a'), Uint8Array.of(255)]);
      expect(again.getCollection('nodes')).toEqual([again.getTensorByName('x:0'), again.getOperationByName('done')]);
    });
  });

  test('warns once of what it leaves out when nobody listens', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    inGraph((graph) => {
      tf.addToCollection('objects', {});
      exportMetaGraph(graph);
      exportMetaGraph(graph);
    });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test('leaves out devices and default attributes when asked to', () => {
    inGraph((graph) => {
      buildModel();
      const node = (options: object, name: string) =>
        metaGraphOf(graph, options).graphDef!.node.find((candidate) => candidate.name === name)!;
      expect([node({}, 'halves').device, node({ clearDevices: true }, 'halves').device]).toEqual(['/device:CPU:0', '']);
      expect(Object.keys(node({}, 'MatMul').attr)).toContain('transpose_a');
      expect(Object.keys(node({ stripDefaultAttrs: true }, 'MatMul').attr).sort()).toEqual(['T', '_output_shapes']);
      const bytes = exportMetaGraph(graph, { stripDefaultAttrs: true });
      const again = new tf.Graph();
      importMetaGraph(bytes, { graph: again });
      expect(exportMetaGraph(again)).toEqual(exportMetaGraph(graph));
    });
  });
});

describe('import', () => {
  test.each([false, true])('gives the same graph and collections again (text: %s)', (asText) => {
    inGraph((graph) => {
      buildModel();
      const bytes = exportMetaGraph(graph, { saverDef, asText });
      const again = new tf.Graph();
      const { saverDef: found } = importMetaGraph(bytes, { graph: again });
      expect(found).toMatchObject(saverDef);
      expect(exportMetaGraph(again, { saverDef, asText })).toEqual(bytes);
    });
  });

  test('gives variables that are variables, one object in all collections', async () => {
    const bytes = inGraph((graph) => {
      buildModel();
      return exportMetaGraph(graph);
    });
    const graph = new tf.Graph();
    importMetaGraph(bytes, { graph });
    const [w] = graph.getCollection<tf.Variable>('variables');
    expect(w).toBeInstanceOf(tf.Variable);
    expect(String(w)).toBe("<tf.Variable 'layer/w:0' shape=(3, 2) dtype=float32_ref>");
    expect(graph.getCollection('trainable_variables')).toEqual([w]);
    expect(graph.getCollection('trainable_variables')[0]).toBe(w);
    const [train] = graph.getCollection<tf.Operation>('train_op');
    using sess = new tf.Session({ graph });
    await sess.run(graph.asDefault(() => tf.globalVariablesInitializer()));
    const before = (await sess.run(w)) as tf.NdArray;
    await sess.run(train, { 'x:0': [[1, 2, 3]] });
    expect(((await sess.run(w)) as tf.NdArray).toArray()).not.toEqual(before.toArray());
    const assigned = graph.asDefault(() => w.assign(tf.ones([3, 2])));
    expect(((await sess.run(assigned)) as tf.NdArray).toArray()).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  test('under a scope: nodes, variables, collections and the saver have it', () => {
    const bytes = inGraph((graph) => {
      buildModel();
      return exportMetaGraph(graph, { saverDef });
    });
    inGraph((graph) => {
      const scopes = ['a', 'a'].map((importScope) => importMetaGraph(bytes, { importScope }).saverDef?.restoreOpName);
      expect(scopes).toEqual(['a/r', 'a_1/r']);
      const names = graph.getCollection<tf.Variable>('trainable_variables').map(({ name }) => name);
      expect(names).toEqual(['a/layer/w:0', 'a_1/layer/w:0']);
      expect(graph.getCollection<tf.Operation>('train_op').map(({ name }) => name)).toEqual([
        'a/Momentum',
        'a_1/Momentum',
      ]);
    });
  });

  test('drops devices when asked to', () => {
    const bytes = inGraph((graph) => {
      buildModel();
      return exportMetaGraph(graph);
    });
    const graph = new tf.Graph();
    importMetaGraph(bytes, { graph, clearDevices: true });
    expect(graph.getOperationByName('halves').device).toBe('');
  });

  test("reads TensorFlow's file", () => {
    const graph = new tf.Graph();
    const { metaGraph } = importMetaGraph(fixtureBytes('graph.meta'), { graph });
    expect(metaGraph.metaInfoDef?.tensorflowVersion).toMatch(/^2\./);
    expect(graph.getCollection<tf.Variable>('variables').map(String)).toEqual([
      "<tf.Variable 'w:0' shape=(3, 2) dtype=float32_ref>",
    ]);
    expect(graph.getCollection('summaries')).toEqual([graph.getTensorByName('loss:0')]);
  });

  test.each([
    ['bytes of nothing known', Uint8Array.of(0x0a, 0xff, 0x01), 'not a valid MetaGraphDef'],
    ['text of nothing known', new TextEncoder().encode('meta_info_def { oops'), 'the MetaGraphDef:1:'],
    ['a message without a graph', new Uint8Array(), 'it has no graph'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => importMetaGraph(bytes, { graph: new tf.Graph() })).toThrow(FormatError);
    expect(() => importMetaGraph(bytes, { graph: new tf.Graph() })).toThrow(message);
  });
});

test('a room can teach its own items', () => {
  class Note {
    readonly text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  registerCollection('notes', {
    encode: (item) => (item instanceof Note ? new TextEncoder().encode(item.text) : undefined),
    decode: (bytes, _, prefix) => new Note(prefix + new TextDecoder().decode(bytes)),
  });
  const bytes = inGraph((graph) => {
    tf.addToCollection('notes', new Note('hello'));
    tf.noOp();
    return exportMetaGraph(graph);
  });
  const graph = new tf.Graph();
  importMetaGraph(bytes, { graph, importScope: 's' });
  expect(graph.getCollection<Note>('notes').map(({ text }) => text)).toEqual(['s/hello']);
});
