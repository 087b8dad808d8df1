import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxScalars, type RunRecord } from '../../../extension/runs/run-record.ts';
import { formatRuns, parseRuns } from '../../../extension/runs/store/record-format.ts';
import { aRun, live } from './run-record.ts';

const fileOf = (...runs: unknown[]) => JSON.stringify({ version: 1, runs });

describe('the file of runs', () => {
  it('gives back what was written', () => {
    const full: RunRecord = aRun('a', {
      scalars: { Loss: { step: 10, value: 0.5 }, Diverged: { step: 11, value: 'NaN' } },
      eventFiles: ['/project/runs/digits/a/events.out.tfevents.1'],
      checkpoints: ['/project/checkpoints/a.ckpt'],
      fault: 'Shapes differ.',
    });
    const runs = [
      { record: full, owner: 17 },
      { record: aRun('b', live), owner: null },
    ];
    expect(parseRuns(formatRuns(runs))).toEqual(runs);
  });

  it('leaves out what is no record, and keeps the others', () => {
    const good = { ...aRun('good'), owner: 1 };
    const found = parseRuns(
      fileOf(null, 3, 'run', [], {}, { ...good, id: '' }, { ...good, id: 'x', state: 'flying' }, good, {
        ...good,
        id: 'y',
        startedAt: 'today',
      }),
    );
    expect(found.map(({ record }) => record.id)).toEqual(['good']);
  });

  it('replaces fields that cannot be', () => {
    const [found] = parseRuns(
      fileOf({
        ...aRun('a'),
        name: 5,
        step: 'many',
        endedAt: null,
        scalars: { Loss: { step: 1, value: 0.5 }, bad: 7, worse: { step: 'x', value: 1 } },
        eventFiles: ['a', 4, ''],
        checkpoints: 'none',
        fault: { message: 'no' },
        owner: 'me',
      }),
    );
    expect(found).toMatchObject({
      owner: null,
      record: {
        name: '/project/digits.ts',
        step: null,
        endedAt: 1_700_000_000_000,
        scalars: { Loss: { step: 1, value: 0.5 } },
        eventFiles: ['a'],
        checkpoints: [],
        fault: null,
      },
    });
    expect(Object.keys(found?.record.scalars ?? {})).toEqual(['Loss']);
  });

  it('takes one run of an id, and a bounded number of scalars', () => {
    const scalars = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`tag${i}`, { step: 1, value: i }]));
    const [found, ...rest] = parseRuns(fileOf(aRun('a', { scalars }), aRun('a', { name: 'second' })));
    expect(rest).toEqual([]);
    expect(found?.record.name).toBe('digits a');
    expect(Object.keys(found?.record.scalars ?? {})).toHaveLength(maxScalars);
  });

  it.each([
    ['', /JSON/],
    ['{"version":1,"runs":[{', /JSON/],
    ['[]', /no list/],
    ['{"version":1}', /no list/],
    ['{"version":2,"runs":[]}', /version 2/],
  ])('refuses %j', (text, message) => {
    expect(() => parseRuns(text)).toThrow(message);
  });

  it('never gives a record that is none, whatever the file says', () => {
    const field = fc.jsonValue({ maxDepth: 3 });
    const keys = Object.keys(aRun('a')) as (keyof RunRecord)[];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), field), { maxLength: 6 }), (changes) => {
        const [found] = parseRuns(fileOf({ ...aRun('a'), ...Object.fromEntries(changes) }));
        if (found === undefined) return;
        const { record } = found;
        expect(typeof record.name).toBe('string');
        expect(Number.isFinite(record.startedAt)).toBe(true);
        for (const list of [record.eventFiles, record.checkpoints]) {
          expect(list.every((path) => typeof path === 'string')).toBe(true);
        }
        for (const { value } of Object.values(record.scalars)) expect(['number', 'string']).toContain(typeof value);
      }),
    );
  });
});
