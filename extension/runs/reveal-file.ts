/** Shows a file or folder where the user keeps files: the system's file manager, or the Explorer where that is elsewhere. */

import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { messageText } from '../message-text.ts';

export async function revealFile(path: string): Promise<void> {
  if (!existsSync(path)) {
    void vscode.window.showWarningMessage(messageText(`${path} is not there any more.`));
    return;
  }
  const uri = vscode.Uri.file(path);
  const local = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (local) await vscode.commands.executeCommand('revealFileInOS', uri);
  else if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
  } else {
    const answer = await vscode.window.showInformationMessage(
      messageText(`${path} is outside the workspace.`),
      'Copy Path',
    );
    if (answer !== undefined) await vscode.env.clipboard.writeText(path);
  }
}
