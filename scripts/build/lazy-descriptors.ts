// The protobuf library makes the descriptors of its own messages, which describe all others, when it is loaded; that takes
// milliseconds. In bundles they are made when first read, as the engine's own are (engine/formats/descriptors.ts).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const making = /(?<== \/\*@__PURE__\*\/ )(?:boot|fileDesc|messageDesc|enumDesc)\(.*\)(?=;$)/gm;

export function lazyDescriptors(engine: string): Plugin {
  const later = JSON.stringify(join(engine, 'formats', 'later.ts'));
  return {
    name: 'lazy-descriptors',
    setup(build) {
      build.onLoad({ filter: /@bufbuild[\\/]protobuf[\\/].*_pb\.js$/ }, ({ path }) => ({
        contents: makeLater(readFileSync(path, 'utf8'), later),
      }));
    },
  };
}

/** @param later - what to import the function of that name from, as a string literal. */
export function makeLater(source: string, later: string): string {
  const lazy = source.replace(making, (made) => `later(() => ${made})`);
  if (lazy === source) throw new Error('The protobuf library makes descriptors otherwise than it did.');
  return `import { later } from ${later};\n${lazy}`;
}
