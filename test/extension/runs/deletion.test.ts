import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planDeletion } from '../../../extension/runs/deletion.ts';
import type { RunFiles } from '../../../extension/runs/tree/run-files.ts';

const root = join('/', 'project');
const log = join(root, 'runs', 'digits', '1');
const at = (...path: string[]) => ({ path: join(...path), bytes: 1, modifiedAt: 0 });
const checkpointAt = (prefix: string) => ({
  prefix,
  files: [`${prefix}.index`, `${prefix}.data-00000-of-00001`],
  bytes: 1,
  modifiedAt: 0,
});
const none: RunFiles = { events: [], checkpoints: [], others: [], cut: false };
const event = join(log, 'events.out.tfevents.1');
const run = { logFolder: log, eventFiles: [event], checkpoints: [] as string[] };

describe('deleting a run', () => {
  it('takes its folder whole where nothing else is in it', () => {
    const files = {
      ...none,
      events: [at(event)],
      checkpoints: [checkpointAt(join(log, 'm.ckpt'))],
      others: [at(log, 'checkpoint')],
    };
    expect(planDeletion(run, files, [], [root])).toEqual({ folder: log, files: [], staying: 0 });
  });

  it('leaves what no run wrote, and the folder with it', () => {
    const files = { ...none, events: [at(event)], others: [at(log, 'thesis.tex')] };
    expect(planDeletion(run, files, [], [root])).toEqual({ folder: undefined, files: [event], staying: 1 });
  });

  it.each([
    ['the same folder', log],
    ['a folder in it', join(log, 'eval')],
    ['the folder above', join(root, 'runs')],
  ])('takes only its own files where another run has %s', (_which, other) => {
    const theirs = join(log, 'events.out.tfevents.2');
    const files = { ...none, events: [at(event), at(theirs)] };
    expect(planDeletion(run, files, [other], [root])).toEqual({ folder: undefined, files: [event], staying: 1 });
  });

  it.each([
    ['the workspace folder', root],
    ['the folder above it', join('/')],
    ['a relative path', 'logs'],
  ])('never takes %s', (_which, folder) => {
    const path = join(folder, 'events.out.tfevents.1');
    const plan = planDeletion(
      { logFolder: folder, eventFiles: [path], checkpoints: [] },
      { ...none, events: [at(path)] },
      [],
      [root],
    );
    expect(plan).toEqual({ folder: undefined, files: [path], staying: 0 });
  });

  it('takes only what the run told of where it wrote into the workspace folder', () => {
    const files = {
      ...none,
      events: [at(root, 'events.out.tfevents.1'), at(root, 'other', 'events.out.tfevents.2')],
      checkpoints: [checkpointAt(join(root, 'm.ckpt')), checkpointAt(join(root, 'theirs.ckpt'))],
      others: [at(root, 'model.ts')],
    };
    const own = { logFolder: root, eventFiles: [files.events[0]!.path], checkpoints: [join(root, 'm.ckpt')] };
    expect(planDeletion(own, files, [], [root])).toEqual({
      folder: undefined,
      files: [files.events[0]!.path, ...files.checkpoints[0]!.files],
      staying: 4,
    });
  });

  it('takes nothing that lies outside its folder', () => {
    const saved = checkpointAt(join(root, 'checkpoints', 'm.ckpt'));
    const files = { ...none, checkpoints: [saved], events: [at(root, 'elsewhere', 'events.out.tfevents.1')] };
    expect(planDeletion({ ...run, checkpoints: [saved.prefix] }, files, [], [root])).toEqual({
      folder: undefined,
      files: [],
      staying: 0,
    });
  });

  it('is careful where not all files were listed', () => {
    const plan = planDeletion(run, { ...none, events: [at(event)], cut: true }, [], [root]);
    expect(plan.folder).toBeUndefined();
  });
});
