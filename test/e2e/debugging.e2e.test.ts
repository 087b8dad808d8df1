// F5 with a `tensorloom` configuration: a breakpoint in the model file is hit under VS Code's JavaScript debugger.

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openFile } from './harness/explorer.ts';
import { untilRun } from './harness/runs-view.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { activeTab, cursorLine, goToLine } from './harness/window.ts';

const editor = useEditor({ workspace: 'digits' });

/** `await sess.run(grow);` of endless.ts. */
const breakpointLine = 13;

/** F9 does nothing until the editor knows its debuggers, some seconds after it has started. */
async function toggleBreakpoint(page: Page): Promise<void> {
  const breakpoint = page.locator('.codicon-debug-breakpoint, .codicon-debug-breakpoint-unverified').first();
  for (let tries = 0; tries < 5; tries++) {
    await page.locator('.monaco-editor.focused').first().waitFor();
    await page.keyboard.press('F9');
    const set = await breakpoint.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (set) return;
  }
  throw new Error('F9 sets no breakpoint.');
}

it('stops at a breakpoint in the training loop, goes on, and ends', async () => {
  const { page } = editor();
  await openFile(page, 'endless.ts');
  await goToLine(page, breakpointLine);
  await waitFor(
    () => cursorLine(page),
    { what: 'the cursor there' },
    (line) => line === breakpointLine,
  );
  await toggleBreakpoint(page);
  await goToLine(page, 1);
  await page.keyboard.press('F5');

  await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: 60_000 });
  expect(await activeTab(page)).toBe('endless.ts');
  await waitFor(
    () => cursorLine(page),
    { what: 'the stopped line' },
    (line) => line === breakpointLine,
  );

  await page.keyboard.press('F9');
  await page.keyboard.press('F5');
  await page.locator('.debug-top-stack-frame-line').first().waitFor({ state: 'detached', timeout: 20_000 });
  await untilRun(page, ['endless', 'running']);
  await page.locator('.tab[data-resource-name="endless.ts"]').first().click();
  await page.keyboard.press('Shift+F5');
  await waitFor(
    () => untilRun(page, ['endless'], 1),
    { what: 'the end' },
    (row) => !/running/i.test(row),
  );
});
