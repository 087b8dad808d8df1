import { expect, test } from 'vitest';
import { Flow } from '../../../extension/panels/flow.ts';

function flowOf(messages: number, bytes: number) {
  const told: boolean[] = [];
  const flow = new Flow((held) => told.push(held), { messages, bytes });
  const waiting: (() => void)[] = [];
  const add = (size = 0) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push(resolve);
    flow.add(size, promise);
  };
  const take = async (count: number) => {
    for (const resolve of waiting.splice(0, count)) resolve();
    await new Promise(setImmediate);
  };
  return { flow, told, add, take };
}

test('a page that keeps up holds nothing back', async () => {
  const { told, add, take } = flowOf(4, 1000);
  for (let each = 0; each < 100; each += 1) {
    add(200);
    await take(1);
  }
  expect(told).toEqual([]);
});

test('too many messages hold the source back until most are taken', async () => {
  const { told, add, take } = flowOf(4, 1000);
  for (let each = 0; each < 6; each += 1) add();
  expect(told).toEqual([true]);
  await take(4);
  expect(told).toEqual([true]);
  await take(1);
  expect(told).toEqual([true, false]);
});

test('one large message holds the source back as well', async () => {
  const { told, add, take } = flowOf(100, 1000);
  add(1001);
  expect(told).toEqual([true]);
  await take(1);
  expect(told).toEqual([true, false]);
});

test('a message that fails counts as taken', async () => {
  const { flow, told } = flowOf(0, 1000);
  flow.add(0, Promise.reject(new Error('gone')));
  await new Promise(setImmediate);
  expect(told).toEqual([true, false]);
});

test('what an earlier life of the page was sent does not count for the next', async () => {
  const { flow, told, add, take } = flowOf(2, 1000);
  for (let each = 0; each < 3; each += 1) add();
  expect(flow.held).toBe(true);
  flow.reset();
  expect(flow.held).toBe(false);
  await take(3);
  for (let each = 0; each < 2; each += 1) add();
  expect(told).toEqual([true]);
});
