import { describe, expect, it } from 'vitest';
import type { SessionRun } from '../../../engine/analysis/index.ts';
import { analyzed, errorsOf, exportsOf } from './analyzed.ts';

const model = `
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const b = new tf.Variable(tf.zeros([10]), { name: 'b' });
const y = tf.matmul(x, w).add(b);
const data = new tf.NdArray('float32', [20, 784], new Float32Array(20 * 784));
const sess = new tf.Session();
`;

const runsOf = (body: string): readonly SessionRun[] => analyzed(model + body).program.runs;
/** What the last run found initialised, and may have found so. */
function stateAt(body: string): [certain: string[] | null, maybe: string[]] {
  const { initialized, maybeInitialized } = runsOf(`${body}\nawait sess.run(y, [[x, data]]);`).at(-1)!;
  return [initialized && [...initialized].sort(), [...maybeInitialized].sort()];
}

describe('what a run gives', () => {
  it('has the structure of the fetches, with the sizes that were fed', () => {
    const found = exportsOf(`${model}
      export const one = await sess.run(y, [[x, data]]);
      export const [list, scalar, nothing] = await sess.run([y, tf.reduceSum(y), tf.noOp()], new Map([[x, data]]));
      export const { named, inner: [deep] } = await sess.run({ named: b, inner: ['x:0'] }, { 'x:0': data });
      export const { values, indices } = await sess.run(tf.nn.topK(y, 3), [[x, data]]);
      export const truth = await sess.run(tf.equal(tf.reduceSum(w), 0));
      export const text = await sess.run(tf.constant('a'));
    `);
    expect(found).toEqual({
      one: 'float32[20, 10]',
      list: 'float32[20, 10]',
      scalar: 'Unknown',
      nothing: 'null',
      named: 'float32[10]',
      deep: 'float32[20, 784]',
      values: 'float32[20, 3]',
      indices: 'int32[20, 3]',
      truth: 'Unknown',
      text: 'Unknown',
    });
  });

  it('has sizes of its own in each run, where none was fed', () => {
    const found = exportsOf(`${model}
      const any = JSON.parse(process.env.X);
      export const a = await sess.run(y, [[x, any]]);
      export const b2 = await sess.run(y, [[x, any]]);
    `);
    expect(found.a).toMatch(/^float32\[run\d+\(x\.0\), 10\]$/);
    expect(found.b2).not.toBe(found.a);
  });

  it('comes from eval, run and callables as well', () => {
    const found = exportsOf(`${model}
      const session = new tf.InteractiveSession();
      await tf.globalVariablesInitializer().run();
      export const a = await y.eval([[x, data]]);
      export const v = await w.eval();
      const step = session.makeCallable([y, b], [x]);
      export const [c] = await step(data);
      export const d = await sess.asDefault(() => tf.reduceSum(y, 0).eval([[x, data]]));
      export const e = await tf.reduceSum(y, 1).eval([[x, data]], sess);
    `);
    expect(found).toEqual({
      a: 'float32[20, 10]',
      v: 'float32[784, 10]',
      c: 'float32[20, 10]',
      d: 'float32[10]',
      e: 'float32[20]',
    });
  });
});

describe('which variables a session has initialised', () => {
  it('follows initialisers, groups of them and assignments', () => {
    expect(stateAt('')).toEqual([[], []]);
    expect(stateAt('await sess.run(tf.globalVariablesInitializer());')[0]).toEqual(['b', 'w']);
    expect(stateAt('await sess.run([w.initializer]);')[0]).toEqual(['w']);
    expect(stateAt('await sess.run(tf.group(tf.variablesInitializer([b]), tf.noOp()));')[0]).toEqual(['b']);
    expect(stateAt('await sess.run(w.assign(tf.ones([784, 10])));')[0]).toEqual(['w']);
    expect(stateAt('await b.load(new Float32Array(10), sess);')[0]).toEqual(['b']);
    expect(stateAt("await sess.writeVariable('w', data);")[0]).toEqual(['w']);
  });

  it('is certain only where every way through the program ran them', () => {
    expect(stateAt('if (Math.random() > 0.5) await sess.run(w.initializer);')).toEqual([[], ['w']]);
    expect(stateAt('await sess.run(Math.random() > 0.5 ? w.initializer : w.initializer);')[0]).toEqual(['w']);
    expect(stateAt('for (let i = 0; i < process.argv.length; i++) await sess.run(b.initializer);')).toEqual([
      [],
      ['b'],
    ]);
  });

  it('is not known after something unknown ran, or saw the session', () => {
    expect(stateAt('await sess.run(JSON.parse(process.env.X));')[0]).toBeNull();
    expect(stateAt('JSON.parse(process.env.X)(sess);')[0]).toBeNull();
    expect(stateAt("await tf.train.loadSafetensors(sess, 'w.safetensors');")[0]).toBeNull();
  });

  it('knows what a saver restores', () => {
    expect(stateAt("await new tf.train.Saver([w]).restore(sess, 'm.ckpt');")[0]).toEqual(['w']);
    expect(
      stateAt("const saver = new tf.train.Saver({ deferBuild: true }); await saver.restore(sess, 'm');")[0],
    ).toBeNull();
  });
});

