import { describe, expect, it } from 'vitest';
import { checkLayers, roomOf } from '../../scripts/layers/check.ts';
import { rooms } from '../../scripts/layers/table.ts';

/** The violations of a tree that holds these sources, and an empty face for each room they import. */
function violations(sources: Record<string, string>, engineDependencies: string[] = []): readonly string[] {
  const faces = Object.keys(rooms).flatMap((room) => [`${room}/index.ts`, `${room}/protocol.ts`]);
  const files = new Map([...faces.map((face) => [face, 'export {};'] as const), ...Object.entries(sources)]);
  return checkLayers({ files, engineDependencies }).violations;
}

describe('the import table', () => {
  it.each([
    ['engine/graph/shape.ts', `import { op } from '../ops/index.ts';`, 'engine/graph may not import engine/ops'],
    ['engine/graph/shape.ts', `import type { Op } from '../ops/index.ts';`, 'engine/graph may not import engine/ops'],
    ['engine/graph/shape.ts', `type Op = import('../ops/index.ts').Op;`, 'engine/graph may not import engine/ops'],
    ['engine/ops/math.ts', `export * from '../api/index.ts';`, 'engine/ops may not import engine/api'],
    ['engine/compiler/fuse.ts', `const cpu = await import('../backends/index.ts');`, 'may not import engine/backends'],
    ['engine/analysis/run.ts', `import '../session/index.ts';`, 'engine/analysis may not import engine/session'],
    ['engine/formats/npy.ts', `import * as tf from 'tensorloom';`, 'engine/formats may not import engine (tensorloom)'],
    ['engine/backends/pool.ts', `new URL('../session/index.ts', import.meta.url);`, 'may not import engine/session'],
    ['engine/index.ts', `export * from './cli/index.ts';`, 'engine may not import engine/cli'],
    ['engine/api/math.ts', `import { x } from '../../webview/index.ts';`, 'engine/api may not import webview'],
    ['webview/graph.ts', `import { x } from '../engine/formats/index.ts';`, 'types alone from engine/formats'],
    ['engine/train/saver.ts', `import { Session } from '../session/index.ts';`, 'types alone from engine/session'],
    [
      'extension/run.ts',
      `import type { R } from '../engine/runner/index.ts';`,
      'may import only the protocol.ts or start-run.ts',
    ],
    [
      'engine/train/graph/adam.ts',
      `import '../../formats/index.ts';`,
      'engine/train/graph may not import engine/formats',
    ],
    ['engine/train/graph/adam.ts', `import '../saver.ts';`, 'engine/train/graph may not import engine/train'],
    ['engine/analysis/run.ts', `import '../train/index.ts';`, 'engine/analysis may not import engine/train'],
    ['engine/surprise/a.ts', '', 'engine/surprise is not in'],
  ])('catches %s: %s', (path, source, message) => {
    const files = { 'engine/train/saver.ts': 'export {};' };
    expect(violations({ ...files, [path]: source })).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['engine/ops/math.ts', `import { Graph } from '../graph/index.ts'; import type { A } from './a.ts';`],
    ['engine/train/saver.ts', `import type { Session } from '../session/index.ts';`],
    ['engine/train/checkpoint/saver.ts', `import { buildSaver } from '../graph/index.ts';`],
    ['engine/analysis/train/adam.ts', `import { AdamOptimizer } from '../../train/graph/index.ts';`],
    ['engine/cli/train.ts', `import { x } from '../runner/protocol.ts'; import * as tf from '../index.ts';`],
    ['extension/run.ts', `import type { R } from '../engine/runner/protocol.ts'; import * as vscode from 'vscode';`],
    ['examples/mnist.ts', `import * as tf from 'tensorloom';`],
    ['test/ops/math.test.ts', `import { x } from '../../engine/ops/a.ts';`],
  ])('allows %s: %s', (path, source) => {
    const files = { 'engine/ops/a.ts': 'export {};', 'engine/train/saver.ts': 'export {};' };
    expect(violations({ ...files, [path]: source })).toEqual([]);
  });

  it('lets a room be imported through its face only', () => {
    const sources = {
      'engine/graph/shape.ts': 'export const s = 1;',
      'engine/ops/math.ts': `import { s } from '../graph/shape.ts';`,
    };
    expect(violations(sources)).toEqual([expect.stringContaining('engine/graph is imported through its index.ts')]);
  });

  it('knows that the kernel language is a face of its own', () => {
    const files = {
      'engine/ops/kernel-language/index.ts': 'export {};',
      'engine/ops/kernel-language/view.ts': 'export {};',
    };
    const importing = (file: string) => ({
      'engine/compiler/a.ts': `import '../ops/kernel-language/${file}';`,
      ...files,
    });
    expect(violations(importing('index.ts'))).toEqual([]);
    expect(violations(importing('view.ts'))).toEqual([expect.stringContaining('or kernel-language/index.ts only')]);
  });

  it('says where the import is', () => {
    expect(violations({ 'engine/graph/a.ts': `\n\nimport '../ops/index.ts';` })[0]).toMatch(
      /^engine\/graph\/a\.ts:3: /,
    );
  });

  it('reports a module that is not there and one that does not parse', () => {
    expect(violations({ 'engine/graph/a.ts': `import './gone.ts';` })[0]).toContain('no engine/graph/gone.ts');
    expect(violations({ 'engine/graph/a.ts': 'const = 1;' })[0]).toContain('does not parse');
  });

  it('is not fooled by import statements in strings and comments', () => {
    const source = `const s = "import x from '../ops/index.ts'"; // import '../ops/index.ts'`;
    expect(violations({ 'engine/graph/a.ts': source })).toEqual([]);
  });
});

