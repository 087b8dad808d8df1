/** The reader process as the other parts use it. */

import * as vscode from 'vscode';
import type { Host, Reader } from '../host.ts';
import { ReaderClient } from './reader-client.ts';
import { startReaderProcess } from './reader-process.ts';

export function createReader({ context, log }: Host): Reader {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'reader.js').fsPath;
  return new ReaderClient({
    start: (events) => startReaderProcess(script, events),
    log: (level, text) => log[level](text),
    onGivenUp: async (problem) => {
      const showLog = 'Show Log';
      if ((await vscode.window.showErrorMessage(problem, showLog)) === showLog) log.show();
    },
    canceled: () => new vscode.CancellationError(),
  });
}
