/**
 * As much of `vscode` as panels touch: panels whose pages are lists of messages. Mocked in with
 * `vi.mock('vscode', () => import('../panels/fake-vscode.ts'))`.
 */

type Listener<Event> = (event: Event) => void;

/** Something that happens, and who is told. */
export class Happening<Event> {
  readonly listeners = new Set<Listener<Event>>();
  readonly event = (listener: Listener<Event>) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(event: Event): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}

export { Happening as EventEmitter };

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
  readonly fsPath: string;
  constructor(path: string, scheme = 'file') {
    this.fsPath = path;
    this.scheme = scheme;
  }
  static file = (path: string) => new Uri(path);
  static parse(text: string): Uri {
    const { protocol, pathname } = new URL(text);
    return new Uri(pathname, protocol.slice(0, -1));
  }
  static joinPath = (base: Uri, ...parts: string[]) => new Uri([base.fsPath, ...parts].join('/'));
  toString(): string {
    return this.scheme === 'file' ? `file://${this.fsPath}` : `${this.scheme}:${this.fsPath}`;
  }
}

export class ThemeIcon {}
export class ThemeColor {}
export class RelativePattern {}
export class CancellationError extends Error {}

export class CancellationTokenSource {
  readonly #canceled = new Happening<undefined>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.#canceled.event };
  cancel(): void {
    this.token.isCancellationRequested = true;
    this.#canceled.fire(undefined);
  }
  dispose(): void {}
}

export class FakePanel {
  title = '';
  visible = true;
  iconPath: unknown;
  disposed = false;
  readonly viewColumn = 1;
  readonly posted: Record<string, unknown>[] = [];
  readonly received = new Happening<unknown>();
  readonly viewChanged = new Happening<undefined>();
  readonly closed = new Happening<undefined>();
  readonly onDidChangeViewState = this.viewChanged.event;
  readonly onDidDispose = this.closed.event;
  readonly webview = {
    options: {},
    html: '',
    cspSource: 'https://page.example',
    asWebviewUri: (uri: Uri) => uri,
    onDidReceiveMessage: this.received.event,
    postMessage: async (message: Record<string, unknown>) => {
      this.posted.push(message);
      return true;
    },
  };
  reveal(): void {}
  dispose(): void {
    this.disposed = true;
    this.closed.fire(undefined);
  }

  /** What the page says. */
  say(message: unknown): void {
    this.received.fire(message);
  }
  /** VS Code throws the page away. */
  hide(): void {
    this.visible = false;
    this.viewChanged.fire(undefined);
  }
  /** Types of what was posted since the last call. */
  news(): string[] {
    return this.posted.splice(0).map(({ type }) => String(type));
  }
}

export const saved = new Happening<{ uri: Uri }>();
export const messages: string[] = [];
/** What happened to files on the disk. */
export const written = new Happening<undefined>();
export const executed: (readonly [command: string, argument: string])[] = [];
export const commands = {
  executeCommand: async (command: string, argument: unknown) => void executed.push([command, String(argument)]),
};

const show = async (text: string) => void messages.push(text);
export const window = {
  createTextEditorDecorationType: () => ({}),
  showErrorMessage: show,
  showInformationMessage: show,
};
export const env = { language: 'en' };
export const workspace = {
  isTrusted: true,
  workspaceFolders: [],
  textDocuments: [],
  onDidSaveTextDocument: saved.event,
  findFiles: async () => [],
  createFileSystemWatcher: () => ({
    onDidCreate: () => ({ dispose() {} }),
    onDidChange: written.event,
    dispose() {},
  }),
};
export const ViewColumn = { Active: -1, Beside: -2 };
export const TextEditorRevealType = {};
