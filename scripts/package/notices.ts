// The licences of what the bundles contain: THIRD-PARTY-NOTICES.txt, from esbuild's record of what went into them.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tool.ts';

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json says. */
  readonly licence: string;
  readonly text: string;
}

/** What is used of esbuild's metafile. */
export interface Bundles {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>;
}

/** Packages that come without a licence file: whose they are, as their sources say, and under which standard text. */
const withoutFile: Readonly<
  Record<string, { licence: string; copyright: readonly string[]; texts: readonly string[] }>
> = {
  '@bufbuild/protobuf': {
    licence: '(Apache-2.0 AND BSD-3-Clause)',
    copyright: ['Copyright 2021-2026 Buf Technologies, Inc.', 'Copyright 2008 Google Inc. All rights reserved.'],
    texts: ['Apache-2.0', 'BSD-3-Clause'],
  },
  '@microsoft/fast-element': microsoft(),
  '@microsoft/fast-foundation': microsoft(),
  '@microsoft/fast-web-utilities': microsoft(),
};

function microsoft() {
  return { licence: 'MIT', copyright: ['Copyright (c) Microsoft Corporation. All rights reserved.'], texts: ['MIT'] };
}

/** The folders of the packages of which something is in the bundles, from the repository's root, sorted. */
export function bundledFolders(bundles: readonly Bundles[]): string[] {
  const folders = new Set<string>();
  for (const { outputs } of bundles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        // The innermost: a package may bring another version of its own.
        const folder = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

/** @throws where a package's licence is not known: it must not be shipped then */
export function readPackage(folder: string): BundledPackage {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const file = readdirSync(path).find((file) => /^(?:licen[cs]e|copying)(?:[-.](?:md|txt|mit.*))?$/i.test(file));
  if (file !== undefined) return { name, version, licence: license, text: readFileSync(join(path, file), 'utf8') };
  const known = withoutFile[name];
  if (known === undefined || known.licence !== license) {
    throw new Error(
      `${name} ${version} (${license}) is bundled and has no licence file: see scripts/package/notices.ts.`,
    );
  }
  const texts = known.texts.map((text) => readFileSync(join(root, 'scripts/package/licences', `${text}.txt`), 'utf8'));
  return { name, version, licence: license, text: [known.copyright.join('\n'), ...texts].join('\n\n') };
}

export function notices(packages: readonly BundledPackage[]): string {
  const parts = packages.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text.replaceAll('\r\n', '\n').trim()}`,
  );
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return `${['Tensorloom contains parts of the following packages.', ...parts].join(rule)}\n`;
}

export function noticesOf(metaFile: string): { readonly text: string; readonly packages: readonly BundledPackage[] } {
  if (!existsSync(metaFile)) throw new Error(`There is no ${metaFile}.`);
  const packages = bundledFolders(JSON.parse(readFileSync(metaFile, 'utf8'))).map(readPackage);
  if (packages.length === 0) throw new Error('The bundles contain no package, which cannot be.');
  return { text: notices(packages), packages };
}
