// The extension's pages: each lies in a frame inside a frame inside the window.

import type { Frame, Page } from 'playwright-core';
import { waitFor } from './waiting.ts';

/** Every page of the extension that is loaded, by its document's title. */
export async function webviews(page: Page): Promise<readonly { readonly title: string; readonly frame: Frame }[]> {
  const found: { title: string; frame: Frame }[] = [];
  for (const frame of page.frames()) {
    if (!isInner(frame)) continue;
    try {
      const loaded = await frame.evaluate('document.readyState !== "loading" && document.body.childElementCount > 0');
      if (loaded) found.push({ title: await frame.title(), frame });
    } catch {
      // Frames come and go while they are listed.
    }
  }
  return found;
}

/** The frame that holds our HTML is named active-frame; the one around it is the editor's own. */
function isInner(frame: Frame): boolean {
  const outer = frame.parentFrame();
  return frame.name() === 'active-frame' || outer?.url().includes('/webview/browser/pre/') === true;
}

/** Waits for the page whose title has this text. */
export async function webview(page: Page, title: string | RegExp, seconds = 30): Promise<Frame> {
  const matches = (seen: string) => (typeof title === 'string' ? seen.includes(title) : title.test(seen));
  let titles: readonly string[] = [];
  try {
    const found = await waitFor(
      async () => {
        const all = await webviews(page);
        titles = all.map((one) => one.title);
        return all.find((one) => matches(one.title));
      },
      { what: `the page ${title}`, seconds },
    );
    if (found) return found.frame;
  } catch {
    // Told below with what was there.
  }
  throw new Error(`No page ${title} within ${seconds} s; there are: ${JSON.stringify(titles)}`);
}
