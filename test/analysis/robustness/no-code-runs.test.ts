/** Files that try to get at what analyses them: nothing of them runs, and nothing of the analysis changes. */

import { afterEach, describe, expect, it } from 'vitest';
import { analyze } from '../../../engine/analysis/index.ts';
import { Graph, Operation, Tensor, TensorShape } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { memoryHost } from '../truth/memory-host.ts';

const head = "import * as tf from 'tensorloom';\nconst x = tf.placeholder('float32', [null, 3], { name: 'x' });\n";

const escapes = {
  eval: "eval('globalThis.escaped = 1'); (0, eval)('globalThis.escaped = 1'); globalThis.eval('globalThis.escaped = 1');",
  Function: "Function('globalThis.escaped = 1')(); new Function('globalThis.escaped = 1')();",
  'constructors of functions':
    "const code = 'globalThis.escaped = 1';\n(() => {}).constructor(code)(); [].map.constructor(code)(); tf.nn.relu.constructor(code)(); tf.Variable.constructor(code)(); (async () => {}).constructor(code)(); x.relu.constructor(code)(); Object.getPrototypeOf(function* () {}).constructor(code)().next();",
  'constructors of values':
    "const code = 'globalThis.escaped = 1';\nfor (const v of [x, x.op, x.shape, x.graph, tf, tf.nn, new tf.Session(), tf.train, {}, [], '', 1, /a/, new Map(), Symbol.iterator]) { try { v.constructor.constructor(code)(); } catch {} try { v['__proto__'].constructor.constructor(code)(); } catch {} }",
  'polluted prototypes':
    'Object.prototype.escaped = 1; Array.prototype.escaped = 1; Function.prototype.escaped = 1; String.prototype.escaped = 1; ({}).__proto__.escaped = 1; [].__proto__.escaped = 1; x.__proto__.escaped = 1; x.constructor.prototype.escaped = 1; Object.assign(Object.prototype, { escaped: 1 }); Object.defineProperty(Object.prototype, \'escaped\', { value: 1 }); JSON.parse(\'{"__proto__": {"escaped": 1}}\');',
  'changed methods':
    "Array.prototype.map = () => { throw 1; }; tf.Tensor.prototype.relu = () => 1; tf.Variable.prototype.value = null; tf.Session.prototype.run = () => 1; tf.nn.relu = null; tf.matmul = () => 1; Object.assign(tf, { zeros: 1 }); delete tf.ones; Reflect.deleteProperty(tf.nn, 'softmax'); Object.setPrototypeOf(tf.Tensor, null); Object.setPrototypeOf(x, null); Object.freeze(tf.Graph.prototype); tf.Graph.prototype.getOperations = 1; tf.TensorShape.prototype.rank = 1; Object.defineProperty(tf.Tensor.prototype, 'name', { get() { throw 1; } });",
  'changed tensors':
    "x.escaped = 1; x.op.name = 'escaped'; x.shape.dims.push(1); x.shape.dims[0] = 5; x.graph.escaped = 1; x.op.inputs.length = 0; x.op.outputs.pop(); x.op.attributes.dtype = 1; Object.assign(x, { dtype: 'int32' }); delete x.op; x.shape.dims.sort(); tf.getCollectionRef('variables').push(1); x.graph.getOperations().length = 0;",
  'the process':
    "process.exit(3); process.kill(process.pid); process.abort(); process.env.ESCAPED = '1'; process.argv.push('escaped'); process.chdir('/'); globalThis.process.exit(4); process.binding('fs'); process.stdout.write('escaped'); console.log('escaped'); require('fs').writeFileSync('escaped', ''); process.mainModule.require('fs'); process.on('exit', () => {});",
  'other modules':
    "import { writeFileSync, exists } from 'node:fs';\nimport { execSync } from 'child_process';\nimport * as os from 'os';\nexecSync('exit 1'); writeFileSync('escaped', ''); (await import('node:fs')).writeFileSync('escaped', ''); await import('data:text/javascript,globalThis.escaped = 1'); new Worker('escaped'); fetch('http://escaped.invalid'); os.cpus();",
  'callbacks of hosts':
    "Promise.resolve().then(() => { globalThis.escaped = 1; }); queueMicrotask(() => { globalThis.escaped = 1; }); setTimeout(() => { globalThis.escaped = 1; }); Reflect.construct(Function, ['globalThis.escaped = 1'])(); Reflect.apply(eval, null, ['globalThis.escaped = 1']); Array.from([1], eval); ['globalThis.escaped = 1'].map(eval); 'globalThis.escaped = 1'.replace(/.*/, eval); JSON.parse('1', eval); [1, 2].sort(Function); new Proxy({}, { get: eval }).a; Error.prepareStackTrace = eval; new Error().stack;",
  'files of the engine':
    "await tf.data.mnist('/etc'); new tf.summary.FileWriter('escaped'); await new tf.train.Saver().save(new tf.Session(), 'escaped/model.ckpt'); tf.train.writeGraph(x.graph, 'escaped', 'g.pb'); await tf.train.latestCheckpoint('/'); await tf.train.loadVariable('/etc/passwd', 'x'); tf.train.importMetaGraph('/etc/passwd'); tf.listDevices(); await x.eval({ x: 1 });",
  coercions:
    "const o = { toString() { globalThis.escaped = 1; return 'a'; }, valueOf() { globalThis.escaped = 1; return 1; }, [Symbol.toPrimitive]() { globalThis.escaped = 1; return 1; }, toJSON() { globalThis.escaped = 1; }, get shape() { globalThis.escaped = 1; }, get dtype() { globalThis.escaped = 1; }, get length() { globalThis.escaped = 1; }, then() { globalThis.escaped = 1; }, *[Symbol.iterator]() { globalThis.escaped = 1; } };\ntf.constant(o); tf.zeros(o); tf.zeros([o]); tf.nn.relu(o); tf.placeholder(o, o, o); x.add(o); new tf.Variable(o, o); await o; new tf.Session().run(o, o); tf.nameScope(o, o); x.setShape(o); new tf.NdArray(o, o, o); tf.concat(o, o);",
} as const;

