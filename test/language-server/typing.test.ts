// A person types, and sees what the real server says over the real protocol.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Hover,
  Location,
  MarkupContent,
  SignatureHelp,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { LiveGraph } from '../../language-server/protocol.ts';
import { Editor, type OpenText } from './editor.ts';
import { edited, outline, shown } from './shown.ts';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({ isShared: true });
});
afterAll(() => void editor.process.kill('SIGKILL'));

let count = 0;
function opened(...lines: string[]): OpenText {
  return editor.open(`/w/model${++count}.ts`, ["import * as tf from 'tensorloom';", ...lines, ''].join('\n'));
}

const faulty = [
  '',
  "const x = tf.placeholder('float32', [null, 784], { name: 'x' });",
  'const w = new tf.Variable(tf.zeros([500, 10]));',
  'const y = tf.matmul(x, w);',
  'const loss = tf.reduceMean(y);',
  '',
  'using session = new tf.Session();',
  'await session.run(tf.globalVariablesInitializer());',
  'console.log(await session.run(loss, [[x, [new Array(784).fill(1)]]]));',
];

describe('while a model is typed', () => {
  it('its mistakes are underlined, its shapes stand behind names, and its size above the session', async () => {
    expect(await shown(opened(...faulty))).toMatchInlineSnapshot(`
      "
      import * as tf from 'tensorloom';

      const x = tf.placeholder('float32', [null, 784], { name: 'x' });
      const w = new tf.Variable(tf.zeros([500, 10]));
      const y = tf.matmul(x, w);
                ~~~~~~~~~~~~~~~ error shape-mismatch: matmul cannot multiply float32[batch, 784] by float32[500, 10]: the inner sizes 784 and 500 must be equal.
                  model1.ts:3:11 float32[batch, 784] from tf.placeholder
                  model1.ts:4:11 float32[500, 10] from tf.Variable
                  model1.ts:3:44 784 is written here
                  model1.ts:4:37 500 is written here
      const loss = tf.reduceMean(y);

      ⟦5,000 parameters · 20 kB⟧
      using session = new tf.Session();
      await session.run(tf.globalVariablesInitializer());
      console.log(await session.run(loss, [[x, [new Array(784).fill(1)]]]));
      "
    `);
  });

  it('mistakes come, change and go', async () => {
    const document = opened(...faulty);
    await document.settled();
    const [first] = document.messages;
    expect(first).toContain('500');
    document.replace('[500, 10]', '[600, 10]');
    await editor.until(() => document.messages[0]?.includes('600'));
    document.replace('[600, 10]', '[784, 10]');
    await editor.until(() => document.diagnostics.length === 0);
    expect(await shown(document, 'marked')).toMatchInlineSnapshot(`
      "
      const y‹: float32[batch, 10]› = tf.matmul(x, w);
      const loss‹: float32› = tf.reduceMean(y);
      ⟦7,840 parameters · 31 kB · 7.8 k × batch multiply-adds⟧
      using session = new tf.Session();
      "
    `);
  });

  it('a quick fix silences what it is for', async () => {
    const document = await opened(...faulty).settled();
    const [{ range }] = document.diagnostics;
    const actions = await document.ask<CodeAction[]>('codeAction', { range, context: { diagnostics: [] } });
    expect(actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred])).toMatchInlineSnapshot(`
      [
        [
          "Change the size 500 to 784",
          "quickfix",
          true,
        ],
      ]
    `);
    expect(actions[0].diagnostics).toEqual([document.diagnostics[0]]);
    const preferred = actions.find(({ isPreferred }) => isPreferred) ?? actions[0];
    document.replaceAll(edited(document, preferred.edit!));
    expect((await document.settled()).diagnostics).toEqual([]);
  });

  it('half-typed lines leave the rest as it is', async () => {
    const document = opened(...faulty.map((line) => line.replace('500', '784')));
    await document.settled();
    for (const half of ['const z = y.', 'const z = tf.matmul(y, ', 'const z = tf.nn.softmax(y).add({', 'const z = `']) {
      document.replace('const loss', `${half}\nconst loss`);
      const { contents } = await document.askAt<Hover>('hover', 'const |y =');
      expect((contents as MarkupContent).value).toContain('float32[batch, 10]');
      expect(document.messages).toEqual([]);
      document.replace(`${half}\nconst loss`, 'const loss');
    }
  });

  it('a burst of fifty edits ends with what is wrong in the last', async () => {
    const document = await opened(...faulty).settled();
    for (let size = 500; size < 550; size++) document.replace(`[${size}, 10]`, `[${size + 1}, 10]`);
    await editor.until(() => document.messages[0]?.includes('550'));
    expect(await shown(document, 'marked')).toContain('550 is written here');
  });
});

