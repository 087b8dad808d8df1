import { describe, expect, test } from 'vitest';
import { buildModel, type ScopeItem } from '../../../../webview/graph/model/index.ts';
import { graphOf, node } from '../random-graph.ts';

const labels = (scope: ScopeItem | undefined) => scope?.children.map(({ kind, label }) => `${kind} ${label}`);

describe('a model of scopes', () => {
  test('nests operations by their names', () => {
    const { root, scopes } = buildModel(graphOf(node('x'), node('fc1/MatMul'), node('fc1/act/Relu')));
    expect(labels(root)).toEqual(['operation x', 'scope fc1']);
    expect(scopes.map(({ name, operations, depth }) => [name, operations, depth])).toEqual([
      ['fc1', 2, 1],
      ['fc1/act', 1, 2],
    ]);
  });

  test('puts `a` beside `a/b` into the scope, as `(a)`, whichever comes first', () => {
    for (const graph of [graphOf(node('a'), node('a/b')), graphOf(node('a/b'), node('a'))]) {
      const { root, byName } = buildModel(graph);
      expect(labels(root)).toEqual(['scope a']);
      expect(byName.get('a')).toMatchObject({ label: '(a)', id: 'op:a', scope: { name: 'a' } });
    }
  });

  test('tells the root from a scope without a name, and operations of one name apart', () => {
    const { root, items } = buildModel(graphOf(node('/a'), node('a//b'), node(''), node('x'), node('x')));
    expect(labels(root)).toEqual(['scope ', 'scope a', 'operation x', 'operation x']);
    expect([...items.keys()]).toEqual(
      expect.arrayContaining(['root:', 'scope:', 'op:/a', 'op:a//b', 'op:', 'scope:a/', 'op:x', 'op2:x']),
    );
  });

  test('survives ten thousand slashes and a hundred thousand nodes', () => {
    const deep = 'a/'.repeat(10_000);
    const { scopes, operations } = buildModel(graphOf(node(`${deep}x`), node(`${deep}y`), node(deep), node('a')));
    expect(scopes).toHaveLength(64);
    expect(operations[0]!.label.length).toBeGreaterThan(19_000);
    const many = Array.from({ length: 100_000 }, (_, i) =>
      node(`s${i % 100}/n${i}`, 'Add', i > 0 ? [`s${(i - 1) % 100}/n${i - 1}`] : []),
    );
    expect(buildModel(graphOf(...many)).edges.count).toBe(99_999);
  });

  test('reads outputs, references, control edges and what is missing', () => {
    const { edges } = buildModel(
      graphOf(
        node('v', 'VariableV2'),
        node('s', 'Split'),
        node('w', 'Assign', ['v', 's:1', 'gone:2', '^s'], { controlInputs: ['v', 'nowhere'] }),
      ),
    );
    expect([...edges.output]).toEqual([0, 1, -1, -1]);
    expect([...edges.reference]).toEqual([1, 0, 0, 0]);
    expect(edges.missing).toEqual([
      { node: 2, input: 'gone:2', control: false },
      { node: 2, input: 'nowhere', control: true },
    ]);
  });
});

describe('series', () => {
  const layers = (count: number, op = () => 'Relu') =>
    Array.from({ length: count }, (_, i) => node(i === 0 ? 'layer' : `layer_${i}`, op()));

  test('are five or more of one type that count up, the first of them without a number', () => {
    expect(buildModel(graphOf(...layers(4))).root.childSeries).toEqual([]);
    const { root } = buildModel(graphOf(...layers(9)));
    expect(root.childSeries.map(({ id, operations }) => [id, operations])).toEqual([['series:layer_[0-8]', 9]]);
  });

  test('end where the count has a gap or the type changes', () => {
    const gap = layers(12).filter(({ name }) => name !== 'layer_6');
    expect(buildModel(graphOf(...gap)).root.childSeries.map(({ label }) => label)).toEqual([
      'layer_[0-5]',
      'layer_[7-11]',
    ]);
    let i = 0;
    expect(buildModel(graphOf(...layers(8, () => (i++ % 2 ? 'Relu' : 'Add')))).root.childSeries).toEqual([]);
  });

  test('hold scopes of equal structure', () => {
    const blocks = [1, 2, 3, 4, 5, 6].flatMap((i) => [
      node(`block_${i}/MatMul`, 'MatMul'),
      node(`block_${i}/Relu`, i === 6 ? 'Elu' : 'Relu', [`block_${i}/MatMul`]),
    ]);
    const { root, templateSizes, scopes } = buildModel(graphOf(...blocks));
    expect(root.childSeries.map(({ label }) => label)).toEqual(['block_[1-5]']);
    expect(scopes.map(({ template }) => templateSizes[template])).toEqual([5, 5, 5, 5, 5, 1]);
  });

  test('do not take scopes for equal whose inner edges differ', () => {
    const pair = (scope: string, wired: boolean) => [
      node(`${scope}/a`, 'Relu'),
      node(`${scope}/b`, 'Relu', wired ? [`${scope}/a`] : []),
    ];
    const { scopes } = buildModel(graphOf(...pair('p', true), ...pair('q', true), ...pair('r', false)));
    const [p, q, r] = scopes.map(({ template }) => template);
    expect(p).toBe(q);
    expect(r).not.toBe(p);
  });
});
