import { afterEach, describe, expect, it } from 'vitest';
import { setRunDefaults, setRunReporter } from '../../engine/graph/index.ts';
import { steps } from '../../engine/train/steps.ts';
import { recorder } from './recording-reporter.ts';

afterEach(() => {
  setRunReporter(null);
  setRunDefaults({});
});

describe('tf.train.steps', () => {
  it('counts from 0 to n - 1 with nobody listening', () => {
    expect([...steps(4)]).toEqual([0, 1, 2, 3]);
    expect([...steps(0)]).toEqual([]);
    expect([...steps(5, { start: 3 })]).toEqual([3, 4]);
    expect([...steps(3, { start: 3 })]).toEqual([]);
  });

  it('counts anew each time it is iterated', () => {
    const twice = steps(2);
    expect([[...twice], [...twice]]).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('reports each step after it is complete, not when it is given out', () => {
    const { told } = recorder();
    for (const step of steps(2)) told.push(`body ${step}`);
    expect(told).toEqual(['loop 0..2', 'body 0', 'done 1', 'body 1', 'done 2', 'end']);
  });

  it('ends after the step in hand when a stop is asked for', () => {
    const { told } = recorder(2);
    expect([...steps(1000)]).toEqual([0, 1]);
    expect(told.at(-1)).toBe('end');
  });

  it('ends an endless loop on a stop', () => {
    const { told } = recorder(3);
    expect([...steps(Number.POSITIVE_INFINITY)]).toEqual([0, 1, 2]);
    expect(told[0]).toBe('loop 0..null');
  });

  it('lets at most the asked number of steps through, counted from the start', () => {
    setRunDefaults({ stepsCap: 2 });
    expect([...steps(100)]).toEqual([0, 1]);
    expect([...steps(100, { start: 50 })]).toEqual([50, 51]);
    expect([...steps(1)]).toEqual([0]);
    setRunDefaults({ stepsCap: 0 });
    expect([...steps(100)]).toEqual([]);
  });

  it('says that the loop ended when the body breaks or throws', () => {
    const { told } = recorder();
    for (const _ of steps(10)) break;
    expect(told).toEqual(['loop 0..10', 'end']);
    expect(() => {
      for (const _ of steps(10)) throw new Error('in the body');
    }).toThrow('in the body');
    expect(told.at(-1)).toBe('end');
  });

  it.each([-1, 1.5, Number.NaN, '3' as never])('refuses %s steps', (n) => {
    expect(() => steps(n)).toThrow(`tf.train.steps(${n})`);
    expect(() => steps(10, { start: n })).toThrow(RangeError);
  });
});
