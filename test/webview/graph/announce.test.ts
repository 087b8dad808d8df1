import { describe, expect, test } from 'vitest';
import { announcement, faultNews } from '../../../webview/graph/announce.ts';
import { buildModel, details } from '../../../webview/graph/model/index.ts';
import { graphOf, node } from './random-graph.ts';
import { tutorialModel } from './view/scene.ts';

const say = (id: string, expanded: boolean | null) => announcement(details(tutorialModel, id)!, expanded);

test('a scope is told with its size, its parameters and whether it is open', () => {
  expect(say('scope:model/fc1', false)).toMatch(/^scope model\/fc1, \d+ nodes, 392,500 parameters, collapsed$/);
  expect(say('scope:model/fc1', true)).toMatch(/expanded$/);
});

test('an operation is told with its type and shape', () => {
  expect(say('op:model/fc1/relu_activation/MatMul', null)).toMatch(/^MatMul operation .*MatMul, shape .+×500$/);
});

test('what could not be made is told with its reason, a scope with how much', () => {
  const model = buildModel(graphOf(node('fc/a', 'MatMul', [], { outputs: [], fault: 'Too wide.' })));
  expect(announcement(details(model, 'op:fc/a')!, null)).toBe('MatMul operation fc/a, could not be made: Too wide.');
  expect(announcement(details(model, 'scope:fc')!, false)).toBe('scope fc, 1 node, 1 could not be made, collapsed');
});

describe('of a newer graph', () => {
  const fault = (name: string, message = 'Too wide.') => ({ name, item: `op:${name}`, message });

  test('a fault is told when it comes, and not again', () => {
    expect(faultNews([], [fault('a')])).toBe('a could not be made. Too wide.');
    expect(faultNews([fault('a')], [fault('a')])).toBeNull();
    expect(faultNews([fault('a')], [fault('a', 'Too deep.')])).toBe('a could not be made. Too deep.');
    expect(faultNews([], [fault('a'), fault('b'), fault('c')])).toBe('a could not be made. Too wide. And 2 more.');
  });

  test('and that it went', () => {
    expect(faultNews([fault('a')], [])).toBe('All operations could be made.');
    expect(faultNews([fault('a'), fault('b')], [fault('b')])).toBe('1 could not be made.');
    expect(faultNews([], [])).toBeNull();
  });
});
