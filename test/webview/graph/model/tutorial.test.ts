import { describe, expect, test } from 'vitest';
import {
  buildModel,
  coloring,
  details,
  initialViewState,
  outline,
  visibleGraph,
  withExpanded,
} from '../../../../webview/graph/model/index.ts';
import { tutorialGraph } from '../engine-graph.ts';

describe("the tutorial's network", () => {
  const model = buildModel(tutorialGraph());
  const folded = visibleGraph(model, initialViewState);

  test('folds into what its author named, with summaries and constants as annotations', () => {
    expect(folded.nodes.filter(({ auxiliary }) => !auxiliary).map(({ label }) => label)).toEqual([
      'input',
      'model',
      'train',
      'evaluation',
      'Mean',
    ]);
    expect(folded.nodes.filter(({ auxiliary }) => auxiliary).map(({ label }) => label)).toEqual([
      'Merge',
      'save',
      'init',
    ]);
    expect(folded.byId.get('scope:evaluation')!.outputs.shown).toMatchObject([{ kind: 'summary', label: 'Accuracy' }]);
    expect(model.edges.missing).toEqual([]);
  });

  test('opens to three layers; those of equal structure have one colour', () => {
    const open = visibleGraph(model, withExpanded(initialViewState, 'scope:model', true));
    const layers = open.nodes.filter(({ parent }) => parent === 'scope:model').map(({ label }) => label);
    expect(layers).toEqual(['fc1', 'fc2', 'fc3']);
    const { colors } = coloring(model, open, 'structure');
    expect(colors.get('scope:model/fc1')).toMatchObject({ kind: 'category' });
    expect(colors.get('scope:model/fc2')).toEqual(colors.get('scope:model/fc1'));
    // The last has neither an activation nor dropout.
    expect(colors.get('scope:model/fc3')).toEqual({ kind: 'none' });
    expect(details(model, 'scope:model/fc1')!.sameStructure).toBe(2);
  });

  test('has 443,610 parameters, without those of Adam', () => {
    expect(details(model, 'scope:model')!.parameters).toMatchObject({ total: 18, count: 443_610, bytes: 443_610 * 4 });
  });

  test('reads in the order of its data', () => {
    const rows = outline(folded).map(({ label }) => label);
    expect(rows).toEqual(['input', 'model', 'train', 'evaluation', 'Mean', 'Merge', 'save', 'init']);
  });
});
