/** An editor without a window: starts the real server in a process of its own and speaks the Language Server Protocol to it. */

import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const realServer = new URL('../../language-server/main.ts', import.meta.url);

export interface EditorOptions {
  readonly server?: URL;
  readonly transport?: 'ipc' | 'stdio';
  readonly capabilities?: ClientCapabilities;
  /** By section: `tensorloom.inlayHints`. */
  readonly settings?: Record<string, unknown>;
  readonly env?: Record<string, string>;
  /** A module that the server's process loads first, in each of its threads. */
  readonly preload?: URL;
  /** For all tests of a file: whoever starts it ends it. */
  readonly isShared?: boolean;
}

/** All that the server may use. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
};

export class Editor {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly settings: Record<string, unknown>;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  /** Requests of the server's own, by method, in order. */
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  readonly notified: { readonly method: string; readonly params: unknown }[] = [];

  private constructor(child: ChildProcess, connection: MessageConnection, settings: Record<string, unknown>) {
    this.process = child;
    this.connection = connection;
    this.settings = settings;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    connection.onNotification((method, params) => {
      this.notified.push({ method, params });
    });
    connection.onRequest((method, params) => {
      this.asked.push({ method, params });
      if (method !== 'workspace/configuration') return null;
      const { items } = params as unknown as { items: { section: string }[] };
      return items.map(({ section }) => this.settings[section] ?? null);
    });
    connection.listen();
  }

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const {
      server = realServer,
      transport = 'ipc',
      capabilities = fullCapabilities,
      settings = {},
      env,
      preload,
    } = options;
    const script = fileURLToPath(server);
    const execArgv = preload ? ['--import', preload.href] : [];
    const inherited = { ...process.env, ...env, NODE_OPTIONS: undefined };
    const child =
      transport === 'ipc'
        ? fork(script, ['--node-ipc'], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv, env: inherited })
        : spawn(process.execPath, [...execArgv, script, '--stdio'], { stdio: 'pipe', env: inherited });
    if (!options.isShared) onTestFinished(() => void child.kill('SIGKILL'));
    const connection =
      transport === 'ipc'
        ? createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
        : createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
    const editor = new Editor(child, connection, settings);
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  /** A document that is opened, under a URI or a path. */
  open(name: string, text: string, languageId = languageOf(name)): OpenText {
    const document = new OpenText(this, uriOf(name), text);
    this.tell('textDocument/didOpen', { textDocument: { uri: document.uri, languageId, version: 1, text } });
    return document;
  }

  ask<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params);
  }
  tell(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  /** What the editor shows for a document. */
  diagnosticsOf(uri: string): readonly Diagnostic[] {
    return this.published.findLast((each) => each.uri === uri)?.diagnostics ?? [];
  }

  /** Waits for something that comes about by itself. */
  async until<T>(found: () => T | undefined | false): Promise<T> {
    for (const end = performance.now() + 15_000; ; ) {
      const value = found();
      if (value !== undefined && value !== false) return value;
      if (performance.now() > end) throw new Error(`It never came about that ${found}.\n${this.logged.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Ends the server as an editor does. @returns its exit code and signal */
  async end(): Promise<unknown[]> {
    const ended = once(this.process, 'exit');
    await this.ask('shutdown', undefined);
    this.tell('exit', undefined);
    return ended;
  }
}

export class OpenText {
  readonly uri: string;
  readonly #editor: Editor;
  #text: string;
  #version = 1;

  constructor(editor: Editor, uri: string, text: string) {
    this.#editor = editor;
    this.uri = uri;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }
  get version(): number {
    return this.#version;
  }
  get diagnostics(): readonly Diagnostic[] {
    return this.#editor.diagnosticsOf(this.uri);
  }
  get messages(): string[] {
    return this.diagnostics.map(({ message }) => String(message));
  }

  /** Replaces the one place where `before` stands, as typing does. */
  replace(before: string, after: string): void {
    const start = this.offsetOf(before);
    this.#change({ start: this.at(start), end: this.at(start + before.length) }, start, before.length, after);
  }
  insert(position: number, text: string): void {
    this.#change({ start: this.at(position), end: this.at(position) }, position, 0, text);
  }
  replaceAll(text: string): void {
    this.#text = text;
    this.#send([{ text }]);
  }
  close(): void {
    this.#editor.tell('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  #change(range: Range, start: number, length: number, text: string): void {
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(start + length);
    this.#send([{ range, text }]);
  }
  #send(contentChanges: unknown[]): void {
    this.#version += 1;
    this.#editor.tell('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.#version },
      contentChanges,
    });
  }

  /** The offset of a text that stands at one place only; with `|` in it, of what stands at the bar. */
  offsetOf(marked: string): number {
    const bar = Math.max(0, marked.indexOf('|'));
    const wanted = marked.replace('|', '');
    const start = this.#text.indexOf(wanted);
    if (start < 0) throw new Error(`There is no ${JSON.stringify(wanted)} in the text.`);
    if (this.#text.includes(wanted, start + 1)) throw new Error(`There are several ${JSON.stringify(wanted)}.`);
    return start + bar;
  }
  at(offset: number): Position {
    const before = this.#text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: before.length - 1, character: before.at(-1)!.length };
  }
  position(marked: string): Position {
    return this.at(this.offsetOf(marked));
  }

  /** Asks something of this document. */
  ask<T>(method: string, params: Record<string, unknown> = {}): Promise<T> {
    return this.#editor.ask(`textDocument/${method}`, { textDocument: { uri: this.uri }, ...params });
  }
  /** Asks something about the place that `marked` says with a `|`. */
  askAt<T>(method: string, marked: string, params: Record<string, unknown> = {}): Promise<T> {
    return this.ask(method, { position: this.position(marked), ...params });
  }
  /** When it resolves, the diagnostics are those of the text as it is: an answer comes after what its analysis found. */
  async settled(): Promise<this> {
    await this.ask('documentSymbol');
    return this;
  }
}

function uriOf(name: string): string {
  return /^[\w-]{2,}:/.test(name) ? name : `file://${name}`;
}

function languageOf(name: string): string {
  const language = /\.[cm]?ts(x?)$/.exec(name) ? 'typescript' : 'javascript';
  return name.endsWith('x') ? `${language}react` : language;
}