describe('what is outside the repository', () => {
  it.each([
    ['engine/graph/a.ts', `import 'node:fs';`, 'engine/graph runs outside Node too'],
    ['engine/ops/a.ts', `import type { Worker } from 'node:worker_threads';`, 'engine/ops runs outside Node too'],
    ['engine/compiler/a.ts', `import 'fs/promises';`, 'engine/compiler runs outside Node too'],
    ['webview/a.ts', `import 'node:path';`, 'webview runs outside Node too'],
    ['engine/session/a.ts', `import 'fs';`, 'write node:fs'],
    ['engine/session/a.ts', `import * as vscode from 'vscode';`, 'only extension/ may import vscode'],
    ['engine/session/a.ts', `import 'left-out/deep';`, 'left-out is not among the dependencies'],
    ['examples/a.ts', `import 'tensorloom/session/index.ts';`, 'the package has one face'],
  ])('catches %s: %s', (path, source, message) => {
    expect(violations({ [path]: source })).toEqual([expect.stringContaining(message)]);
  });

  it('allows the dependencies that the published package declares', () => {
    expect(violations({ 'engine/formats/a.ts': `import '@scope/zip/deep';` }, ['@scope/zip'])).toEqual([]);
  });
});

describe('import cycles', () => {
  const cycle = {
    'engine/graph/a.ts': `import './b.ts';`,
    'engine/graph/b.ts': `export * from './c.ts';`,
    'engine/graph/c.ts': `import { type A } from './a.ts';`,
    'engine/graph/d.ts': `import './a.ts';`,
  };

  it('reports a circle once, with its path', () => {
    const path = 'engine/graph/a.ts -> engine/graph/b.ts -> engine/graph/c.ts -> engine/graph/a.ts';
    expect(violations(cycle)).toEqual([expect.stringContaining(path)]);
  });

  it('does not count imports that are erased', () => {
    expect(violations({ ...cycle, 'engine/graph/c.ts': `import type { A } from './a.ts';` })).toEqual([]);
  });

  it('catches a module that imports itself', () => {
    expect(violations({ 'engine/graph/a.ts': `import './a.ts';` })[0]).toContain('in a circle');
  });
});

describe('the table itself', () => {
  it('names only rooms that it describes', () => {
    const named = Object.values(rooms).flatMap((room) => Object.keys(room.imports));
    expect(named.filter((room) => rooms[room] === undefined)).toEqual([]);
  });

  it('points downward: no two rooms of the engine import values from each other, but the command and the runner', () => {
    const programs = ['engine/cli', 'engine/runner'];
    const pairs = Object.entries(rooms).flatMap(([name, room]) =>
      Object.entries(room.imports)
        .filter(([other, reach]) => reach === 'values' && rooms[other]?.imports[name] === 'values')
        .map(([other]) => [name, other]),
    );
    expect(pairs.filter((pair) => !pair.every((room) => programs.includes(room)))).toEqual([]);
  });

  it('knows the room of a path', () => {
    expect(
      ['engine/index.ts', 'engine/graph/shape.ts', 'engine/backends/cpu/a.ts', 'extension/a/b.ts'].map(roomOf),
    ).toEqual(['engine', 'engine/graph', 'engine/backends', 'extension']);
    expect(
      ['engine/train/saver.ts', 'engine/train/graph/adam.ts', 'engine/train/graph/slots/a.ts'].map(roomOf),
    ).toEqual(['engine/train', 'engine/train/graph', 'engine/train/graph']);
  });
});
