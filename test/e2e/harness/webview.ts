// The extension's pages: each lies in a frame inside a frame inside the window.

import type { Frame, Page } from 'playwright-core';
import { waitFor } from './waiting.ts';

export type PageName = 'summaries' | 'graph';

export interface Webview {
  readonly name: PageName;
  readonly title: string;
  readonly frame: Frame;
}

/** Every page of the extension that is loaded. */
export async function webviews(page: Page): Promise<readonly Webview[]> {
  const found: Webview[] = [];
  for (const frame of page.frames()) {
    // The frame that holds our HTML is in the editor's own frame for webviews.
    if (!frame.parentFrame()?.url().includes('/webview/browser/pre/')) continue;
    try {
      const script = (await frame.evaluate('document.querySelector("script[type=module]")?.src ?? ""')) as string;
      const name = /\/(summaries|graph)\.js/.exec(script)?.[1] as PageName | undefined;
      if (name) found.push({ name, title: await frame.title(), frame });
    } catch {
      // Frames come and go while they are listed.
    }
  }
  return found;
}

/** Waits for the page of this kind that is on the screen, and whose title has this text. */
export async function webview(page: Page, name: PageName, title = '', seconds = 30): Promise<Frame> {
  let seen: readonly Webview[] = [];
  const look = async () => {
    seen = await webviews(page);
    return seen.findLast((one) => one.name === name && one.title.includes(title))?.frame;
  };
  const found = await waitFor(look, { what: `the page ${name} ${title}`, seconds }).catch(() => undefined);
  if (found) return found;
  const titles = seen.map((one) => `${one.name}: ${one.title}`);
  throw new Error(`No ${name} page ${title} within ${seconds} s; there are: ${JSON.stringify(titles)}`);
}
