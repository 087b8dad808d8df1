// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the setting, which the extension fills in.
import { describe, expect, it } from 'vitest';
import { startOrder } from '../../../extension/training/start-order.ts';

const place = {
  file: '/w/models/mnist.ts',
  folder: '/w',
  execPath: undefined,
  setting: 'runs/${model}/${time}',
  date: new Date(2026, 0, 31, 9, 5, 0),
  id: 'id',
  env: { HOME: '/somewhere', VSCODE_IPC_HOOK: 'x', ELECTRON_NO_ASAR: '1', ELECTRON_RUN_AS_NODE: '1' },
  isFolderTaken: () => false,
  isNameTaken: () => false,
};

describe('the start of a run', () => {
  it('trains the file in the workspace folder, into a folder of its own', () => {
    const { order, record } = startOrder(place, {});
    expect(order).toMatchObject({
      task: 'train',
      file: '/w/models/mnist.ts',
      cwd: '/w',
      logdir: '/w/runs/mnist/2026-01-31_09-05-00',
      output: 'messages',
      stdin: 'ignore',
      inspect: false,
    });
    expect(order).not.toHaveProperty('execPath');
    expect(record).toMatchObject({
      id: 'id',
      name: 'mnist 01-31 09:05',
      file: '/w/models/mnist.ts',
      logFolder: '/w/runs/mnist/2026-01-31_09-05-00',
      state: 'starting',
    });
  });

  it('lets the file say where its events go, and until then claims a folder that nobody has', () => {
    const { order, record } = startOrder({ ...place, setting: '' }, {});
    expect(order.logdir).toBeNull();
    expect(record.logFolder).toBe('/w/runs/mnist/2026-01-31_09-05-00');
  });

  it('hands on what was asked for', () => {
    const options = { debug: true, args: ['--fast'], steps: 5, seed: 0 };
    expect(startOrder({ ...place, execPath: '/opt/node' }, options).order).toMatchObject({
      inspect: true,
      args: ['--fast'],
      stepsCap: 5,
      seed: 0,
      execPath: '/opt/node',
    });
  });

  it('keeps the editor’s own variables from the model, and colours from the log', () => {
    expect(startOrder(place, {}).order.env).toEqual({
      VSCODE_IPC_HOOK: undefined,
      ELECTRON_NO_ASAR: undefined,
      FORCE_COLOR: undefined,
      NO_COLOR: '1',
    });
  });

  it('gives two runs of the same second two names', () => {
    const taken = ['mnist 01-31 09:05', 'mnist 01-31 09:05 (2)'];
    const { record } = startOrder({ ...place, isNameTaken: (name) => taken.includes(name) }, {});
    expect(record.name).toBe('mnist 01-31 09:05 (3)');
  });
});
