// The graph of a model: from the whole to the fully connected layer and back, and between nodes and source lines. It is
// found without running the file, and is the one that running it builds.

import { expect, it } from 'vitest';
import { openFile } from './harness/explorer.ts';
import { clickNode, drawnNodes, pressButton, selectedNode, untilDrawn } from './harness/graph.ts';
import { runCommand } from './harness/palette.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';
import { cursorLine, goToLine } from './harness/window.ts';

// Room for the graph beside the source.
const editor = useEditor({ workspace: 'digits', size: { width: 1800, height: 900 } }, async ({ page }) => {
  await openFile(page, 'digits.ts');
  await runCommand(page, 'Tensorloom: Show Graph');
});

const graph = () => webview(editor().page, 'graph', 'Graph: digits.ts', 60);

it('opens folded, shows the fully connected layer, and folds again as it was', async () => {
  const frame = await graph();
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

  await clickNode(frame, 'model/fc2');
  await waitFor(
    () => selectedNode(frame),
    { what: 'the details' },
    (name) => name === 'model/fc2',
  );
  await frame.locator('.breadcrumbs button', { hasText: /^model$/ }).click();
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
  const frame = await graph();
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
    () => cursorLine(editor().page),
    { what: 'the line of the second product' },
    (line) => line === 24,
  );
});

it('leads from the cursor to the node', async () => {
  const frame = await graph();
  const { page } = editor();
  // All of the accuracy is made on one line, and the first layer's product on another.
  const lines = [
    { line: 33, column: 6, node: /^evaluation/ },
    { line: 19, column: 23, node: /^model\/fc1\/(MatMul|add|activation)$/ },
  ];
  for (const { line, column, node } of lines) {
    await page.locator('.tab[data-resource-name="digits.ts"]').first().click();
    await goToLine(page, line, column);
    await waitFor(
      () => cursorLine(page),
      { what: 'the cursor there' },
      (now) => now === line,
    );
    await runCommand(page, 'Tensorloom: Reveal in Graph');
    const selected = await waitFor(
      () => selectedNode(frame),
      { what: `the node of line ${line}` },
      (name) => node.test(name),
    );
    await untilDrawn(frame, [selected]);
  }
});

it('is the graph that the file builds when it is run, and what it would build later', async () => {
  const { page } = editor();
  await runCommand(page, 'Tensorloom: Show Graph by Running the File');
  const built = await untilDrawn(await webview(page, 'graph', 'by running: digits.ts', 60), ['model', 'train']);
  // A run is ended at its first step, before its saver is made.
  expect(built).not.toContain('save');
  await page.locator('.tab', { hasText: 'Graph: digits.ts' }).first().click();
  const frame = await graph();
  // A page that was hidden is made anew, and shows what it showed before.
  await untilDrawn(frame, ['model']);
  await frame.locator('vscode-button[aria-label="Expand or collapse"]').click();
  await frame.locator('[role=menuitem]', { hasText: 'Collapse all' }).click();
  await waitFor(
    () => drawnNodes(frame),
    { what: 'all that was built, and the saver' },
    (found) => [...built, 'save'].every((name) => found.includes(name)),
  );
});
