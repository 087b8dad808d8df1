/**
 * The language server's process. The editor forks it and speaks over the channel between them (`--node-ipc`), or over
 * standard input and output (`--stdio`). It ends with whoever started it, and opens no ports.
 */

import { processLine } from './process-line.ts';
import { startServer } from './server.ts';

const connection = processLine();
if (connection) startServer(connection);
else {
  console.error('This is the Tensorloom language server: start it with --stdio, or as a child with --node-ipc.');
  process.exitCode = 2;
}
