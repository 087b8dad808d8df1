import { describe, expect, it } from 'vitest';
import { publicFunctions } from '../../../engine/api/machinery.ts';
import { analyzed, nodesOf, nodesOfRun } from './analyzed.ts';
import { calls } from './public-function-calls.ts';

const analyzedCalls = analyzeCalls();

describe('a public function, analysed', () => {
  it('is in this test', () => {
    const names = publicFunctions().map(({ signature }) => signature.name);
    // Those that run something or start over are tested with sessions and graphs.
    const elsewhere = ['resetDefaultGraph', 'train.globalStep'];
    expect([...Object.keys(calls), ...elsewhere].sort()).toEqual(names.sort());
  });

  it.each(Object.keys(calls))('%s builds the nodes that it builds when it runs', (name) => {
    const { nodes, told } = analyzedCalls.get(name)!;
    expect(nodes).toEqual(nodesOfRun(calls[name]));
    expect(told.filter((text) => !/^(?:unused-graph-part|argmax-of-one|broadcast-blow-up)/.test(text))).toEqual([]);
  });
});

/** All in one file, each in a graph of its own. */
function analyzeCalls(): Map<string, { nodes: string[]; told: string[] }> {
  const lines = Object.values(calls).map((call) => `new tf.Graph().asDefault(() => (${call.toString()})(tf));`);
  const { program, diagnostics } = analyzed(lines.join('\n'));
  const [source] = program.sources.values();
  return new Map(
    Object.keys(calls).map((name, i) => {
      const start = source.text.indexOf(lines[i]);
      const own = diagnostics.filter(({ range }) => range.start >= start && range.start < start + lines[i].length);
      return [
        name,
        { nodes: nodesOf(program.graphs[i + 1]), told: own.map(({ code, message }) => `${code}: ${message}`) },
      ];
    }),
  );
}
