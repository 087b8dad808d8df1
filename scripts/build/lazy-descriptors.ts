// The protobuf library makes the descriptor of descriptors when it is loaded, which takes milliseconds; in bundles it is
// made when first read, as the engine's own are (engine/formats/descriptors.ts).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const making = /(?<== \/\*@__PURE__\*\/ )(?:boot|messageDesc|enumDesc)\(.*\)(?=;$)/gm;

export function lazyDescriptors(engine: string): Plugin {
  const later = JSON.stringify(join(engine, 'formats', 'later.ts'));
  return {
    name: 'lazy-descriptors',
    setup(build) {
      build.onLoad({ filter: /@bufbuild[\\/]protobuf[\\/].*[\\/]descriptor_pb\.js$/ }, ({ path }) => ({
        contents: makeLater(readFileSync(path, 'utf8'), later),
      }));
    },
  };
}

/** @param later - what to import the function of that name from, as a string literal. */
export function makeLater(source: string, later: string): string {
  if (!/ boot\(/.test(source)) throw new Error('The protobuf library describes descriptors otherwise than it did.');
  return `import { later } from ${later};\n${source.replace(making, (made) => `later(() => ${made})`)}`;
}
