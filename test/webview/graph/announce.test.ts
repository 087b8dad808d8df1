import { expect, test } from 'vitest';
import { announcement } from '../../../webview/graph/announce.ts';
import { details } from '../../../webview/graph/model/index.ts';
import { tutorialModel } from './view/scene.ts';

const say = (id: string, expanded: boolean | null) => announcement(details(tutorialModel, id)!, expanded);

test('a scope is told with its size, its parameters and whether it is open', () => {
  expect(say('scope:model/fc1', false)).toMatch(/^scope model\/fc1, \d+ nodes, 392,500 parameters, collapsed$/);
  expect(say('scope:model/fc1', true)).toMatch(/expanded$/);
});

test('an operation is told with its type and shape', () => {
  expect(say('op:model/fc1/relu_activation/MatMul', null)).toMatch(/^MatMul operation .*MatMul, shape .+×500$/);
});
