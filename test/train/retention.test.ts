import { expect, it } from 'vitest';
import { Retention } from '../../engine/train/checkpoint/retention.ts';

it('keeps the newest few', () => {
  const retention = new Retention(2, 10000, 0);
  expect(['a', 'b', 'c', 'd'].map((path, i) => retention.add(path, i))).toEqual([undefined, undefined, 'a', 'b']);
  expect(retention.kept.map(({ path }) => path)).toEqual(['c', 'd']);
});

it('counts a path that is saved again as new', () => {
  const retention = new Retention(2, 10000, 0);
  expect(['a', 'b', 'a', 'c'].map((path, i) => retention.add(path, i))).toEqual([undefined, undefined, undefined, 'b']);
});

it('keeps one every so many hours for good', () => {
  const hour = 3600;
  const retention = new Retention(1, 1, 0);
  const deleted = [0.5, 1.5, 1.7, 2.5, 2.6].map((at) => retention.add(`at ${at}`, at * hour));
  // Those of 1.5 and 2.5 are the first of their hours.
  expect(deleted).toEqual([undefined, 'at 0.5', undefined, 'at 1.7', undefined]);
});
