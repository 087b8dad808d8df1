// The graph of a model: from the whole to the fully connected layer and back, and between nodes and source lines.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeBrowser } from './harness/browser.ts';
import { type Editor, openEditor } from './harness/editor.ts';
import { openFile } from './harness/explorer.ts';
import { clickNode, drawnNodes, pressButton, selectedNode, untilDrawn } from './harness/graph.ts';
import { runCommand } from './harness/palette.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';
import { activeTab, cursorLine, goToLine } from './harness/window.ts';

let editor: Editor;

beforeAll(async () => {
  // Room for the graph beside the source.
  editor = await openEditor({ workspace: 'digits', size: { width: 1800, height: 900 } });
  await openFile(editor.page, 'digits.ts');
  await runCommand(editor.page, 'Tensorloom: Show Graph');
});
afterAll(async () => {
  await editor?.close();
  await closeBrowser();
});

const page = () => webview(editor.page, 'graph', 'digits', 60);

it('opens folded, shows the fully connected layer, and folds again as it was', async () => {
  const frame = await page();
  const folded = await untilDrawn(frame, ['model', 'input', 'train', 'evaluation']);
  expect(folded).not.toContain('model/fc1');

  await clickNode(frame, 'model', 2);
  await untilDrawn(frame, ['model/fc1', 'model/fc2']);
  await clickNode(frame, 'model/fc1', 2);
  const layer = await untilDrawn(frame, [
    'model/fc1/MatMul',
    'model/fc1/weights',
    'model/fc1/biases',
    'model/fc1/activation',
  ]);
  expect(layer).toContain('model/fc2');

  await clickNode(frame, 'model', 1);
  await waitFor(
    () => selectedNode(frame),
    { what: 'the details' },
    (name) => name === 'model',
  );
  await pressButton(frame, 'Collapse');
  await waitFor(
    () => drawnNodes(frame),
    { what: 'the folded graph' },
    (drawn) => [...drawn].sort().join() === [...folded].sort().join(),
  );
});

it('leads from a node to its source line', async () => {
  const frame = await page();
  await clickNode(frame, 'model', 2);
  await untilDrawn(frame, ['model/fc2']);
  await clickNode(frame, 'model/fc2', 2);
  await untilDrawn(frame, ['model/fc2/MatMul']);
  await clickNode(frame, 'model/fc2/MatMul');
  await waitFor(
    () => selectedNode(frame),
    { what: 'the details' },
    (name) => name === 'model/fc2/MatMul',
  );
  await waitFor(
    () => cursorLine(editor.page),
    { what: 'the line of the second product' },
    (line) => line === 24,
  );
});

it('leads from the cursor to the node', async () => {
  const frame = await page();
  await openFile(editor.page, 'digits.ts');
  expect(await activeTab(editor.page)).toBe('digits.ts');
  // The accuracy's mean.
  await goToLine(editor.page, 33, 6);
  await runCommand(editor.page, 'Tensorloom: Reveal in Graph');
  const selected = await waitFor(
    () => selectedNode(frame),
    { what: 'another node' },
    (name) => /^evaluation\//.test(name),
  );
  await untilDrawn(frame, [selected]);
});
