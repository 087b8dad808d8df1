// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the setting, which the extension fills in.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelName, runFolder, runName, timeName } from '../../../extension/training/run-folder.ts';

const date = new Date(2026, 0, 31, 9, 5, 0);
const place = (taken: readonly string[] = []) => ({
  model: 'mnist',
  date,
  base: '/w',
  isTaken: (folder: string) => taken.includes(folder),
});

describe('the names of a run', () => {
  it('come from the file and the time', () => {
    expect(modelName('/w/models/mnist.deep.ts')).toBe('mnist.deep');
    expect(timeName(date)).toBe('2026-01-31_09-05-00');
    expect(runName('mnist', date)).toBe('mnist 01-31 09:05');
  });
});

describe('the folder of a run', () => {
  it.each([
    ['runs/${model}/${time}', '/w/runs/mnist/2026-01-31_09-05-00'],
    ['/data/${model}', '/data/mnist'],
    ['~/runs/${model}', join(homedir(), 'runs/mnist')],
    ['${workspaceFolder}/../out', '/out'],
    ['  logs  ', '/w/logs'],
    ['${other}', '/w/${other}'],
  ])('of the setting %j is %j', (setting, folder) => expect(runFolder(setting, place())).toBe(folder));

  it('is the file’s own where the setting is empty', () => expect(runFolder(' ', place())).toBeUndefined());

  it('is never that of another run', () => {
    expect(runFolder('logs', place(['/w/logs', '/w/logs-2']))).toBe('/w/logs-3');
  });
});
