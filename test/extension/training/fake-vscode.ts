/**
 * As much of `vscode` as training touches, over plain data that tests look at. Mocked in with
 * `vi.mock('vscode', () => import('./fake-vscode.ts'))`.
 */

import { readFileSync } from 'node:fs';

export interface Message {
  readonly kind: 'error' | 'warning' | 'information';
  readonly text: string;
  readonly buttons: readonly string[];
  /** Presses a button. */
  press(title: string): void;
}

/** What the user sees, and what the user has set. */
export const window_ = {
  messages: [] as Message[],
  settings: new Map<string, unknown>(),
  contexts: new Map<string, unknown>(),
  executed: [] as string[],
  problems: new Map<string, readonly Diagnostic[]>(),
  /** What the language server says of a file, and telling so. */
  analysed: new Map<string, readonly unknown[]>(),
  onAnalysed: (_path: string): void => {},
  statusBar: undefined as { text: string } | undefined,
  opened: [] as { path: string; line: number | undefined }[],
  /** The workspace's folder. */
  folder: '/',
  trusted: true,
  edited: new Set<(event: unknown) => void>(),
  debugSessions: [] as Record<string, unknown>[],
  documents: [] as unknown[],
};

export function resetWindow(folder: string): void {
  Object.assign(window_, { messages: [], executed: [], opened: [], debugSessions: [], documents: [], folder });
  Object.assign(window_, { trusted: true, statusBar: undefined });
  for (const map of [window_.settings, window_.contexts, window_.problems]) map.clear();
}

export class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const each of all) each.dispose();
    });
  }
}

export class Uri {
  readonly scheme: string;
  readonly path: string;
  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }
  static file(path: string): Uri {
    return new Uri('file', path);
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

export class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
  isEqual({ line, character }: Position): boolean {
    return line === this.line && character === this.character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...args: [Position, Position] | [number, number, number, number]) {
    if (args.length === 2) [this.start, this.end] = args;
    else {
      this.start = new Position(args[0], args[1]);
      this.end = new Position(args[2], args[3]);
    }
  }
}

export class Location {
  readonly uri: Uri;
  readonly range: Position;
  constructor(uri: Uri, range: Position) {
    this.uri = uri;
    this.range = range;
  }
}

export class DiagnosticRelatedInformation {
  readonly location: Location;
  readonly message: string;
  constructor(location: Location, message: string) {
    this.location = location;
    this.message = message;
  }
}

export class Diagnostic {
  range: Range;
  readonly message: string;
  source?: string;
  code?: string;
  relatedInformation?: readonly DiagnosticRelatedInformation[];
  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}

export class MarkdownString {
  value = '';
  appendText(text: string): void {
    this.value += text;
  }
  appendMarkdown(text: string): void {
    this.value += text;
  }
}

export class CancellationError extends Error {}
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const ProgressLocation = { Notification: 15 };

const nothing = (): Disposable => new Disposable(() => {});

function show(kind: Message['kind']) {
  return (text: string, ...buttons: (string | { title: string })[]): Promise<unknown> => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const titles = buttons.map((button) => (typeof button === 'string' ? button : button.title));
    window_.messages.push({
      kind,
      text,
      buttons: titles,
      press: (title) => resolve(buttons[titles.indexOf(title)]),
    });
    return promise;
  };
}

export const window = {
  activeTextEditor: undefined,
  visibleTextEditors: [],
  showErrorMessage: show('error'),
  showWarningMessage: show('warning'),
  showInformationMessage: show('information'),
  createStatusBarItem: () => {
    const item = {
      text: '',
      show: () => {
        window_.statusBar = item;
      },
      dispose: () => {
        window_.statusBar = undefined;
      },
    };
    return item;
  },
  showTextDocument: async (uri: Uri, { selection }: { selection?: Range } = {}) => {
    window_.opened.push({ path: uri.path, line: selection?.start.line });
  },
};

export const workspace = {
  get isTrusted(): boolean {
    return window_.trusted;
  },
  get textDocuments(): readonly unknown[] {
    return window_.documents;
  },
  getWorkspaceFolder: ({ path }: Uri) =>
    path.startsWith(window_.folder) ? { uri: Uri.file(window_.folder) } : undefined,
  getConfiguration: () => ({
    get: (name: string, fallback: unknown) => window_.settings.get(name) ?? fallback,
  }),
  onDidChangeTextDocument: (listener: (event: unknown) => void) => {
    window_.edited.add(listener);
    return new Disposable(() => window_.edited.delete(listener));
  },
  openTextDocument: async ({ path }: Uri) => {
    const lines = readFileSync(path, 'utf8').split('\n');
    return {
      validatePosition: (position: Position) => position,
      validateRange: (range: Range) => range,
      lineAt: ({ line }: Position) => ({ range: { end: new Position(line, lines[line]?.length ?? 0) } }),
      getWordRangeAtPosition: ({ line, character }: Position) => {
        const word = /^\w+/.exec((lines[line] ?? '').slice(character));
        return word === null ? undefined : new Range(line, character, line, character + word[0].length);
      },
    };
  },
};

export const commands = {
  registerCommand: nothing,
  executeCommand: async (command: string, ...args: unknown[]) => {
    if (command === 'setContext') window_.contexts.set(args[0] as string, args[1]);
    else window_.executed.push(command);
  },
};

export const languages = {
  createDiagnosticCollection: () => ({
    set: (uri: Uri, diagnostics: readonly Diagnostic[]) => {
      if (diagnostics.length === 0) window_.problems.delete(uri.path);
      else window_.problems.set(uri.path, diagnostics);
    },
    dispose: () => window_.problems.clear(),
  }),
  /** What the language server says. */
  getDiagnostics: (uri: Uri) => window_.analysed.get(uri.path) ?? [],
  onDidChangeDiagnostics: (listener: (event: { uris: readonly Uri[] }) => void) => {
    window_.onAnalysed = (path) => listener({ uris: [Uri.file(path)] });
    return { dispose() {} };
  },
};
export const DiagnosticSeverity = { Error: 0, Warning: 1 };

export const debug = {
  onDidStartDebugSession: nothing,
  onDidTerminateDebugSession: nothing,
  registerDebugAdapterTrackerFactory: nothing,
  startDebugging: async (_folder: unknown, configuration: Record<string, unknown>) => {
    window_.debugSessions.push(configuration);
    return false;
  },
  stopDebugging: async () => {},
};

/** An edit of a document, as the user types it. */
export function edit(path: string, startLine: number, endLine: number, text: string): void {
  const document = { uri: Uri.file(path) };
  const change = { range: new Range(startLine, 0, endLine, 0), text };
  for (const listener of window_.edited) listener({ document, contentChanges: [change] });
}
