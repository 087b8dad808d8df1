// `npm ci` works on every platform only if the lockfile lists what every platform would install.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname, '../..');
const readJson = (file: string) => JSON.parse(readFileSync(resolve(root, file), 'utf8'));
const packages: Record<string, LockedPackage> = readJson('package-lock.json').packages;

it('lists the optional packages of all platforms', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(Object.keys(packages).length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

it('brings Node 24 to five platforms', () => {
  const nodes = Object.keys(packages).filter((path) => /^node_modules\/node-(bin-)?(linux|darwin|win)-/.test(path));
  expect(nodes).toHaveLength(5);
});

it('names no registry host', () => {
  expect(Object.values(packages).filter(({ resolved, link }) => resolved !== undefined && !link)).toEqual([]);
});

it('has no install script that the manifest does not decide on', () => {
  const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = scripted.map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(names.filter((name) => !(name in readJson('package.json').allowScripts))).toEqual([]);
});
