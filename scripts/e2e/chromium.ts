// Finds the browser of the end-to-end tests, or installs Debian's when it may.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Chromium alone, and letters for it: a bare machine has no font. */
const debianPackages = ['chromium', 'fonts-dejavu-core'];

export function provideChromium(): string {
  const named = process.env.TENSORLOOM_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`TENSORLOOM_CHROMIUM names ${named}, which does not exist.`);
  }
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  installOnDebian();
  return '/usr/bin/chromium';
}

function installOnDebian(): void {
  const cure =
    `Install it (on Debian: apt-get install ${debianPackages.join(' ')}), ` +
    'or set TENSORLOOM_CHROMIUM to the path of a Chromium or Chrome.';
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`The end-to-end tests need Chromium, and none is installed here. ${cure}`);
  }
  console.log(`Installing ${debianPackages.join(' and ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', ...debianPackages],
  ];
  for (const args of steps) {
    const { status, stderr } = spawnSync('apt-get', args, { encoding: 'utf8', env });
    if (status !== 0) {
      throw new Error(`apt-get ${args.join(' ')} failed: ${stderr.trim().slice(-1000)}\n${cure}`);
    }
  }
}
