// What is told while a model file is typed: shapes, mistakes and the graph. Nothing of the file is run for it, so it is
// the same in a workspace that nobody trusts.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { reloadWindow } from './harness/editor.ts';
import { openFile } from './harness/explorer.ts';
import { clickNode, faultyEdges, selectedNode, untilDrawn } from './harness/graph.ts';
import { answer, offeredCommands, runCommand } from './harness/palette.ts';
import { processesOf } from './harness/processes.ts';
import { chooseFix, hover, inlayHints, lenses, retype, sourceLines, squiggles } from './harness/source.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';
import { answerDialog, cursorLine, goToLine, problems } from './harness/window.ts';

/** What is typed is what is there, nothing saves it, and TypeScript's own complaints are not counted. */
const settings = {
  'editor.autoClosingQuotes': 'never',
  'editor.autoClosingBrackets': 'never',
  'editor.autoSurround': 'never',
  'files.autoSave': 'off',
  'typescript.validate.enable': false,
  'js/ts.validate.enabled': false,
};

const original = readFileSync(join(import.meta.dirname, 'workspaces', 'typing', 'model.ts'), 'utf8');
/** Of the text, as it is at first. */
const lines = { weights: 5, product: 7, total: 8 } as const;

describe.each([
  ['in a workspace that is trusted', true],
  ['in one that is not', false],
])('%s', (_, trust) => {
  const editor = useEditor({ workspace: 'typing', trust, settings, size: { width: 1800, height: 900 } });
  const graph = () => webview(editor().page, 'graph', 'Graph: model.ts', 60);
  const source = () => editor().page.locator('.tab[data-resource-name="model.ts"]').first();
  const servers = () =>
    processesOf(editor().server.group.id).filter(({ command }) => command.includes('language-server.js'));

  beforeEach(async () => {
    const { page, folder } = editor();
    writeFileSync(join(folder, 'model.ts'), original);
    await openFile(page, 'model.ts');
    await runCommand(page, 'File: Revert File');
    await source().click();
    await waitFor(
      () => sourceLines(page),
      { what: 'the text as it was' },
      (text) => text.join('\n').startsWith(original.trim()),
    );
  });

  it('shapes stand beside what is not evident, and the size of the model above its session', async () => {
    const { page } = editor();
    const hints = await waitFor(
      () => inlayHints(page),
      { what: 'hints', seconds: 60 },
      (texts) => texts.length > 0,
    );
    expect(hints.join()).toContain('float32[batch, 64]');
    const above = await waitFor(
      () => lenses(page),
      { what: 'the size' },
      (texts) => texts.some((text) => text.includes('50,240 parameters')),
    );
    const line = above.find((text) => text.includes('50,240 parameters')) ?? '';
    expect(line).toMatch(trust ? /^Train \| Debug \| Show Graph \| 50,240/ : /^Show Graph \| 50,240/);
    expect(await hover(page, lines.product, 7)).toMatch(/float32\[batch, 64\]/);
    expect(await squiggles(page)).toBe(0);
  });

  it('a mistake is underlined as it is typed, explained, and put right by its fix', async () => {
    const { page } = editor();
    await retype(page, lines.weights, '784, 64', '64, 784');
    await waitFor(() => squiggles(page).then((count) => count > 0), { what: 'a squiggle' });
    expect((await problems(page)).join('\n')).toMatch(/inner sizes 784 and 64 must be equal/);
    await source().click();
    expect(await hover(page, lines.product, 30)).toMatch(/cannot multiply float32\[batch, 784\] by float32\[64, 784\]/);
    await chooseFix(page, lines.product, 30, /transpose/i);
    await waitFor(() => squiggles(page).then((count) => count === 0), { what: 'the squiggle to go' });
  });

  it('the graph follows, with the edge in red that does not fit', async () => {
    const { page } = editor();
    await runCommand(page, 'Tensorloom: Show Graph');
    const frame = await graph();
    await untilDrawn(frame, ['x', 'product', 'hidden', 'total']);
    expect(await faultyEdges(frame)).toEqual([]);

    await source().click();
    await retype(page, lines.weights, '784, 64', '783, 64');
    const edges = await waitFor(
      () => faultyEdges(frame),
      { what: 'a red edge' },
      (found) => found.length > 0,
    );
    expect(edges.join()).toMatch(/ product$/);
    await frame.locator('.banner', { hasText: '1 operation could not be made.' }).waitFor();
    await retype(page, lines.weights, '783, 64', '784, 64');
    await waitFor(
      () => faultyEdges(frame),
      { what: 'the red to go' },
      (found) => found.length === 0,
    );
    await untilDrawn(frame, ['product', 'hidden', 'total']);
    await retype(page, lines.total, "'total'", "'sum'");
    expect(await untilDrawn(frame, ['sum'])).not.toContain('total');
  });

  it('leads from a node to its line and from a line to its node, also where they moved', async () => {
    const { page } = editor();
    await runCommand(page, 'Tensorloom: Show Graph');
    const frame = await graph();
    await untilDrawn(frame, ['total']);
    await source().click();
    await goToLine(page, 3, 1);
    await page.keyboard.press('Enter');
    await waitFor(
      async () => {
        await clickNode(frame, 'total');
        await page.waitForTimeout(500);
        return cursorLine(page);
      },
      { what: 'the line of the sum, one further down' },
      (line) => line === lines.total + 1,
    );
    await source().click();
    await goToLine(page, lines.product + 1, 12);
    await waitFor(
      () => selectedNode(frame),
      { what: 'what the line made' },
      (name) => /^(?:hidden|add|product)$/.test(name),
    );
  });

  it('hints go with their setting, which may differ by language', async () => {
    const { page, folder } = editor();
    const set = (chosen: object) => {
      mkdirSync(join(folder, '.vscode'), { recursive: true });
      writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(chosen));
    };
    const hints = (are: boolean) =>
      waitFor(
        () => inlayHints(page),
        { what: are ? 'hints' : 'no hints' },
        (texts) => texts.length > 0 === are,
      );
    await hints(true);
    set({ '[typescript]': { 'tensorloom.inlayHints': false } });
    await hints(false);
    set({ '[javascript]': { 'tensorloom.inlayHints': false } });
    await hints(true);
    set({});
  });

  it('a file that was never saved has shapes and a graph too', async () => {
    const { page } = editor();
    await runCommand(page, 'File: New Untitled Text File');
    await runCommand(page, 'Change Language Mode');
    await answer(page, 'TypeScript');
    await page.locator('.tab', { hasText: 'Untitled-1' }).first().click();
    await page.keyboard.insertText(
      "import * as tf from 'tensorloom';\nconst a = tf.placeholder('float32', [null, 3]);\n" +
        "const first = tf.nn.relu(tf.square(a), { name: 'first' });\n",
    );
    await waitFor(
      () => inlayHints(page),
      { what: 'the shape' },
      (texts) => texts.join().includes('float32[batch, 3]'),
    );
    await runCommand(page, 'Tensorloom: Show Graph');
    const frame = await webview(page, 'graph', 'Graph: Untitled-1', 60);
    await untilDrawn(frame, ['first']);
    await clickNode(frame, 'first');
    await waitFor(
      () => cursorLine(page),
      { what: 'the line' },
      (line) => line === 3,
    );
    await runCommand(page, 'View: Close All Editors');
    await answerDialog(page, /Don.t Save/);
  });

  it('comes back with the window and with a server that died, and runs nothing', async () => {
    const { page, folder, server } = editor();
    await runCommand(page, 'Tensorloom: Show Graph');
    await untilDrawn(await graph(), ['total']);
    await reloadWindow(editor());
    await untilDrawn(await graph(), ['x', 'total']);

    const [running] = await waitFor(servers, { what: 'one server' }, (all) => all.length === 1);
    process.kill(running?.pid ?? 0, 'SIGKILL');
    await waitFor(servers, { what: 'another server' }, ([next]) => next !== undefined && next.pid !== running?.pid);
    await source().click();
    await retype(page, lines.total, "'total'", "'again'");
    await untilDrawn(await graph(), ['again']);

    const commands = processesOf(server.group.id).map(({ command }) => command);
    expect(commands.filter((command) => command.includes('runner-child'))).toEqual([]);
    expect(existsSync(join(folder, 'runs'))).toBe(false);
    const offered = () => offeredCommands(page, 'Tensorloom: Show Graph');
    const byRunning = 'Tensorloom: Show Graph by Running the File';
    if (trust) await waitFor(offered, { what: byRunning }, (titles) => titles.includes(byRunning));
    else expect(await offered()).not.toContain(byRunning);
  });
});
