/** Every command by its id without `tensorloom.`: a total table beside the manifest's list, which a test compares. */

import type * as vscode from 'vscode';
import type { Host } from './host.ts';

/** Arguments come from menus (the resource, the selection), from code lenses, or are absent (the palette). */
export type CommandHandler = (host: Host, ...args: never[]) => unknown;

const training = () => import('./training/commands.ts');
const runs = () => import('./runs/commands.ts');
const setup = () => import('./setup/index.ts');
const graph = () => import('./graph/commands.ts');
const summaries = () => import('./summaries/commands.ts');

/** A row of the Runs view, and all that are selected. */
type Item = unknown;

export const commandHandlers = {
  train: async (host, file?: vscode.Uri, selected?: unknown) => (await training()).train(host, file, selected),
  debug: async (host, file?: vscode.Uri) => (await training()).debug(host, file),
  stop: async (host, id?: string) => (await training()).stop(host, id),
  showGraph: async (host, file?: vscode.Uri | string) => (await graph()).showGraph(host, file),
  runForGraph: async (host, file?: vscode.Uri) => (await graph()).runForGraph(host, file),
  revealInGraph: async (host) => (await graph()).revealInGraph(host),
  openGraph: async (host, file?: vscode.Uri) => (await graph()).openGraph(host, file),
  openEventFolder: async (host, folder?: vscode.Uri, selected?: unknown) =>
    (await summaries()).openEventFolder(host, folder, selected),
  newModelFile: async (host) => (await setup()).newModelFile(host),
  setUpTypes: async (host, file?: vscode.Uri) => (await setup()).setUpTypes(host, file),
  openWalkthrough: async (host) => (await setup()).openWalkthrough(host),
  showLog: (host) => host.log.show(),
  restartLanguageServer: async (host) => (await host.language()).restart(),
  'runs.open': async (host, item?: Item, selected?: Item[]) => (await runs()).open(host, item, selected),
  'runs.openGraph': async (host, item?: Item) => (await runs()).openGraph(host, item),
  'runs.compare': async (host, item?: Item, selected?: Item[]) => (await runs()).compare(host, item, selected),
  'runs.stop': async (host, item?: Item, selected?: Item[]) => (await runs()).stop(host, item, selected),
  'runs.kill': async (host, item?: Item, selected?: Item[]) => (await runs()).kill(host, item, selected),
  'runs.restart': async (host, item?: Item, selected?: Item[]) => (await runs()).restart(host, item, selected),
  'runs.rename': async (host, item?: Item) => (await runs()).rename(host, item),
  'runs.reveal': async (host, item?: Item) => (await runs()).reveal(host, item),
  'runs.delete': async (host, item?: Item, selected?: Item[]) => (await runs()).remove(host, item, selected),
  'runs.forget': async (host, item?: Item, selected?: Item[]) => (await runs()).forget(host, item, selected),
  'runs.goToFile': async (host, item?: Item) => (await runs()).goToFile(host, item),
  'runs.refresh': async (host) => (await runs()).refresh(host),
} as const satisfies Record<string, CommandHandler>;
