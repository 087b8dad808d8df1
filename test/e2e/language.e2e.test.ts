// What is told while a model file is typed: shapes, mistakes and the graph. Nothing of the file is run for it, so it is
// the same in a workspace that nobody trusts.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFile } from './harness/explorer.ts';
import { clickNode, drawnNodes, faultyEdges, selectedNode, untilDrawn } from './harness/graph.ts';
import { offeredCommands, runCommand } from './harness/palette.ts';
import { processesOf } from './harness/processes.ts';
import { chooseFix, hover, inlayHints, lenses, retype, squiggles } from './harness/source.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';
import { cursorLine, goToLine, problems } from './harness/window.ts';

const productLine = 7;

/** What is typed is what is there, and TypeScript's own complaints are not counted. */
const settings = {
  'editor.autoClosingQuotes': 'never',
  'editor.autoClosingBrackets': 'never',
  'typescript.validate.enable': false,
  'js/ts.validate.enabled': false,
};

describe.each([
  ['in a workspace that is trusted', true],
  ['in one that is not', false],
])('%s', (_, trust) => {
  const options = { workspace: 'typing', trust, settings, size: { width: 1800, height: 900 } };
  const editor = useEditor(options, async ({ page }) => {
    await openFile(page, 'model.ts');
  });
  const graph = () => webview(editor().page, 'graph', 'model', 60);

  it('shapes stand beside what is not evident, and the size of the model above its session', async () => {
    const { page } = editor();
    const hints = await waitFor(
      () => inlayHints(page),
      { what: 'hints' },
      (texts) => texts.length > 0,
    );
    expect(hints.join()).toContain('float32[batch, 64]');
    const above = await waitFor(
      () => lenses(page),
      { what: 'the size' },
      (texts) => texts.some((text) => text.includes('50,240 parameters')),
    );
    const line = above.find((text) => text.includes('50,240 parameters')) ?? '';
    expect(line).toMatch(/Show Graph.*50,240/s);
    expect(/Train.*Debug.*Show Graph/s.test(line)).toBe(trust);
    expect(await hover(page, productLine, 7)).toMatch(/float32\[batch, 64\]/);
    expect(await squiggles(page)).toBe(0);
  });

  it('a mistake is underlined as it is typed, explained, and put right by its fix', async () => {
    const { page } = editor();
    await retype(page, 5, '784, 64', '64, 784');
    await waitFor(() => squiggles(page).then((count) => count > 0), { what: 'a squiggle' });
    const rows = await problems(page);
    expect(rows.join('\n')).toMatch(/inner sizes 784 and 64 must be equal/);
    await page.locator('.tab[data-resource-name="model.ts"]').first().click();
    expect(await hover(page, productLine, 30)).toMatch(/cannot multiply float32\[batch, 784\] by float32\[64, 784\]/);
    await chooseFix(page, productLine, 30, /transpose/i);
    await waitFor(() => squiggles(page).then((count) => count === 0), { what: 'the squiggle to go' });
  });

  it('the graph follows, with the edge in red that does not fit', async () => {
    const { page } = editor();
    await runCommand(page, 'Tensorloom: Show Graph');
    const frame = await graph();
    await untilDrawn(frame, ['x', 'product', 'hidden', 'total']);
    expect(await faultyEdges(frame)).toEqual([]);

    await page.locator('.tab[data-resource-name="model.ts"]').first().click();
    await retype(page, 5, '64, 784', '64, 783');
    const edges = await waitFor(
      () => faultyEdges(frame),
      { what: 'a red edge' },
      (found) => found.length > 0,
    );
    expect(edges.join()).toMatch(/ product$/);
    await frame.locator('.banner', { hasText: '1 operation could not be made.' }).waitFor();
    await retype(page, 5, '64, 783', '64, 784');
    await waitFor(
      () => faultyEdges(frame),
      { what: 'the red to go' },
      (found) => found.length === 0,
    );
    await untilDrawn(frame, ['product', 'hidden', 'total']);

    await retype(page, 8, "'total'", "'sum'");
    const renamed = await untilDrawn(frame, ['sum']);
    expect(renamed).not.toContain('total');
  });

  it('leads from a node to its line and from a line to its node, also where they moved', async () => {
    const { page } = editor();
    const frame = await graph();
    await goToLine(page, 3, 1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await waitFor(
      async () => {
        await clickNode(frame, 'sum');
        return cursorLine(page);
      },
      { what: 'the line of the sum, two further down' },
      (line) => line === 10,
    );
    await page.locator('.tab[data-resource-name="model.ts"]').first().click();
    await goToLine(page, 9, 12);
    await waitFor(
      () => selectedNode(frame),
      { what: 'what the line made' },
      (name) => /^(?:hidden|add|product)$/.test(name),
    );
  });

  it('comes back with the window, and runs nothing', async () => {
    const { page, server, folder } = editor();
    await page.keyboard.press('Control+s');
    await page.reload();
    await page.waitForSelector('.monaco-workbench .statusbar-item', { timeout: 60_000 });
    const frame = await graph();
    await untilDrawn(frame, ['sum']);
    expect(await drawnNodes(frame)).toContain('x');
    const running = processesOf(server.group.id).map(({ command }) => command);
    expect(running.filter((command) => command.includes('language-server.js'))).toHaveLength(1);
    expect(running.filter((command) => command.includes('runner-child'))).toEqual([]);
    expect(existsSync(join(folder, 'runs'))).toBe(false);
    const commands = await offeredCommands(page, 'Tensorloom');
    expect(commands.includes('Tensorloom: Show Graph by Running the File')).toBe(trust);
  });
});
