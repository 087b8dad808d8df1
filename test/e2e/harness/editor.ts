// A real VS Code with a workspace open: what every end-to-end test starts from. What a person does in it is in the
// files beside this one, one part of the window each.

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { readInstallation } from '../../../scripts/e2e/installation.ts';
import { browser } from './browser.ts';
import { type Server, startServer } from './server.ts';

export const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

export type Theme = keyof typeof themes;

export interface EditorOptions {
  /** The name of a folder in test/e2e/workspaces. */
  readonly workspace: string;
  readonly trust?: boolean;
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface Editor {
  readonly page: Page;
  readonly server: Server;
  /** The workspace's folder on disk: a copy of its own. */
  readonly folder: string;
  /** What the pages and the window reported as errors. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export async function openEditor({
  workspace,
  trust = true,
  theme = 'dark',
  settings = {},
  size = { width: 1280, height: 800 },
}: EditorOptions): Promise<Editor> {
  const server = await startServer({
    workspace,
    trust,
    settings: { 'workbench.colorTheme': themes[theme], ...settings },
  });
  try {
    const context = await (await browser()).newContext({ viewport: size, locale: 'en-US' });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(server.address);
    await untilReady(page);
    const close = async () => {
      await context.close();
      await server.close();
    };
    return { page, server, folder: server.folder, errors, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The Explorer lists files once the extension host answers. */
async function untilReady(page: Page): Promise<void> {
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
}

/** Loads the window again, once it has written down which tabs are open: a browser's editor does so some seconds later. */
export async function reloadWindow({ page }: Editor): Promise<void> {
  await page.waitForTimeout(8000);
  await page.reload();
  await page.waitForSelector('.monaco-workbench .statusbar-item', { timeout: 60_000 });
}

/** A PNG in test-results, for people to look at. */
export async function screenshot({ page }: Editor, name: string): Promise<string> {
  const path = join(readInstallation().results, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
  return path;
}
