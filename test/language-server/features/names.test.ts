import { describe, expect, it } from 'vitest';
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { FileView } from '../../../language-server/features/file-view.ts';
import { definition, highlights, references } from '../../../language-server/features/names/go-to.ts';
import { prepareRename, rename } from '../../../language-server/features/names/rename.ts';
import { at, model, textAt, viewOf } from './viewed.ts';

const text = model(
  "const x = tf.placeholder('float32', [null, 4], { name: 'x' });",
  'function layer(input) {',
  "  const w = new tf.Variable(tf.zeros([4, 4]), { name: 'weights' });",
  "  return tf.matmul(input, w, { name: 'product' });",
  '}',
  "tf.nameScope('model', () => {",
  "  const inner = tf.nameScope('fc1', () => layer(x));",
  "  return tf.nameScope('fc2', () => layer(inner));",
  '});',
  'const session = new tf.Session();',
  "await session.run(['model/fc2/product:0', 'model/fc1/weights'], { 'x:0': [[1, 2, 3, 4]] });",
  "session.graph.getTensorByName('model/fc1/product:0');",
  "const trained = tf.trainableVariables('model/fc1');",
  "const other = ['model/fc1/weights:0', 'model'];",
  'const sum = tf.add(x, 1);',
  "session.run('Add:0');",
  "for (const i of [1, 2]) tf.zeros([i], { name: 'computed' + i });",
  "session.run('computed1:0');",
  "tf.zeros([1], { name: 'twice' }); tf.ones([1], { name: 'twice' });",
  "session.run('twice_1:0');",
);
const view = viewOf(text);

const lineOf = (view: FileView, line: number) => view.text.split('\n')[line].trim();
const places = (found: readonly { range: { start: { line: number }; end: unknown } }[]) =>
  found.map(({ range }) => `${textAt(view, range as never)} in ${lineOf(view, range.start.line)}`);

describe('the definition of a name in a string', () => {
  it('is the literal that gives it, for each part between slashes', () => {
    expect(places(definition(view, at(view, "'mod|el/fc2/product:0'")))).toEqual([
      "model in tf.nameScope('model', () => {",
    ]);
    expect(places(definition(view, at(view, "'model/fc|2/product:0'")))).toEqual([
      "fc2 in return tf.nameScope('fc2', () => layer(inner));",
    ]);
    expect(places(definition(view, at(view, "'model/fc2/pro|duct:0'")))).toEqual([
      "product in return tf.matmul(input, w, { name: 'product' });",
    ]);
    expect(places(definition(view, at(view, "'|x:0'")))[0]).toMatch(/^x in const x/);
  });

  it('is the call, where that has no name', () => {
    expect(places(definition(view, at(view, "'Ad|d:0'")))).toEqual(['tf.add(x, 1) in const sum = tf.add(x, 1);']);
    expect(places(definition(view, at(view, "'compu|ted1:0'")))[0]).toMatch(/^tf\.zeros/);
  });

  it('is nowhere for strings that name nothing', () => {
    expect(definition(view, at(view, "', 'mod|el'];"))).toEqual([]);
    expect(definition(view, at(view, "'flo|at32'"))).toEqual([]);
  });
});

describe('references', () => {
  it('are all strings with the name, whatever stands behind it', () => {
    expect(places(references(view, at(view, "nameScope('f|c1'"), true))).toEqual([
      "fc1 in const inner = tf.nameScope('fc1', () => layer(x));",
      `fc1 in ${lineOf(view, 11)}`,
      "fc1 in session.graph.getTensorByName('model/fc1/product:0');",
      "fc1 in const trained = tf.trainableVariables('model/fc1');",
      "fc1 in const other = ['model/fc1/weights:0', 'model'];",
    ]);
    expect(references(view, at(view, "'model/fc|2/product:0'"), false)).toHaveLength(1);
  });

  it('of a literal that makes several names are those of all of them', () => {
    expect(places(references(view, at(view, "{ name: 'prod|uct' }"), false))).toEqual([
      `product in ${lineOf(view, 11)}`,
      "product in session.graph.getTensorByName('model/fc1/product:0');",
    ]);
  });

  it('are highlighted, what gives the name as written', () => {
    const found = highlights(view, at(view, "'|x:0'"));
    expect(found.map(({ kind }) => kind)).toEqual([3, 2]);
  });
});

