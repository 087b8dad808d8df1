import { afterAll, expect, it } from 'vitest';
import { closeBrowser } from './harness/browser.ts';
import { type Editor, openEditor, screenshot, reloadWindow } from './harness/editor.ts';
import { chooseInExplorer, explorerMenu, openFile } from './harness/explorer.ts';
import * as w from './harness/window.ts';
import { offeredCommands } from './harness/palette.ts';
import { webview } from './harness/webview.ts';
import { processesOf } from './harness/processes.ts';
let e: Editor;
afterAll(async () => { const g = e.server.group.id; await e?.close(); await closeBrowser(); console.log(processesOf(g)); });
it('smoke', { timeout: 90000 }, async () => {
  const t = performance.now(); const lap = (s: string) => console.log(s, Math.round(performance.now() - t));
  e = await openEditor({ workspace: 'digits', trust: process.env.TRUST !== '0' }); lap('open');
  const p = e.page;
  if (process.env.TRUST === '0') { console.log(await w.dialogText(p)); await w.answerDialog(p, /^No/); }
  console.log(await explorerMenu(p, 'digits.ts')); lap('menu');
  await openFile(p, 'digits.ts'); lap('file');
  await w.goToLine(p, 5); console.log(await w.cursorLine(p));
  await chooseInExplorer(p, 'digits.ts', 'Train Model'); lap('chosen');
  const f = await webview(p, 'Dummy'); lap('webview');
  console.log(await f.innerHTML('body'), await w.untilNotified(p, 'dummy'));
  console.log(await w.problems(p)); lap('problems');
  console.log(await w.statusBar(p), await w.tabs(p), await w.activeTab(p));
  console.log(await offeredCommands(p, 'Tensorloom'));
  await screenshot(e, 'smoke'); lap('shot');
  await reloadWindow(e); lap('reload');
  console.log(processesOf(e.server.group.id).map(x => x.command.slice(0,150)));
  console.log(e.errors);
});
