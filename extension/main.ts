/**
 * What VS Code loads. Registers everything and loads nothing that is not needed yet: each command, view and panel brings
 * its code when first used, so that a window which only opens a script pays a few milliseconds.
 */

import * as vscode from 'vscode';
import { type CommandHandler, commandHandlers } from './command-handlers.ts';
import type { Host } from './host.ts';
import { startLanguageWithModels } from './language/start-with-models.ts';
import { messageText } from './message-text.ts';
import { registerModelFiles } from './model-file/index.ts';
import { setRunsView } from './runs/selection.ts';
import { registerSetup } from './setup/register.ts';

/** How long runs may take to end when the window closes: VS Code waits five seconds in all. */
const endGraceMs = 4000;

let host: Host | undefined;
let trainingStarted = false;
let languageStarted = false;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Tensorloom', { log: true });
  context.subscriptions.push(log);
  const here: Host = {
    context,
    log,
    runs: once(async () => own(context, (await import('./runs/index.ts')).createRunStore(here))),
    training: once(async () => {
      trainingStarted = true;
      return own(context, (await import('./training/index.ts')).createTraining(here));
    }),
    reader: once(async () => own(context, (await import('./reader-client/index.ts')).createReader(here))),
    summaries: once(async () => own(context, (await import('./summaries/index.ts')).createSummariesPanels(here))),
    graphs: once(async () => own(context, (await import('./graph/index.ts')).createGraphPanels(here))),
    language: once(async () => {
      languageStarted = true;
      return own(context, (await import('./language/index.ts')).createLanguage(here));
    }),
  };
  host = here;

  for (const [command, handler] of Object.entries(commandHandlers)) {
    const run = async (...args: unknown[]) => {
      try {
        return await (handler as CommandHandler)(here, ...(args as never[]));
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
        void vscode.window.showErrorMessage(messageText(error instanceof Error ? error.message : String(error)));
        return undefined;
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(`tensorloom.${command}`, run));
  }
  registerModelFiles(here);
  startLanguageWithModels(here);
  registerSetup(here);
  registerRunsView(here);
  registerPanels(here);
  registerDebugging(here);
}

/** Runs end after their step; those that cannot are killed. */
export async function deactivate(): Promise<void> {
  if (host === undefined) return;
  const ends: Promise<void>[] = [];
  if (trainingStarted) ends.push(host.training().then((training) => training.end(endGraceMs)));
  if (languageStarted) ends.push(host.language().then((language) => language.stop()));
  await Promise.all(ends);
}

function registerRunsView(here: Host): void {
  // The tree itself comes when the view is first shown; until then VS Code asks it for nothing.
  const changed = new vscode.EventEmitter<unknown>();
  let tree: Promise<vscode.TreeDataProvider<unknown>> | undefined;
  const loaded = () => {
    tree ??= import('./runs/index.ts').then(({ createRunsTree }) => {
      const made = createRunsTree(here);
      made.onDidChangeTreeData?.((element) => changed.fire(element));
      return made as vscode.TreeDataProvider<unknown>;
    });
    return tree;
  };
  const view = vscode.window.createTreeView<unknown>('tensorloom.runs', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (element) => (await loaded()).getChildren(element),
      getTreeItem: async (element) => (await loaded()).getTreeItem(element),
    },
    canSelectMany: true,
    showCollapseAll: true,
  });
  setRunsView(view);
  here.context.subscriptions.push(view, changed);
}

function registerPanels(here: Host): void {
  here.context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer('tensorloom.summaries', {
      deserializeWebviewPanel: async (panel, state) => (await here.summaries()).restore(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer('tensorloom.graph', {
      deserializeWebviewPanel: async (panel, state) => (await here.graphs()).restore(panel, state),
    }),
  );
}

function registerDebugging(here: Host): void {
  here.context.subscriptions.push(
    vscode.debug.registerDebugConfigurationProvider('tensorloom', {
      resolveDebugConfiguration: async (_folder, config) =>
        (await import('./training/debug.ts')).completeConfiguration(here, config),
      resolveDebugConfigurationWithSubstitutedVariables: async (folder, config) =>
        (await import('./training/debug.ts')).startForDebugger(here, folder, config),
    }),
  );
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function own<T extends vscode.Disposable>(context: vscode.ExtensionContext, part: T): T {
  context.subscriptions.push(part);
  return part;
}
