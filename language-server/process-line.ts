/** The line to whoever started this process: the channel of a fork, or standard input and output. The process ends with it. */

import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';

/** undefined where the process was started without a line. */
export function processLine(): Connection | undefined {
  const isForked = process.send !== undefined && process.argv.includes('--node-ipc');
  if (!isForked && !process.argv.includes('--stdio')) return undefined;
  const connection = createConnection(ProposedFeatures.all);
  // What one message brings about must not end the others.
  const log = (error: unknown) =>
    connection.console.error(error instanceof Error ? String(error.stack) : String(error));
  process.on('uncaughtException', log);
  process.on('unhandledRejection', log);
  process.on('disconnect', () => process.exit());
  return connection;
}
