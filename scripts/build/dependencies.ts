// Which dependencies the published package brings in its own modules. Those that every program loads with the library lie
// there: a hundred small files cost a program's start more than all of ours do. The command's, and the parser, are
// loaded by few and stay packages.

import type { SourceManifest } from './manifest.ts';

const bundled = ['@bufbuild/protobuf', '@noble/hashes', 'fast-png', 'fflate'];
/** Bundled, and named by our declarations all the same. */
const inTypes = ['@bufbuild/protobuf'];

/** For esbuild: what stays an import. */
export function externalDependencies({ dependencies }: Pick<SourceManifest, 'dependencies'>): string[] {
  return Object.keys(dependencies).filter((name) => !bundled.includes(name));
}

/** What is installed with the package. */
export function installedDependencies({ dependencies }: Pick<SourceManifest, 'dependencies'>): Record<string, string> {
  const isNeeded = (name: string) => !bundled.includes(name) || inTypes.includes(name);
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => isNeeded(name)));
}
