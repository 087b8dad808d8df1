// The parser of user code, which the analysis imports as `typescript6`: by far the largest dependency. It is bundled once,
// on its own, without what the other bundles keep for printing the names of classes, and loaded by who parses alone.

import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { pruneParser } from './prune-parser.ts';

const name = 'typescript6';
const output = 'parser';

/**
 * @param node - what all bundles that run in Node have in common
 * @param sources - texts of all modules that use the parser
 */
export function parserBuild(node: BuildOptions, sources: Iterable<string>): BuildOptions {
  return {
    ...node,
    entryPoints: { [output]: name },
    plugins: [pruneParser(sources)],
    keepNames: false,
    minify: true,
    sourcemap: false,
    splitting: false,
    // The script asks where it lies; and its licence asks that changes be told.
    banner: {
      js: `/* Parts of TypeScript, changed: see THIRD-PARTY-NOTICES.txt. */${node.banner?.js ?? ''}const __filename='',__dirname='';`,
    },
  };
}

/** Imports of the parser in the other bundles, which lie side by side with it. */
export const parserBeside: Plugin = {
  name: 'parser-beside',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: `./${output}.js`, external: true }));
  },
};

/** Of the bundles that are started on their own, those that load the parser, at once or later. */
export function bundlesThatParse({ outputs }: Metafile): readonly string[] {
  const parses = (path: string, seen: Set<string>): boolean => {
    if (seen.has(path)) return false;
    seen.add(path);
    return (outputs[path]?.imports ?? []).some((each) => each.path.endsWith(`${output}.js`) || parses(each.path, seen));
  };
  return Object.keys(outputs).filter((path) => outputs[path]?.entryPoint !== undefined && parses(path, new Set()));
}
