// A page's worker as text: `import source from './layout-worker.ts?worker'` gives the bundled worker as a string. A page
// in VS Code may start workers only from its own blobs, not from the extension's files.

import { dirname, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const suffix = '?worker';

export function inlineWorker({ minify }: { readonly minify: boolean }): Plugin {
  return {
    name: 'inline-worker',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\?worker$/ }, ({ path, resolveDir }) => ({
        path: resolve(resolveDir, path.slice(0, -suffix.length)),
        namespace: 'inline-worker',
      }));
      onLoad({ filter: /./, namespace: 'inline-worker' }, async ({ path }) => {
        const { outputFiles, metafile } = await build({
          entryPoints: [path],
          bundle: true,
          write: false,
          minify,
          format: 'iife',
          platform: 'browser',
          target: 'chrome140',
          legalComments: 'none',
          metafile: true,
        });
        return {
          contents: outputFiles[0]?.text ?? '',
          loader: 'text',
          resolveDir: dirname(path),
          watchFiles: Object.keys(metafile.inputs).map((input) => resolve(input)),
        };
      });
    },
  };
}
