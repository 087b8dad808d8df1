// The package.json that is published, from the one in engine/: built modules instead of sources, nothing of the
// workspace.

import { installedDependencies } from './dependencies.ts';

export interface SourceManifest {
  readonly [field: string]: unknown;
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const carriedOver = ['name', 'version', 'description', 'license', 'keywords', 'type', 'engines'] as const;

export function publishedManifest(source: SourceManifest): Record<string, unknown> {
  return {
    ...Object.fromEntries(carriedOver.map((field) => [field, source[field]])),
    dependencies: installedDependencies(source),
    exports: { '.': { types: './types/index.d.ts', default: './index.js' }, './package.json': './package.json' },
    types: './types/index.d.ts',
    bin: { tensorloom: './tensorloom.js' },
    publishConfig: { access: 'public' },
  };
}
