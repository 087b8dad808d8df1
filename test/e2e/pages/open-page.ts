// A page of the extension alone in Chromium, without an editor around it: what the page does by itself is tested here
// in milliseconds, against a host made of one array. It gets the editor's real theme variables, its default styles and
// a content security policy as strict as the extension's.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { pageHtml } from '../../../extension/panels/page-html.ts';
import { inlineWorker } from '../../../scripts/build/inline-worker.ts';
import { provideChromium } from '../../../scripts/e2e/chromium.ts';
import { root } from '../../../scripts/tool.ts';

export const pageThemes = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;
export type PageTheme = (typeof pageThemes)[number];

export interface PageOptions {
  /** The page's main file, such as `webview/graph/main.ts`. */
  readonly entry: string;
  readonly theme?: PageTheme;
  readonly size?: { readonly width: number; readonly height: number };
  /** What VS Code kept of the page's earlier life. */
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** From host to page. Typed arrays arrive as such. */
  send(message: unknown): Promise<void>;
  /** What the page posted so far; of one type, where a type is given. */
  posted(type?: string): Promise<readonly Record<string, unknown>[]>;
  /** What the page last saved. */
  savedState(): Promise<unknown>;
  setTheme(theme: PageTheme): Promise<void>;
  /** Errors of the page and its console, the policy's violations among them. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

const origin = 'http://page.test';

/** The very document that the extension opens, with its policy. */
const html = () =>
  pageHtml({
    title: 'Page',
    language: 'en',
    cspSource: origin,
    nonce: 'nonce',
    script: `${origin}/main.js`,
    style: `${origin}/main.css`,
  });

/** What VS Code puts into every webview before the page's own styles. */
const editorStyles = `
html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
  font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
  font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
a { color: var(--vscode-textLink-foreground); }
code { color: var(--vscode-textPreformat-foreground); }
html { background: var(--vscode-editor-background); }`;

const themeVariables = JSON.parse(readFileSync(join(root, 'test/webview/fixtures/themes.json'), 'utf8')) as Record<
  PageTheme,
  Record<string, string>
>;

/** Made of text: these files are checked without the browser's names. */
const postInPage = new Function('message', 'window.postMessage(message, "*")') as (message: never) => void;

const postTextInPage = new Function('json', 'window.postMessage(JSON.parse(json), "*")') as (json: never) => void;

function holdsBytes(value: unknown): boolean {
  if (ArrayBuffer.isView(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsBytes);
}

const bundles = new Map<string, Promise<ReadonlyMap<string, string>>>();
let browser: Promise<Browser> | undefined;

export async function openPage(options: PageOptions): Promise<OpenPage> {
  const { entry, theme = 'dark', size = { width: 1200, height: 800 }, state, reducedMotion = false } = options;
  const files = await bundle(entry);
  browser ??= chromium.launch({
    executablePath: provideChromium(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const context = await (await browser).newContext({
    viewport: size,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const errors = listenForErrors(page);
  await serve(context, files);
  await page.addInitScript(fakeHost(theme, state));
  await page.goto(`${origin}/`);
  return {
    page,
    errors,
    send: async (message) => {
      if (holdsBytes(message)) await page.evaluate(postInPage, message as never);
      // Large messages take the driver minutes as values, and a moment as text.
      else await page.evaluate(postTextInPage, JSON.stringify(message) as never);
    },
    posted: async (type) => {
      const all = (await page.evaluate('window.testHost.posted')) as Record<string, unknown>[];
      return type === undefined ? all : all.filter((message) => message.type === type);
    },
    savedState: () => page.evaluate('window.testHost.state'),
    setTheme: async (next) => {
      await page.evaluate(`window.testHost.applyTheme(${JSON.stringify(next)})`);
    },
    close: () => context.close(),
  };
}

export async function closePages(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

function bundle(entry: string): Promise<ReadonlyMap<string, string>> {
  const known = bundles.get(entry);
  if (known !== undefined) return known;
  const made = (async () => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: { main: entry },
      outdir: '/',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'browser',
      target: 'chrome140',
      write: false,
      logLevel: 'warning',
      plugins: [inlineWorker({ minify: false })],
    });
    return new Map(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]));
  })();
  bundles.set(entry, made);
  return made;
}

async function serve(context: BrowserContext, files: ReadonlyMap<string, string>): Promise<void> {
  await context.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      return route.fulfill({ body: html(), contentType: 'text/html' });
    }
    // VS Code's own styles come before the page's.
    const body = pathname === '/main.css' ? `${editorStyles}\n${files.get(pathname) ?? ''}` : files.get(pathname);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ body, contentType: pathname.endsWith('.css') ? 'text/css' : 'text/javascript' });
  });
}

function listenForErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico')) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  return errors;
}

/** Runs in the page before anything else: what VS Code gives a page, and a record of what the page does with it. */
function fakeHost(theme: PageTheme, state: unknown): string {
  return `(() => {
    const themes = ${JSON.stringify(themeVariables)};
    const classes = { light: 'vscode-light', dark: 'vscode-dark', 'high-contrast': 'vscode-high-contrast',
      'high-contrast-light': 'vscode-high-contrast vscode-high-contrast-light' };
    const host = { posted: [], state: ${JSON.stringify(state) ?? 'undefined'}, applyTheme(name) {
      const { style } = document.documentElement;
      for (const variable of [...style]) if (variable.startsWith('--vscode-')) style.removeProperty(variable);
      for (const [variable, value] of Object.entries(themes[name])) style.setProperty(variable, value);
      document.body.className = classes[name];
    } };
    window.testHost = host;
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => host.posted.push(message),
      getState: () => host.state,
      setState: (state) => { host.state = structuredClone(state); },
    });
    const apply = () => host.applyTheme(${JSON.stringify(theme)});
    if (document.body) apply();
    else new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      apply();
    }).observe(document, { childList: true, subtree: true });
  })();`;
}