const members = (): string =>
  JSON.stringify(
    [globalThis, Object, Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype]
      .concat([Tensor.prototype, Operation.prototype, Graph.prototype, TensorShape.prototype] as never[])
      .concat([tf, tf.nn, tf.train, tf.summary, tf.Variable.prototype, tf.Session.prototype] as never[])
      .map((object) => [Object.getOwnPropertyNames(object), Object.getPrototypeOf(object)?.constructor?.name]),
  );

const model = `${head}export const y = tf.matmul(x, tf.zeros([4, 2])), z = tf.nn.relu([1, 2].map((n) => n));\n`;
const saidOfModel = () => JSON.stringify(analyze('model.ts', memoryHost({ 'model.ts': model })).diagnostics);

describe('nothing of a file runs that tries', () => {
  const before = { members: members(), said: saidOfModel(), argv: [...process.argv], graph: tf.getDefaultGraph() };

  afterEach(async () => {
    // What was put off would come now.
    await new Promise((done) => setTimeout(done, 5));
    expect(globalThis).not.toHaveProperty('escaped');
    expect(process.env.ESCAPED).toBeUndefined();
    expect(process.argv).toEqual(before.argv);
    expect(members()).toBe(before.members);
    expect(tf.getDefaultGraph()).toBe(before.graph);
    expect(before.graph.getOperations()).toEqual([]);
    expect(saidOfModel()).toBe(before.said);
  });

  it.each(Object.entries(escapes))('%s', (_, text) => {
    analyze('model.ts', memoryHost({ 'model.ts': head + text }));
    // Each statement on its own too: one that throws ends the program.
    for (const line of text.split('\n')) {
      const statements = line.split(/; (?=[A-Za-z({['"])/);
      for (const statement of statements) analyze('model.ts', memoryHost({ 'model.ts': `${head}${statement};` }));
    }
  });
});
