import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { nodeFor } from '../../../extension/training/node-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'tensorloom-node-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the Node that trains', () => {
  it('is the editor’s own where none is configured', async () => {
    expect(await nodeFor('', '24.15.0')).toBeUndefined();
    expect(await nodeFor('  ', '26.1.0')).toBeUndefined();
  });

  it('must be new enough, also the editor’s', async () => {
    await expect(nodeFor('', '22.15.1')).rejects.toThrow(/VS Code runs on Node 22\.15\.1.*tensorloom\.nodePath/);
    await expect(nodeFor(program('old', 'echo v20.1.0'), '24.0.0')).rejects.toThrow(
      /old is Node 20\.1\.0; training needs Node 24/,
    );
  });

  it('is the configured one', async () => {
    expect(await nodeFor(process.execPath, '22.0.0')).toBe(process.execPath);
  });

  it('is found on the path by its bare name', async () => {
    const path = program('node-of-mine', 'echo v24.1.0');
    const before = process.env.PATH;
    process.env.PATH = `${folder}:${before}`;
    onTestFinished(() => {
      process.env.PATH = before;
    });
    expect(await nodeFor('node-of-mine', '24.0.0')).toBe(path);
  });

  it.each([
    ['that is not there', () => join(folder, 'none'), /There is no Node at .*none\. Correct the setting/],
    ['whose path begins nowhere', () => './node_modules/.bin/node', /is no whole path/],
    ['that is a folder', () => folder, /is no program/],
    ['that is no Node', () => program('cat', 'echo hello'), /does not tell its version/],
    ['that fails', () => program('broken', 'exit 3'), /broken cannot be run/],
    [
      'that may not be run',
      () => {
        const path = join(folder, 'text');
        writeFileSync(path, 'text');
        return path;
      },
      /text cannot be run/,
    ],
  ])('is refused in a sentence %s', async (_, path, message) => {
    await expect(nodeFor(path(), '24.0.0')).rejects.toThrow(message);
  });

  it('is asked again only when it changed', async () => {
    const count = join(folder, 'count');
    const script = (version: string) => `echo x >> '${count}'; echo ${version}`;
    const path = program('counted', script('v24.0.0'));
    await nodeFor(path, '24.0.0');
    await nodeFor(path, '24.0.0');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(count, 'utf8')).toBe('x\n');
    program('counted', script('v18.0.0 '));
    await expect(nodeFor(path, '24.0.0')).rejects.toThrow('18.0.0');
  });
});
