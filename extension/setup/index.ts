/** The first minutes: model files from templates, types in the workspace, and the walkthrough. */

import * as vscode from 'vscode';
import type { Host } from '../host.ts';

export { newModelFile } from './new-model-file.ts';
export { setUpTypes } from './types-setup.ts';

export async function openWalkthrough(host: Host): Promise<void> {
  const { id } = host.context.extension;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${id}#tensorloom.start`, false);
}
