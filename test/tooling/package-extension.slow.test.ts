// The extension as people get it: built, packed, opened again.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { threadedModel, threadedOutput } from './threaded-model.ts';

const root = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

let files: Record<string, Uint8Array>;
let output: string;
const text = (path: string) => strFromU8(files[`extension/${path}`] as Uint8Array);

beforeAll(() => {
  const script = join(root, 'scripts', 'package-extension.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: 'utf8' });
  output = stdout + stderr;
  expect(status, output).toBe(0);
  files = unzipSync(readFileSync(join(root, `${manifest.name}-${manifest.version}.vsix`)));
}, 300_000);

const shipped = () =>
  Object.keys(files)
    .filter((path) => path.startsWith('extension/') && !path.endsWith('/'))
    .map((path) => path.slice('extension/'.length));

describe('the VSIX', () => {
  it('holds what it needs, and nothing of the workspace', () => {
    expect(shipped()).toEqual(
      expect.arrayContaining([
        'package.json',
        'package.nls.json',
        'readme.md',
        'changelog.md',
        'LICENSE.txt',
        'dist/extension.js',
        'dist/reader.js',
        'dist/language-server.js',
        'dist/language-server-service-thread.js',
        'dist/parser.js',
        'dist/index.js',
        'dist/webview/summaries.js',
        'dist/webview/summaries.css',
        'dist/webview/graph.js',
        'dist/webview/graph.css',
        'dist/types/index.d.ts',
        'dist/THIRD-PARTY-NOTICES.txt',
        'extension/images/icon.png',
        'extension/images/activity-bar.svg',
        'extension/templates/digits.ts',
        'extension/walkthrough/train.md',
      ]),
    );
    const allowed =
      /^(?:package(?:\.nls)?\.json|readme\.md|changelog\.md|LICENSE\.txt|dist\/.+|extension\/(?:images|templates|walkthrough)\/[\w.-]+)$/;
    expect(shipped().filter((path) => !allowed.test(path))).toEqual([]);
    expect(shipped().filter((path) => /\.map$|\.node$|\.vsix$|(?<!\.d)(?<!templates\/[\w-]+)\.ts$/.test(path))).toEqual(
      [],
    );
  });

  it('is light, and says what weighs', () => {
    const bytes = Object.values(files).reduce((sum, file) => sum + file.length, 0);
    expect(bytes).toBeLessThan(12_000_000);
    expect(output).toMatch(/kB\s+\d+ files {2}pages/);
    expect(output).toMatch(/\.vsix: \d+ kB/);
  });

  it('has a manifest that the editor takes', () => {
    expect(JSON.parse(text('package.json'))).toMatchObject({
      name: manifest.name,
      publisher: 'tensorloom',
      main: './dist/extension.js',
      type: 'module',
    });
    const vsix = strFromU8(files['extension.vsixmanifest'] as Uint8Array);
    expect(vsix).toContain('Microsoft.VisualStudio.Services.Content.Pricing');
    expect(vsix).toContain('extension/extension/images/icon.png');
    expect(vsix).not.toContain('TargetPlatform');
  });

  it('trains on several threads', () => {
    const model = threadedModel(pathToFileURL(join(root, 'dist', 'index.js')).href);
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', model], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: threadedOutput, stderr: '' });
  });

  it('loads little at activation', () => {
    const entry = text('dist/extension.js');
    expect(entry.length).toBeLessThan(40_000);
    expect(entry).not.toMatch(/\bfrom\s*"(?:chart\.js|cytoscape|@bufbuild)/);
  });

  it('loads the parser in the thread that analyses, and nowhere else', () => {
    const parses = shipped().filter(
      (path) => /^dist\/[^/]+\.js$/.test(path) && /["']\.\/parser\.js["']/.test(text(path)),
    );
    expect(parses).toEqual(['dist/language-server-service-thread.js']);
  });

  it('names the licence of everything bundled', () => {
    const notices = text('dist/THIRD-PARTY-NOTICES.txt');
    const named = [
      ...['chart.js', 'cytoscape', '@bufbuild/protobuf', '@vscode/webview-ui-toolkit', 'markdown-it'],
      ...['typescript', 'vscode-languageclient', 'vscode-languageserver', 'vscode-jsonrpc', 'minimatch', 'semver'],
    ];
    for (const name of named) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
  });

  it('has no images in its README that the marketplace refuses', () => {
    const links = [...text('readme.md').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, url]) => url as string);
    for (const url of links) {
      expect(url).toMatch(/^https:\/\/.*\/docs\/images\/[\w-]+\.png$/);
      expect(existsSync(join(root, 'docs', 'images', basename(url))), url).toBe(true);
    }
  });
});
