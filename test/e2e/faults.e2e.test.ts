// A model that throws: a Problem at the line to blame and one notification; and it goes when the model is mended.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseInExplorer } from './harness/explorer.ts';
import { untilRun } from './harness/runs-view.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { clearNotifications, notifications, problems, untilNotified } from './harness/window.ts';

const editor = useEditor({ workspace: 'faulty' });

const ours = async () =>
  (await problems(editor().page)).filter((row) => !row.includes("Cannot find module 'tensorloom'"));

it('marks the line of an operation that cannot be', async () => {
  await chooseInExplorer(editor().page, 'shapes.ts', 'Train');
  await untilNotified(editor().page, /Dimensions must be equal/);
  expect(await notifications(editor().page)).toHaveLength(1);
  // Once, though the analysis finds it too, without running the file.
  await waitFor(
    ours,
    { what: 'one problem of the line' },
    (all) =>
      all.some((row) => /inner sizes 3 and 4 must be equal.*at line 6 /.test(row)) &&
      !all.some((row) => row.includes('Dimensions must be equal')),
  );
  await untilRun(editor().page, ['shapes', 'failed']);
  await clearNotifications(editor().page);
});

it('marks the line that threw in the middle of training, until a run goes well', async () => {
  const { page, folder } = editor();
  await chooseInExplorer(page, 'throws.ts', 'Train');
  await untilNotified(page, /twenty is enough/);
  const thrown = async () => (await ours()).filter((row) => row.includes('twenty is enough'));
  const [row] = await waitFor(thrown, { what: 'the problem' }, (rows) => rows.length > 0);
  expect(row).toMatch(/at line 11 /);
  await clearNotifications(page);

  const file = join(folder, 'throws.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('step === 20', 'step === 2000'));
  await chooseInExplorer(page, 'throws.ts', 'Train');
  await untilRun(page, ['throws', 'completed']);
  await waitFor(thrown, { what: 'the problem to go' }, (rows) => rows.length === 0);
});
