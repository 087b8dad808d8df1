// Preloaded by with-node24.mjs into the process it starts: when the starter is gone, however it went, this process is
// asked to stop, and is ended if it does not. Descriptor 3 is a pipe that the starter holds open.

import { Socket } from 'node:net';

const graceMilliseconds = 5000;

const line = new Socket({ fd: 3, readable: true, writable: false });
line.on('error', end);
line.on('close', end);
line.resume();
line.unref();

function end() {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMilliseconds).unref();
  process.kill(process.pid, 'SIGTERM');
}
