import { expect, it } from 'vitest';
import { bundledFolders, notices, readPackage } from '../../scripts/package/notices.ts';

const bundle = (inputs: Record<string, number>) => ({
  outputs: {
    'dist/a.js': {
      inputs: Object.fromEntries(Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }])),
    },
  },
});

it('names the packages of which something is in the bundles', () => {
  const folders = bundledFolders([
    bundle({
      'engine/index.ts': 10,
      'node_modules/fflate/esm/index.mjs': 10,
      'node_modules/@bufbuild/protobuf/dist/esm/index.js': 5,
      'node_modules/unused/index.js': 0,
    }),
    bundle({ 'node_modules/chart.js/node_modules/color/index.js': 3, 'node_modules/fflate/esm/index.mjs': 1 }),
  ]);
  expect(folders).toEqual([
    'node_modules/@bufbuild/protobuf',
    'node_modules/chart.js/node_modules/color',
    'node_modules/fflate',
  ]);
});

it('quotes the licence that a package brings, and the standard one where it brings none', () => {
  expect(readPackage('node_modules/fflate')).toMatchObject({
    name: 'fflate',
    licence: 'MIT',
    text: expect.stringContaining('Arjun Barrett'),
  });
  const { text } = readPackage('node_modules/@bufbuild/protobuf');
  expect(text).toMatch(/Buf Technologies[\s\S]+Google Inc[\s\S]+Apache License[\s\S]+Redistributions of source code/);
});

it('refuses a package whose licence is not known', () => {
  // A private package of this repository, which has no licence file of its own.
  expect(() => readPackage('engine')).toThrow(/tensorloom .* is bundled and has no licence file/);
});

it('writes one text of them all', () => {
  const text = notices([{ name: 'a', version: '1.0.0', licence: 'MIT', text: 'Copyright A\r\n' }]);
  expect(text).toContain('a 1.0.0 (MIT)\n\nCopyright A\n');
});
