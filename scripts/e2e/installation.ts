// What an end-to-end run needs, in one value: the editor, the browser, and the folder with our extension installed.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tool.ts';
import { provideChromium } from './chromium.ts';
import { provideEditor } from './editor.ts';
import { provideExtension } from './extension.ts';

export interface Installation {
  /** The script that starts code-server under Node 24. */
  readonly editor: string;
  readonly chromium: string;
  /** The extensions folder in which the VSIX is installed; every editor of a run shares it. */
  readonly extensions: string;
  readonly vsix: string;
  /** Where screenshots and logs go; outside version control. */
  readonly results: string;
}

/** How the scripts hand the installation to the tests, which run in another process. */
export const installationVariable = 'TENSORLOOM_E2E_INSTALLATION';

export async function provideInstallation(): Promise<Installation> {
  const editor = provideEditor();
  const chromium = provideChromium();
  const { extensions, vsix } = await provideExtension(editor);
  const results = join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  return { editor, chromium, extensions, vsix, results };
}

export function readInstallation(): Installation {
  const text = process.env[installationVariable];
  if (!text) throw new Error('The end-to-end tests are started by `npm run test:e2e`, which installs what they need.');
  return JSON.parse(text) as Installation;
}
