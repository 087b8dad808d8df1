/** What the set-up registers at activation: a quick fix, and a look now and then whether agreed types are still there. */

import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { consentedFolders } from './consent.ts';
import { isUnresolvedImport } from './unresolved-import.ts';

const lookAgainMs = 15_000;

export function registerSetup(host: Host): void {
  let lookedAt = 0;
  const renew = async () => {
    if (consentedFolders(host).length === 0 || Date.now() - lookedAt < lookAgainMs) return;
    lookedAt = Date.now();
    (await import('./types-setup.ts')).renewTypes(host);
  };
  void renew();
  host.context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(() => void renew()),
    vscode.languages.registerCodeActionsProvider(
      ['typescript', 'javascript'].map((language) => ({ language, scheme: 'file' })),
      { provideCodeActions: (document, _range, { diagnostics }) => typesFixes(document, diagnostics) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

function typesFixes(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const unresolved = diagnostics.filter(({ code, range }) => isUnresolvedImport(code, document.getText(range)));
  if (unresolved.length === 0) return [];
  const fix = new vscode.CodeAction(
    "Set up the types of 'tensorloom' in this workspace",
    vscode.CodeActionKind.QuickFix,
  );
  fix.diagnostics = unresolved;
  fix.isPreferred = true;
  fix.command = { command: 'tensorloom.setUpTypes', title: 'Set Up Types', arguments: [document.uri] };
  return [fix];
}
