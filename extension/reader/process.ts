/**
 * The reader's process: opens event files and graphs for the extension's host, which forks it with an IPC channel of
 * `serialization: 'advanced'`. Ends when the channel does.
 */

import type { HostToReader, ReaderToHost } from './protocol.ts';
import { ReaderService } from './service.ts';

const service = new ReaderService(
  (message: ReaderToHost) =>
    new Promise((resolve) => {
      // A message that cannot be sent any more is wanted by nobody.
      if (!process.connected) resolve();
      else process.send!(message, undefined, {}, () => resolve());
    }),
);

// The terminal's Ctrl-C is for the host, which then closes the channel.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
// What one message brings about must not end the others; the host logs what stands on stderr.
process.on('uncaughtException', (error) => console.error(error));
process.on('unhandledRejection', (error) => console.error(error));
process.on('message', (message) => void service.handle(message as HostToReader));
if (!process.send) {
  console.error('This is started by the Tensorloom extension, with an IPC channel.');
  process.exitCode = 2;
}