describe('what is asked of a place', () => {
  const lines = faulty.map((line) => line.replace('500', '784'));

  it('is answered', async () => {
    const document = opened(...lines);
    const hover = await document.askAt<Hover>('hover', 'tf.mat|mul(x, w)');
    expect(hover).toMatchObject({
      contents: { kind: 'markdown' },
      range: { start: document.position('tf.|matmul(x, w)') },
    });
    const help = await document.askAt<SignatureHelp>('signatureHelp', 'tf.matmul(x, |w)');
    expect(help).toMatchObject({ activeParameter: 1, signatures: [{ activeParameter: 1 }] });
    document.replace('tf.reduceMean(y)', 'tf.reduceMean(y, )');
    const items = await document.askAt<CompletionItem[]>('completion', 'tf.reduceMean(y, |)');
    expect(items.map(({ label }) => label)).toEqual(['0', '1', '-1']);
    expect(outline(await document.ask<DocumentSymbol[]>('documentSymbol'))).toMatch(
      /^\nx {2}Placeholder float32\[batch, 784\]\n/,
    );
  });

  it('leads from names in strings to where they are given, and renames them together', async () => {
    const document = opened(...lines, "session.graph.getTensorByName('x:0');");
    const [definition] = await document.askAt<Location[]>('definition', "Name('|x:0'");
    expect(definition).toEqual({
      uri: document.uri,
      range: { start: document.position("'|x' }"), end: document.position("'x|' }") },
    });
    const references = await document.askAt<Location[]>('references', "Name('|x:0'", {
      context: { includeDeclaration: true },
    });
    expect(references).toHaveLength(2);
    expect(await document.askAt('documentHighlight', "Name('|x:0'")).toHaveLength(2);
    expect(await document.askAt('prepareRename', "Name('|x:0'")).toMatchObject({ placeholder: 'x' });
    const edit = await document.askAt<WorkspaceEdit>('rename', "Name('|x:0'", { newName: 'input' });
    document.replaceAll(edited(document, edit));
    expect(document.text).toContain("{ name: 'input' }");
    expect(document.text).toContain("getTensorByName('input:0')");
    expect((await document.settled()).messages).toEqual([]);
  });

  it('is refused with a reason where it cannot be done', async () => {
    const document = opened("tf.zeros([1], { name: 'z' + 1 });", "new tf.Session().graph.getTensorByName('z1:0');");
    await expect(document.askAt('rename', "'|z1:0'", { newName: 'a' })).rejects.toThrow(
      "The name of 'z1' is computed in line 2: change it there.",
    );
  });
});

describe('the live graph', () => {
  it('is told when asked for, with sources, loops and what could not be made', async () => {
    const document = opened(
      "const x = tf.placeholder('float32', [null, 784], { name: 'x' });",
      'const many = Number(process.argv[2]);',
      'for (let i = 0; i < many; i++) x.mul(2);',
      'tf.matmul(x, tf.zeros([500, 10]));',
    );
    const graph = await editor.ask<LiveGraph>('tensorloom/graph', { uri: document.uri });
    const file = document.uri.replace('file://', '');
    expect(graph).toMatchObject({ uri: document.uri, version: 1 });
    expect(graph.nodes[0]).toMatchObject({ name: 'x', op: 'Placeholder', source: { file, line: 2, column: 14 } });
    expect(graph.loops).toEqual([
      { name: 'loop at line 4', nodes: ['mul/y', 'mul'], source: { file, line: 4, column: 1 } },
    ]);
    expect(graph.faults).toMatchObject([
      { name: 'MatMul', op: 'MatMul', inputs: ['x', 'zeros'], source: { file, line: 5 } },
    ]);
  });

  it('is told of when it changes, and not when it does not', async () => {
    const document = await opened("tf.placeholder('float32', [1], { name: 'a' });").settled();
    const told = () =>
      editor.notified
        .filter(({ method }) => method === 'tensorloom/graphChanged')
        .map(({ params }) => params as LiveGraph)
        .filter(({ uri }) => uri === document.uri)
        .map(({ nodes }) => nodes.map(({ name }) => name).join());
    editor.tell('tensorloom/watchGraph', { uri: document.uri, on: true });
    await editor.until(() => told().at(-1) === 'a');
    document.replace("'a' });", "'a' }); // the same");
    await document.settled();
    document.replace("'a' }", "'b' }");
    await editor.until(() => told().at(-1) === 'b');
    expect(told()).toEqual(['a', 'b']);
    editor.tell('tensorloom/watchGraph', { uri: document.uri, on: false });
    document.replace("'b' }", "'c' }");
    await document.settled();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told()).toEqual(['a', 'b']);
  });
});
