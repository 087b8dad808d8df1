// The parser of user code, which the analysis imports as `typescript6`: by far the largest dependency. It is bundled once,
// on its own, and without what the other bundles keep for printing the names of classes.

import type { BuildOptions, Plugin } from 'esbuild';

const name = 'typescript6';
const output = 'parser';

/** @param node - what all bundles that run in Node have in common */
export function parserBuild(node: BuildOptions): BuildOptions {
  return {
    ...node,
    entryPoints: { [output]: name },
    plugins: [],
    keepNames: false,
    minify: true,
    sourcemap: false,
    splitting: false,
  };
}

/** Imports of the parser in the other bundles, which lie side by side with it. */
export const parserBeside: Plugin = {
  name: 'parser-beside',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: `./${output}.js`, external: true }));
  },
};
