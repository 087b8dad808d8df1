import { afterEach, expect, test, vi } from 'vitest';
import type { ConfigurationParams } from 'vscode-languageclient/node';
import type { Host } from '../../../extension/host.ts';
import { clientOptions } from '../../../extension/language/client-options.ts';
import { document, settings, workspace } from './fake-vscode.ts';

vi.mock('vscode', () => import('./fake-vscode.ts'));

afterEach(() => {
  workspace.textDocuments = [];
  workspace.workspaceFolders = undefined;
  for (const language of Object.keys(settings)) delete settings[language];
});

const options = () => clientOptions({ log: {} } as unknown as Host);

test('scripts are the server’s wherever they are edited, and not where they are only shown', () => {
  const schemes = () => new Set(options().documentSelector?.map((each) => (each as { scheme: string }).scheme));
  expect(schemes()).toEqual(new Set(['file', 'untitled']));
  workspace.workspaceFolders = [{ uri: { scheme: 'vscode-vfs' } }, { uri: { scheme: 'file' } }];
  expect(schemes()).toEqual(new Set(['file', 'untitled', 'vscode-vfs']));
  const languages = new Set(options().documentSelector?.map((each) => (each as { language: string }).language));
  expect(languages).toEqual(new Set(['typescript', 'javascript', 'typescriptreact', 'javascriptreact']));
});

async function asked(section: string, scopeUri = 'file:///model.ts'): Promise<unknown> {
  const configuration = options().middleware?.workspace?.configuration;
  const params: ConfigurationParams = { items: [{ section, scopeUri }] };
  const next = async () => ['as the address says'];
  const answers = await configuration?.(params, { isCancellationRequested: false } as never, next as never);
  return (answers as unknown[])[0];
}

test('a setting may differ by the language of the document', async () => {
  settings.typescript = { inlayHints: false };
  expect(await asked('tensorloom.inlayHints')).toBe('as the address says');
  workspace.textDocuments = [document('', 'typescript')];
  expect(await asked('tensorloom.inlayHints')).toBe(false);
  workspace.textDocuments = [document('', 'javascript')];
  expect(await asked('tensorloom.inlayHints')).toBe('as the address says');
});

test('what is not ours is answered as ever', async () => {
  settings.typescript = { tabSize: 8 };
  workspace.textDocuments = [document('', 'typescript')];
  expect(await asked('editor.tabSize')).toBe('as the address says');
});
