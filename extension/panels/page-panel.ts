/**
 * One page in one panel of the editor: its document, its messages, its life. VS Code throws a page away whenever its tab
 * is hidden and loads it again when it is shown, so nothing is queued here: a page that says it is ready is sent what
 * there is, by its owner. Knows neither summaries nor graphs.
 */

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { CommonToHost } from '../../webview/protocol.ts';
import type { Host } from '../host.ts';
import { saveExport } from './export-file.ts';
import { Flow } from './flow.ts';
import { bufferBytes, ownBuffers } from './own-buffers.ts';
import { pageHtml } from './page-html.ts';
import { readCommonMessage } from './page-messages.ts';

export interface PageKind {
  readonly viewType: string;
  /** The name of the page's bundle in dist/webview. */
  readonly page: 'summaries' | 'graph';
  readonly icon: string;
  /** Whether Ctrl+F is the editor's own search in the page's text; otherwise the page's. */
  readonly findInText: boolean;
}

export interface PageOwner<ToHost> {
  /** The page listens, for the first time or after it was loaded again: send it everything. */
  onReady(): void;
  /** Checks a message of the page's own; undefined drops it. */
  read(message: unknown): ToHost | undefined;
  onMessage(message: ToHost): void;
  /** The page cannot be seen: it gets nothing from now on, and says that it is ready when it can again. */
  onHidden(): void;
  /** More is on its way to the page than it takes; false: it has caught up. */
  onHold(held: boolean): void;
  onClosed(): void;
}

/** Of one page; the log is not to be filled by one that fails at every turn. */
const mostFaults = 20;

export class PagePanel<ToPage, ToHost> {
  readonly panel: vscode.WebviewPanel;
  readonly #flow: Flow;
  #ready = false;
  #faults = 0;

  constructor(host: Host, kind: PageKind, panel: vscode.WebviewPanel, owner: PageOwner<ToHost>) {
    this.panel = panel;
    this.#flow = new Flow((held) => {
      if (this.#ready) owner.onHold(held);
    });
    const root = pagesFolder(host);
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    panel.iconPath = new vscode.ThemeIcon(kind.icon);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const common = readCommonMessage(message);
      if (common !== undefined) this.#onCommon(host, owner, common);
      else {
        const own = owner.read(message);
        if (own === undefined) host.log.warn(`The ${kind.page} page sent something unknown.`);
        else owner.onMessage(own);
      }
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible || !this.#ready) return;
      this.#ready = false;
      owner.onHidden();
    });
    panel.onDidDispose(() => {
      this.#ready = false;
      owner.onClosed();
    });
    panel.webview.html = pageHtml({
      title: panel.title,
      language: vscode.env.language,
      cspSource: panel.webview.cspSource,
      nonce: randomBytes(18).toString('base64'),
      script: String(panel.webview.asWebviewUri(vscode.Uri.joinPath(root, `${kind.page}.js`))),
      style: String(panel.webview.asWebviewUri(vscode.Uri.joinPath(root, `${kind.page}.css`))),
    });
  }

  /** Whether the page listens; what is posted to one that does not is lost. */
  get ready(): boolean {
    return this.#ready;
  }

  post(message: ToPage): void {
    if (!this.#ready) return;
    const own = ownBuffers(message);
    this.#flow.add(bufferBytes(own), this.panel.webview.postMessage(own));
  }

  #onCommon(host: Host, owner: PageOwner<ToHost>, message: CommonToHost): void {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#flow.reset();
        owner.onReady();
        break;
      case 'export':
        void saveExport(message.file, host.log);
        break;
      case 'fault':
        this.#faults += 1;
        if (this.#faults <= mostFaults) host.log.error(`${this.panel.title}: ${message.message}`);
        break;
      default:
        message satisfies never;
    }
  }
}

export function createPanel(kind: PageKind, host: Host, title: string, beside: boolean): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    kind.viewType,
    title,
    { viewColumn: beside ? columnBeside() : vscode.ViewColumn.Active, preserveFocus: beside },
    { enableScripts: true, localResourceRoots: [pagesFolder(host)], enableFindWidget: kind.findInText },
  );
}

/** Among the panels that are there, so that the second run does not squeeze the editors into a third column. */
function columnBeside(): vscode.ViewColumn {
  const isOurs = (tab: vscode.Tab | undefined) =>
    tab?.input instanceof vscode.TabInputWebview && /\btensorloom\./.test(tab.input.viewType);
  const group = vscode.window.tabGroups.all.find(({ activeTab }) => isOurs(activeTab));
  return group?.viewColumn ?? vscode.ViewColumn.Beside;
}

function pagesFolder(host: Host): vscode.Uri {
  return vscode.Uri.joinPath(host.context.extensionUri, 'dist', 'webview');
}
