import { describe, expect, it } from 'vitest';
import { rewriteWorkerUrls, workerEntries } from '../../scripts/build/entries.ts';
import { makeLater } from '../../scripts/build/lazy-descriptors.ts';
import { publishedManifest } from '../../scripts/build/manifest.ts';

describe('worker URLs', () => {
  const pool = `const w = new Worker(new URL('./worker.ts', import.meta.url));`;

  it('become entries of the build', () => {
    const sources = new Map([['backends/cpu/pool.ts', pool]]);
    expect(workerEntries(sources)).toEqual({ 'backends-cpu-worker': 'backends/cpu/worker.ts' });
  });

  it('point at the built module', () => {
    expect(rewriteWorkerUrls('backends/cpu/pool.ts', pool)).toBe(
      `const w = new Worker(new URL('./backends-cpu-worker.js', import.meta.url));`,
    );
  });

  it('leave every other source as it is', () => {
    const source = `import { a } from './a.ts';\nconst u = new URL('https://site.org');\n`;
    expect(rewriteWorkerUrls('graph/b.ts', source)).toBe(source);
  });

  it.each([
    ['new URL(`./worker.ts`, import.meta.url); new URL("./worker.ts", import.meta["url"]);', 'write worker URLs as'],
    ['const here = import.meta.dirname;', 'import.meta.dirname means another place'],
  ])('refuse what the build cannot follow: %s', (source, message) => {
    expect(() => rewriteWorkerUrls('runner/start.ts', source)).toThrow(message);
  });
});

it('makes descriptors of the protobuf library when first read', () => {
  const source = "import { boot } from './boot.js';\nexport const file = /*@__PURE__*/ boot({ name: 'a' });\n";
  expect(makeLater(source, "'./later.ts'")).toBe(
    "import { later } from './later.ts';\nimport { boot } from './boot.js';\n" +
      "export const file = /*@__PURE__*/ later(() => boot({ name: 'a' }));\n",
  );
  expect(() => makeLater('export const file = made();', "'./later.ts'")).toThrow('otherwise than it did');
});

it('publishes built modules, and the dependencies that they do not bring', () => {
  const source = {
    name: 'tensorloom',
    version: '1.2.3',
    exports: { '.': './index.ts' },
    dependencies: { zip: '^1.0.0', fflate: '^0.8.0' },
    devDependencies: { types: '1.0.0' },
    scripts: { prepack: 'refuse' },
  };
  expect(publishedManifest(source)).toMatchObject({
    name: 'tensorloom',
    version: '1.2.3',
    dependencies: { zip: '^1.0.0' },
    exports: { '.': { types: './types/index.d.ts', default: './index.js' } },
  });
  expect(publishedManifest(source).dependencies).not.toHaveProperty('fflate');
  expect(publishedManifest(source)).not.toHaveProperty('scripts');
  expect(publishedManifest(source)).not.toHaveProperty('devDependencies');
});