/** The lines that a renaming changes, as they are after it; or why it is refused. */
function renamed(marked: string, newName: string, of = view): string[] | string {
  const edit = rename(of, at(of, marked), newName);
  if (!edit || 'refusal' in edit) return edit?.refusal ?? 'nothing';
  const edits = (edit as WorkspaceEdit).changes!['file:///w/model.ts'];
  let after = of.text;
  for (const { range, newText } of edits.toSorted((a, b) => of.offsetAt(b.range.start) - of.offsetAt(a.range.start))) {
    after = after.slice(0, of.offsetAt(range.start)) + newText + after.slice(of.offsetAt(range.end));
  }
  const before = of.text.split('\n');
  return after.split('\n').filter((line, i) => line !== before[i]);
}

describe('renaming', () => {
  it('changes the literal and every string that names it', () => {
    expect(renamed("nameScope('f|c1'", 'first')).toMatchInlineSnapshot(`
      [
        "  const inner = tf.nameScope('first', () => layer(x));",
        "await session.run(['model/fc2/product:0', 'model/first/weights'], { 'x:0': [[1, 2, 3, 4]] });",
        "session.graph.getTensorByName('model/first/product:0');",
        "const trained = tf.trainableVariables('model/first');",
        "const other = ['model/first/weights:0', 'model'];",
      ]
    `);
    expect(renamed("'model/fc|1/product:0'", 'first')).toEqual(renamed("nameScope('f|c1'", 'first'));
    expect(renamed("{ name: 'wei|ghts' }", 'kernel')).toMatchInlineSnapshot(`
      [
        "  const w = new tf.Variable(tf.zeros([4, 4]), { name: 'kernel' });",
        "await session.run(['model/fc2/product:0', 'model/fc1/kernel'], { 'x:0': [[1, 2, 3, 4]] });",
        "const other = ['model/fc1/kernel:0', 'model'];",
      ]
    `);
    expect(renamed("{ name: '|x' }", 'input')).toMatchInlineSnapshot(`
      [
        "const x = tf.placeholder('float32', [null, 4], { name: 'input' });",
        "await session.run(['model/fc2/product:0', 'model/fc1/weights'], { 'input:0': [[1, 2, 3, 4]] });",
      ]
    `);
  });

  it('says what it would rename', () => {
    const prepared = prepareRename(view, at(view, "'model/fc|1/product:0'"));
    expect(prepared).toMatchObject({ placeholder: 'fc1' });
    expect(textAt(view, (prepared as unknown as { range: Range }).range)).toBe('fc1');
    expect(prepareRename(view, at(view, 'const ses|sion'))).toBeNull();
  });

  it('is refused with a reason where the name is computed, chosen by the library, numbered, taken or none', () => {
    const refused = (marked: string) => prepareRename(view, at(view, marked));
    expect(refused("'compu|ted1:0'")).toEqual({
      refusal: "The name of 'computed1' is computed in line 18: change it there.",
    });
    expect(refused("'Ad|d:0'")).toEqual({
      refusal: "'Add' has no name of its own: give it one in line 16, as in { name: '…' }.",
    });
    expect(refused("'twice|_1:0'")).toEqual({
      refusal:
        "'twice_1' has its number because something else is called 'twice' too: give it a name of its own first.",
    });
    expect(renamed("nameScope('f|c1'", 'fc2')).toBe("'model/fc2' is in the graph already.");
    expect(renamed("nameScope('f|c1'", 'two words')).toMatch(/^'two words' is no name/);
    expect(renamed("nameScope('f|c1'", '')).toMatch(/is no name/);
  });

  it('takes numbers along where one literal is used several times', () => {
    const of = viewOf(
      model(
        "for (const i of [1, 2]) tf.zeros([i], { name: 'part' });",
        "new tf.Session().run(['part:0', 'part_1:0']);",
      ),
    );
    expect(renamed("name: 'pa|rt'", 'piece', of)).toEqual([
      "for (const i of [1, 2]) tf.zeros([i], { name: 'piece' });",
      "new tf.Session().run(['piece:0', 'piece_1:0']);",
    ]);
  });
});
