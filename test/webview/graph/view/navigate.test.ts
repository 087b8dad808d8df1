import { expect, test } from 'vitest';
import { firstNode, nodeInDirection } from '../../../../webview/graph/view/navigate.ts';
import { tutorialScene } from './scene.ts';

test('up follows the data, down goes back', () => {
  const { visible, layout } = tutorialScene();
  expect(nodeInDirection(visible, layout.nodes, 'scope:input', 'up')).toBe('scope:model');
  expect(nodeInDirection(visible, layout.nodes, 'scope:model', 'up')).toBe('scope:train');
  expect(nodeInDirection(visible, layout.nodes, 'scope:model', 'down')).toBe('scope:input');
  expect(nodeInDirection(visible, layout.nodes, 'scope:input', 'down')).toBeNull();
});

test('arrow keys reach every node that is not open, from the first', () => {
  const { visible, layout } = tutorialScene('model', 'model/fc1');
  const reached = new Set([firstNode(visible)!]);
  for (const id of reached) {
    for (const direction of ['up', 'down', 'left', 'right'] as const) {
      const next = nodeInDirection(visible, layout.nodes, id, direction);
      if (next !== null) reached.add(next);
    }
  }
  const wanted = visible.nodes.filter(({ expanded }) => !expanded).map(({ id }) => id);
  expect(wanted.filter((id) => !reached.has(id))).toEqual([]);
});

test('what is inside an open scope is never beside it', () => {
  const { visible, layout } = tutorialScene('model');
  for (const direction of ['up', 'down', 'left', 'right'] as const) {
    expect(nodeInDirection(visible, layout.nodes, 'scope:model', direction) ?? '').not.toMatch(/^scope:model\//);
  }
});