describe('a run as rules see it', () => {
  it('says where each fetch and feed was written', () => {
    const body = `${model}await sess.run([y, w.initializer], [[x, data]]);`;
    const analysis = analyzed(body);
    const text = [...analysis.program.sources.values()][0].text;
    const [run] = analysis.program.runs;
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(run.fetchRanges.map(({ range }) => at(range))).toEqual(['y', 'w.initializer']);
    expect(run.feeds.map(({ keyRange, valueRange }) => [at(keyRange), at(valueRange)])).toEqual([['x', 'data']]);
    expect([run.knowsFetches, run.knowsFeeds]).toEqual([true, true]);
  });

  it('says where it does not know all', () => {
    const unknown = 'const any = JSON.parse(process.env.X);';
    expect(runsOf(`${unknown}await sess.run([y, any], [[x, data]]);`)[0]).toMatchObject({
      knowsFetches: false,
      knowsFeeds: true,
    });
    expect(runsOf(`${unknown}await sess.run(y, any);`)[0]).toMatchObject({ knowsFetches: true, knowsFeeds: false });
    expect(runsOf(`${unknown}await sess.run(y, { ...any, 'x:0': data });`)[0].knowsFeeds).toBe(false);
    expect(runsOf(`${unknown}await sess.run(y, [[any, data]]);`)[0].feeds[0].tensor).toBeUndefined();
  });

  it('counts the reading of a global step and the nodes of a saver', () => {
    const [step, save] = runsOf(`
      await tf.train.globalStep(sess, tf.train.createGlobalStep());
      await new tf.train.Saver().save(sess, 'model.ckpt');
    `);
    expect(step.tensors.map((tensor) => tensor.name)).toEqual(['global_step:0']);
    expect(save.tensors.map((tensor) => tensor.name)).toEqual(['save/control_dependency:0']);
  });
});

describe('what cannot be run', () => {
  it.each([
    ['await sess.run(null);', 'fetch-invalid «null»'],
    ['await sess.run([y, undefined]);', 'fetch-invalid «undefined»'],
    ['await sess.run({ a: 3 });', 'fetch-invalid «3»'],
    ['await sess.run(tf.summary.mergeAll());', 'fetch-invalid «tf.summary.mergeAll()»'],
    ['await sess.run(new tf.train.AdamOptimizer());', 'fetch-invalid «new tf.train.AdamOptimizer()»'],
    [
      'await sess.run(new tf.Graph().asDefault(() => tf.constant(1)));',
      'wrong-graph «new tf.Graph().asDefault(() => tf.constant(1))»',
    ],
    ['sess.close(); await sess.run(y);', 'session-misuse «sess.run(y)»'],
    [
      'await new tf.Session({ graph: new tf.Graph() }).run([]);',
      'session-misuse «new tf.Session({ graph: new tf.Graph() }).run([])»',
    ],
    ['await y.eval();', 'session-misuse «y.eval()»'],
    [
      'await y.eval(null, new tf.Session({ graph: new tf.Graph() }));',
      'wrong-graph «y.eval(null, new tf.Session({ graph: new tf.Graph() }))»',
    ],
  ])('%s', (body, error) => {
    expect(errorsOf(model + body)).toEqual([error]);
  });

  it('is not called wrong where it may be otherwise', () => {
    const maybe = [
      'if (Math.random() > 0.5) sess.close(); await sess.run(tf.globalVariablesInitializer());',
      'try { await sess.run(null); } catch {}',
      'async function evaluate() { return tf.constant(1).eval(); }',
      "tf.importGraphDef(JSON.parse(process.env.X)); await sess.run('somewhere:0');",
      'if (Math.random() > 0.5) tf.resetDefaultGraph(); await sess.run(tf.constant(1));',
      'await sess.run(JSON.parse(process.env.X)?.fetches ?? null);',
    ];
    for (const body of maybe) expect([body, errorsOf(model + body)]).toEqual([body, []]);
  });
});

describe('what cannot be fed', () => {
  it.each([
    ['[[x, [[1, 2]]]]', 'feed-mismatch «[[1, 2]]»'],
    ['{ "x:0": new Float32Array(784) }', 'feed-mismatch «new Float32Array(784)»'],
    ['[[x, y]]', 'feed-mismatch «y»'],
    ['[[tf.noOp(), data]]', 'feed-mismatch «tf.noOp()»'],
    ['[[tf.placeholder("int32", []), 1.5]]', 'feed-mismatch «1.5»'],
    ['[[tf.placeholder("float32", [2]), ["a", "b"]]]', 'feed-mismatch «["a", "b"]»'],
    ['[[tf.placeholder("float32"), [[1, 2], [3]]]]', 'feed-mismatch «[[1, 2], [3]]»'],
    ['[[x, undefined]]', 'feed-mismatch «undefined»'],
    ['[x, data]', 'feed-mismatch «x»'],
    ['new Map([[tf.placeholder("float32", [3]), [1, 2]]])', 'feed-mismatch «[1, 2]»'],
  ])('%s', (feeds, error) => {
    expect(errorsOf(`${model}await sess.run(tf.constant(1), ${feeds});`)[0]).toBe(error);
  });

  it('is not called wrong where it may fit', () => {
    const fitting = [
      '[[x, JSON.parse(process.env.X)]]',
      '[[x, [JSON.parse(process.env.X)]]]',
      '[[tf.placeholder("int32", [2]), [1.5, 2.5]]]',
      '[[tf.placeholder("bool", [2]), [1, 0]]]',
      '[[tf.placeholder("float32", []), Number(process.env.N)]]',
      'null',
      '{}',
      'new Map()',
      '[[tf.placeholder("float32"), [[1, 2], [3, 4]]]]',
      '[[tf.placeholder("string", [null]), ["a"]]]',
      '[[y, new Float32Array(10)].slice(0, 0)].slice(1)',
    ];
    for (const feeds of fitting) {
      expect([feeds, errorsOf(`${model}await sess.run(tf.constant(1), ${feeds});`)]).toEqual([feeds, []]);
    }
  });
});
