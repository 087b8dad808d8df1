import { describe, expect, it } from 'vitest';
import { type ForkRequest, forkOf } from '../../engine/runner/fork-options.ts';

const node = { execPath: '/usr/bin/node', env: { HOME: '/somewhere', NODE_OPTIONS: '--inspect' }, electron: undefined };
const electron = { execPath: '/opt/code/code', env: { HOME: '/somewhere' }, electron: '42.7.1' };
const plain: ForkRequest = {
  execPath: undefined,
  nodeOptions: [],
  cwd: undefined,
  env: {},
  inspect: false,
  stdin: 'inherit',
};
const fork = (request: Partial<ForkRequest>, parent: Parameters<typeof forkOf>[1]) =>
  forkOf({ ...plain, ...request }, parent, '/dist/child.js', '/tmp/cache');

describe('how a run is started', () => {
  it('under Node: by the same program, in the same folder, without a word about Electron', () => {
    const { command, args, options } = fork({}, node);
    expect(command).toBe('/usr/bin/node');
    expect(args).toEqual(['--disable-warning=ExperimentalWarning', '/dist/child.js']);
    expect(options.env).toEqual({ ...node.env, NODE_COMPILE_CACHE: '/tmp/cache' });
    expect(options).not.toHaveProperty('cwd');
    expect(options.stdio).toEqual(['inherit', 'pipe', 'pipe', 'pipe']);
  });

  it('under Electron: by Electron as Node', () => {
    const { command, options } = fork({}, electron);
    expect(command).toBe('/opt/code/code');
    expect(options.env).toMatchObject({ HOME: '/somewhere', ELECTRON_RUN_AS_NODE: '1' });
  });

  it('under Electron with a Node configured: by that one, as it is', () => {
    const { command, options } = fork({ execPath: '/opt/node24/bin/node' }, electron);
    expect(command).toBe('/opt/node24/bin/node');
    expect(options.env).not.toHaveProperty('ELECTRON_RUN_AS_NODE');
  });

  it('lets the caller add variables, take them away, and keep its own cache of compiled code', () => {
    const env = { NODE_OPTIONS: undefined, FORCE_COLOR: '1' };
    expect(fork({ env }, node).options.env).toMatchObject({ ...env, HOME: '/somewhere' });
    const parent = { ...node, env: { NODE_COMPILE_CACHE: '/own' } };
    expect(fork({}, parent).options.env).toMatchObject({ NODE_COMPILE_CACHE: '/own' });
  });

  it("puts Node's own options before the file, and keeps the debugger's address off the streams", () => {
    const { args, options } = fork(
      { inspect: true, nodeOptions: ['--max-old-space-size=64'], cwd: '/w', stdin: 'ignore' },
      node,
    );
    expect(args).toEqual([
      '--disable-warning=ExperimentalWarning',
      '--inspect-publish-uid=http',
      '--max-old-space-size=64',
      '/dist/child.js',
    ]);
    expect(options).toMatchObject({ cwd: '/w', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  });
});
