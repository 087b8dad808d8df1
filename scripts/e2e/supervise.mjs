// node supervise.mjs COMMAND [ARGUMENTS]: runs a command until it ends or the process that started this one is gone,
// however that one went, and then ends everything the command started. It is started as the leader of a process group
// with a pipe as its standard input, which nobody writes to: the pipe closes when its other end is gone.

import { spawn } from 'node:child_process';

const graceMilliseconds = 1500;

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  console.error(error.message);
  end();
});
child.on('exit', end);

process.on('SIGTERM', () => {});
process.stdin.on('close', end);
process.stdin.on('error', end);
process.stdin.resume();

let ending = false;

function end() {
  if (ending) return;
  ending = true;
  process.kill(-process.pid, 'SIGTERM');
  setTimeout(() => process.kill(-process.pid, 'SIGKILL'), graceMilliseconds);
}
