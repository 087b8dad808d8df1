/** The `tensorloom` debug configuration: F5, with or without a launch.json. */

import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { activeModel, isModelDocument } from '../model-file/index.ts';
import { isCount } from '../plain-data.ts';

/** Fills in what is missing; with no launch.json, everything: the active model file is trained. */
export function completeConfiguration(
  _host: Host,
  config: vscode.DebugConfiguration,
): vscode.DebugConfiguration | undefined {
  const complete = { ...config, type: 'tensorloom', request: 'launch', name: config.name || 'Train the active model' };
  if (config.program !== undefined) return complete;
  const active = activeModel();
  if (active !== undefined && isModelDocument(active)) return { ...complete, program: active.uri.fsPath };
  void vscode.window.showWarningMessage(
    'Open a model file to debug it: TypeScript or JavaScript that imports tensorloom. Or name it in launch.json as "program".',
  );
  return undefined;
}

/**
 * Starts the run, and for it a session of the JavaScript debugger, which takes the place of the one asked for: that ends
 * here, before it begins.
 */
export function startForDebugger(
  host: Host,
  folder: vscode.WorkspaceFolder | undefined,
  config: vscode.DebugConfiguration,
): undefined {
  const { program, args, steps, seed, noDebug } = config as Record<string, unknown>;
  if (typeof program !== 'string') {
    void vscode.window.showErrorMessage('The debug configuration needs a model file as its "program".');
    return undefined;
  }
  if (!isAbsolute(program) && folder === undefined) {
    void vscode.window.showErrorMessage(
      `No folder is open that "program" (${program}) could start from: give its whole path.`,
    );
    return undefined;
  }
  const path = isAbsolute(program) ? program : join((folder as vscode.WorkspaceFolder).uri.fsPath, program);
  const start = async () => {
    const training = await host.training();
    await training.train(vscode.Uri.file(path), {
      debug: noDebug !== true,
      ...(Array.isArray(args) && { args: args.map(String) }),
      ...(isCount(steps) && { steps }),
      ...(isCount(seed) && { seed }),
    });
  };
  start().catch((error: Error) => {
    host.log.error(error);
    void vscode.window.showErrorMessage(error.message);
  });
  return undefined;
}
