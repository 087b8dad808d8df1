/**
 * The language server's process. The editor forks it and speaks over the channel between them (`--node-ipc`), or over
 * standard input and output (`--stdio`). It ends with whoever started it, and opens no ports.
 */

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

if (process.argv.includes('--stdio') || (process.send && process.argv.includes('--node-ipc'))) {
  const connection = createConnection(ProposedFeatures.all);
  // What one message brings about must not end the others.
  process.on('uncaughtException', (error) => connection.console.error(String(error.stack ?? error)));
  process.on('unhandledRejection', (error) => connection.console.error(String((error as Error)?.stack ?? error)));
  process.on('disconnect', () => process.exit());
  startServer(connection);
} else {
  console.error('This is the Tensorloom language server: start it with --stdio, or as a child with --node-ipc.');
  process.exitCode = 2;
}
