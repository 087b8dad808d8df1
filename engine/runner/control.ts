/**
 * The control thread of a run. It alone holds the line to the parent, so that a model whose main thread never yields
 * can still be asked to stop, be killed, and does not outlive its parent. It knows nothing of models and graphs.
 */

import { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { type ControlRequest, type ControlState, word } from './control-state.ts';
import { type ChildMessage, encodeLine, LineDecoder, lineDescriptor, type ParentMessage } from './protocol.ts';

/** Unread bytes to the parent beyond which progress and the like are dropped. */
const queueLimit = 1024 * 1024;
/** How long a run whose parent vanished may take to end by itself, saving on the way. */
const orphanGraceMs = 3000;
/** How long the last words may take. */
const farewellMs = 300;

const state = workerData as ControlState;
const main = parentPort!;
const line = new Socket({ fd: lineDescriptor, readable: true, writable: true });
const decoder = new LineDecoder<ParentMessage>();

/** Both a terminal's Ctrl-C and the parent's word for it may arrive: the larger count is how often it was meant. */
const asked = { line: 0, signal: 0 };
let orphaned = false;

line.setEncoding('utf8');
line.on('data', (chunk: unknown) => {
  for (const message of decoder.push(String(chunk))) onParentMessage(message);
});
line.on('error', onOrphaned);
line.on('close', onOrphaned);
main.on('message', onMainRequest);

function onParentMessage(message: ParentMessage): void {
  switch (message.type) {
    case 'start':
      main.postMessage(message);
      return;
    case 'stop':
      onStopAsked('line', message.graceMs);
      return;
    case 'kill':
      die();
      return;
    default:
      message satisfies never;
  }
}

function onMainRequest(request: ControlRequest): void {
  switch (request.type) {
    case 'send':
      if (!(request.droppable && line.writableLength > queueLimit)) write(request.line);
      return;
    case 'flush':
      write('', () => {
        Atomics.store(state, word.flushed, request.id);
        Atomics.notify(state, word.flushed);
      });
      return;
    case 'signal':
      onStopAsked('signal', undefined);
      return;
    default:
      request satisfies never;
  }
}

function onStopAsked(by: keyof typeof asked, graceMs: number | undefined): void {
  asked[by] += 1;
  const times = Math.max(asked.line, asked.signal);
  if (times > 1) {
    die();
    return;
  }
  const first = Atomics.exchange(state, word.stop, 1) === 0;
  if (first) send({ type: 'stopping', inLoop: Atomics.load(state, word.loops) > 0 });
  if (graceMs !== undefined) setTimeout(die, graceMs);
}

function onOrphaned(): void {
  if (orphaned) return;
  orphaned = true;
  Atomics.store(state, word.stop, 1);
  setTimeout(killProcess, orphanGraceMs);
}

function die(): void {
  send({ type: 'done', exitCode: 130, reason: 'killed', place: undefined }, killProcess);
  setTimeout(killProcess, farewellMs);
}

/** The one way to end a process whose main thread may never look up again. */
function killProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}

function send(message: ChildMessage, written?: () => void): void {
  write(encodeLine(message), written);
}

function write(text: string, written?: () => void): void {
  if (line.destroyed) written?.();
  else line.write(text, () => written?.());
}
