// A folder that the person has not said to trust: nothing of it runs, and what is only read can be opened.

import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseInExplorer, openFile } from './harness/explorer.ts';
import { choosePath, offeredCommands, runCommand } from './harness/palette.ts';
import { processesOf } from './harness/processes.ts';
import { cards } from './harness/summaries.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';
import { statusBar } from './harness/window.ts';

const editor = useEditor({ workspace: 'digits', trust: false });

it('cannot train', async () => {
  const { page, folder } = editor();
  await waitFor(
    () => statusBar(page),
    { what: 'Restricted Mode' },
    (items) => items.join().includes('Restricted Mode'),
  );
  await openFile(page, 'digits.ts');
  const commands = await waitFor(
    () => offeredCommands(page, 'Tensorloom'),
    { what: 'commands' },
    (titles) => titles.length > 0,
  );
  expect(commands).toContain('Tensorloom: Open Event Folder…');
  expect(commands).not.toContain('Tensorloom: Train');
  expect(commands).not.toContain('Tensorloom: Debug');

  await expect(chooseInExplorer(page, 'digits.ts', 'Train')).rejects.toThrow('does not let anybody choose Train');
  await page.waitForTimeout(2000);
  expect(processesOf(editor().server.group.id).filter(({ command }) => command.includes('runner-child'))).toEqual([]);
  expect(existsSync(join(folder, 'runs'))).toBe(false);
});

it('shows event folders all the same', async () => {
  const { page, folder } = editor();
  cpSync(join(import.meta.dirname, 'fixtures', 'pytorch'), join(folder, 'pytorch'), { recursive: true });
  await runCommand(page, 'Tensorloom: Open Event Folder…');
  await choosePath(page, join(folder, 'pytorch'));
  const frame = await webview(page, 'summaries', 'pytorch');
  expect(
    await waitFor(
      () => cards(frame),
      { what: 'charts' },
      (charts) => charts.length >= 2,
    ),
  ).toContain('Accuracy');
});
