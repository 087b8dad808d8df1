// Measures the memory of the language server's own process, bundled and started as the editor does it, while a file is
// typed: a process of the analysis alone has no limits, and so leaves more garbage lying about. Run as a process of its own:
// `serve-edits.ts FILE KEYSTROKES SERVER`.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { keystrokes } from './edits.ts';
import { send } from './report.ts';

/** What an editor asks after each keystroke. */
const asked = ['textDocument/inlayHint', 'textDocument/codeLens', 'textDocument/documentSymbol'];
const [file, count, server] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
const original = readFileSync(file, 'utf8');
const textDocument = { uri: pathToFileURL(file).href };
const range = { start: { line: 0, character: 0 }, end: { line: original.split('\n').length, character: 0 } };

/** The process says at its end how much memory it has had at most, its threads included. */
const tells = `process.on('exit', () => process.send?.({ peak: process.resourceUsage().maxRSS * 1024 }));`;
const child = fork(server, ['--node-ipc'], {
  execArgv: ['--import', `data:text/javascript,${encodeURIComponent(tells)}`],
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
interface Message {
  readonly id?: number;
  /** Not in answers. */
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly peak?: number;
}

const answers = new Map<number | undefined, (answer: Message) => void>();
let peak = 0;
let requests = 0;
child.on('message', (message: Message) => {
  if (message.peak !== undefined) peak = message.peak;
  else if (message.method === undefined) answers.get(message.id)?.(message);
});
const ended = once(child, 'close');
child.once('close', (code) => {
  if (peak === 0) throw new Error(`The server ended with ${code}, and did not say how much memory it had.`);
});

await request('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
notify('initialized', {});
notify('textDocument/didOpen', {
  textDocument: { ...textDocument, languageId: 'typescript', version: 0, text: original },
});
await askAll();
for (const [index, { text }] of keystrokes(original, count).entries()) {
  notify('textDocument/didChange', {
    textDocument: { ...textDocument, version: index + 1 },
    contentChanges: [{ text }],
  });
  await askAll();
}
await request('shutdown', null);
notify('exit', null);
await ended;
send({ peak });

async function askAll(): Promise<void> {
  const params = { textDocument, range };
  const results = await Promise.all(asked.map((method) => request(method, params)));
  if (results.some((result) => !Array.isArray(result))) throw new Error('The server did not answer.');
}

function request(method: string, params: object | null): Promise<unknown> {
  const id = ++requests;
  child.send({ jsonrpc: '2.0', id, method, params });
  return new Promise((resolve, reject) => {
    answers.set(id, ({ result, error }) => {
      answers.delete(id);
      if (error) reject(new Error(`${method}: ${JSON.stringify(error)}`));
      else resolve(result);
    });
  });
}

function notify(method: string, params: object | null): void {
  child.send({ jsonrpc: '2.0', method, params });
}
