/** As much of `vscode` as the store and the tree of runs touch. */

type Listener<Event> = (event: Event) => void;

export class EventEmitter<Event> {
  readonly #listeners = new Set<Listener<Event>>();
  readonly event = (listener: Listener<Event>) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class Uri {
  readonly scheme = 'file';
  readonly fsPath: string;
  constructor(path: string) {
    this.fsPath = path;
  }
  static file = (path: string) => new Uri(path);
}

export class ThemeIcon {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}
export class ThemeColor {}

export class MarkdownString {
  value = '';
  appendText(text: string): this {
    this.value += text.replace(/[\\`*_{}[\]()#+\-!~<>|]/g, '\\$&');
    return this;
  }
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;
  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class CancellationTokenSource {
  readonly token = {};
  cancel(): void {}
}

/** What the workspace holds; tests set it. */
export const here = { root: '/project', found: [] as string[] };
export const created = new EventEmitter<Uri>();
export const deleted = new EventEmitter<Uri>();

/** The context keys that were set. */
export const keys: Record<string, unknown> = {};

export const commands = {
  executeCommand: async (_command: string, key: string, value: unknown) => {
    keys[key] = value;
  },
};

export const workspace = {
  get workspaceFolders() {
    return [{ name: 'project', uri: new Uri(here.root) }];
  },
  getWorkspaceFolder: (uri: Uri) => (uri.fsPath.startsWith(here.root) ? workspace.workspaceFolders[0] : undefined),
  findFiles: async () => here.found.map((path) => new Uri(path)),
  createFileSystemWatcher: () => ({ onDidCreate: created.event, onDidDelete: deleted.event, dispose() {} }),
  onDidChangeWorkspaceFolders: new EventEmitter<undefined>().event,
};
