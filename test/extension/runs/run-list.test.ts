import { describe, expect, it } from 'vitest';
import { maxRuns, type StoredRun } from '../../../extension/runs/store/record-format.ts';
import { RunList } from '../../../extension/runs/store/run-list.ts';
import { aRun, live } from './run-record.ts';

const ours = 100;
const theirs = 200;
const alive = () => true;
const dead = () => false;

/** What the list writes, as another window then finds it. */
function saved(list: RunList): readonly StoredRun[] {
  const { runs, saved } = list.toSave();
  saved();
  return runs;
}

const ids = (list: RunList) => list.all.map(({ id }) => id);

describe('the list of runs', () => {
  it('has the newest first, and what changed is unsaved until it is written', () => {
    const list = new RunList(ours);
    list.add(aRun('old', { startedAt: 1 }));
    list.add(aRun('new', { startedAt: 2 }));
    expect(ids(list)).toEqual(['new', 'old']);
    expect(list.unsaved).toBe(true);
    saved(list);
    expect(list.unsaved).toBe(false);
    list.update('old', { name: 'older' });
    expect([list.get('old')?.name, list.unsaved]).toEqual(['older', true]);
  });

  it('keeps a change that comes while the list is being written', () => {
    const list = new RunList(ours);
    list.add(aRun('a', live));
    const { saved } = list.toSave();
    list.update('a', { step: 7 });
    saved();
    expect(list.unsaved).toBe(true);
  });

  it('knows nothing of runs that were deleted', () => {
    const list = new RunList(ours);
    expect(list.update('gone', { step: 1 })).toBeUndefined();
    expect(list.remove('gone')).toBe(false);
    expect(list.unsaved).toBe(false);
  });

  it('drops the oldest that ended, never a live one', () => {
    const list = new RunList(ours);
    list.add(aRun('live', { ...live, startedAt: 0 }));
    for (let i = 1; i <= maxRuns + 5; i++) list.add(aRun(`run ${i}`, { startedAt: i }));
    expect(list.all).toHaveLength(maxRuns);
    expect(ids(list).at(-1)).toBe('live');
    expect(list.get('run 6')).toBeUndefined();
    expect(list.get('run 7')).toBeDefined();
  });

  it('keeps no more scalars and checkpoints than are allowed', () => {
    const list = new RunList(ours);
    list.add(aRun('a', live));
    list.update('a', {
      scalars: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`t${i}`, { step: 0, value: i }])),
      checkpoints: Array.from({ length: 300 }, (_, i) => `c-${i}`),
    });
    const { scalars, checkpoints } = list.get('a') ?? aRun('');
    expect([Object.keys(scalars).length, checkpoints.length, checkpoints.at(-1)]).toEqual([50, 50, 'c-299']);
  });
});

describe('two windows on one workspace', () => {
  it('see each other’s runs and lose none', () => {
    const [a, b] = [new RunList(ours), new RunList(theirs)];
    a.add(aRun('of a', live));
    b.add(aRun('of b', live));
    a.merge(saved(b), alive, 0);
    b.merge(saved(a), alive, 0);
    expect(ids(a).sort()).toEqual(['of a', 'of b']);
    expect(ids(b).sort()).toEqual(['of a', 'of b']);
    expect([a.elsewhere('of a'), a.elsewhere('of b')]).toEqual([false, true]);
  });

  it('leave a run to the window that trains it', () => {
    const [a, b] = [new RunList(ours), new RunList(theirs)];
    a.add(aRun('run', { ...live, step: 1 }));
    b.merge(saved(a), alive, 0);
    a.update('run', { state: 'completed', endedAt: 5, step: 9 });
    a.merge(saved(b), alive, 0);
    expect(a.get('run')).toMatchObject({ state: 'completed', step: 9 });
    b.merge(saved(a), alive, 0);
    expect(b.get('run')).toMatchObject({ state: 'completed', step: 9 });
  });

  it('put a change of a foreign run on top of what its window wrote', () => {
    const [a, b] = [new RunList(ours), new RunList(theirs)];
    a.add(aRun('run', { ...live, step: 1 }));
    b.merge(saved(a), alive, 0);
    b.update('run', { name: 'best' });
    a.update('run', { state: 'completed', step: 9 });
    b.merge(saved(a), alive, 0);
    a.merge(saved(b), alive, 0);
    expect(a.get('run')).toMatchObject({ name: 'best', state: 'completed', step: 9 });
  });

  it('agree on what was removed', () => {
    const [a, b] = [new RunList(ours), new RunList(theirs)];
    a.add(aRun('run'));
    const before = saved(a);
    b.merge(before, alive, 0);
    a.remove('run');
    // Neither a file of before nor the other window brings it back.
    a.merge(before, alive, 0);
    expect(ids(a)).toEqual([]);
    b.merge(saved(a), alive, 0);
    expect(ids(b)).toEqual([]);
  });

  it('call a run interrupted whose window is gone, and write that down once', () => {
    const a = new RunList(ours);
    a.add(aRun('run', { ...live, etaSeconds: 9 }));
    const file = saved(a);
    const later = new RunList(theirs);
    expect(later.merge(file, dead, 777)).toBe(true);
    expect(later.get('run')).toMatchObject({ state: 'interrupted', endedAt: 777, etaSeconds: null });
    expect(later.elsewhere('run')).toBe(false);
    const again = new RunList(300);
    again.merge(saved(later), dead, 999);
    expect(again.get('run')?.endedAt).toBe(777);
  });

  it('are not fooled by a process id that came again', () => {
    const a = new RunList(ours);
    a.add(aRun('run', live));
    const later = new RunList(ours);
    later.merge(saved(a), alive, 777);
    expect(later.get('run')?.state).toBe('interrupted');
  });
});
