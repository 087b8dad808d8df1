import { describe, expect, it } from 'vitest';
import { peers } from '../../bench/engine/peers/catalogue.ts';
import { chartOf } from '../../bench/engine/report/chart.ts';
import { overview, resultsInMarkdown } from '../../bench/engine/report/markdown.ts';
import { asMarkdown, asText, significant, workloadTable } from '../../bench/engine/report/table.ts';
import type { Measured, Results, WorkloadResult } from '../../bench/engine/results.ts';
import { workloads } from '../../bench/engine/workloads/index.ts';

const milliseconds = (...times: number[]) => ({ times: times.map((time) => time * 1e6) });
const measured = (name: string, threads: number, outcome: Measured['outcome']): Measured => ({
  peer: peers.find((peer) => peer.name === name)!,
  threads,
  outcome,
});
const result: WorkloadResult = {
  workload: workloads.find(({ name }) => name === 'tutorial')!,
  measured: [
    measured('tensorloom', 1, milliseconds(4, 4, 5)),
    measured('tfjs-wasm', 1, milliseconds(80, 80, 100)),
    measured('tfjs-wasm', 2, milliseconds(40, 60, 50)),
    measured('jax-js', 1, { failed: 'took more than 60 s' }),
    measured('onnxruntime-web', 1, { cannot: 'computes forward only' }),
    measured('pytorch', 1, { disagrees: 'value 0 is 2 instead of 1' }),
  ],
};
const run: Results = {
  machine: { processor: 'Fast 9', cores: 2, memory: 8, system: 'linux x64', node: '24', commit: 'abc', load: 0.1 },
  date: new Date('2026-01-02T12:00:00Z'),
  libraries: new Map([['tfjs-wasm', 'TensorFlow.js 4.22.0']]),
  absent: [{ title: 'TensorFlow (native)', reason: 'no Python here has it' }],
  results: [result],
};

describe('the table of a workload', () => {
  it('tells speeds, ratios, and why a number is missing', () => {
    expect(asText(workloadTable(result))).toBe(
      [
        '                    threads  median steps/s  best  spread  Tensorloom is',
        'Tensorloom                1             250   250   ± 6 %',
        'TensorFlow.js wasm        1            12.5  12.5   ± 6 %          20.0×',
        'TensorFlow.js wasm        2            20.0  25.0  ± 10 %          10.0×',
        'jax-js wasm               1                                failed: took more than 60 s',
        'onnxruntime-web                                            cannot: computes forward only',
        'PyTorch (native)          1                                not timed, as it disagrees: value 0 is 2 instead of 1',
      ].join('\n'),
    );
  });
  it('is the same in Markdown', () => {
    const [head, rule, own] = asMarkdown(workloadTable(result)).split('\n');
    expect(head).toBe('|  | threads | median steps/s | best | spread | Tensorloom is |');
    expect(rule).toBe('| --- | ---: | ---: | ---: | ---: | ---: |');
    expect(own).toBe('| Tensorloom | 1 | 250 | 250 | ± 6 % |  |');
  });
  it('keeps a bar in a cell', () => {
    expect(asMarkdown({ head: ['a'], rows: [['x|y']], numbersFrom: 1 })).toContain('x\\|y');
  });
});

it('numbers have three digits', () => {
  expect([0.01234, 1.234, 12.34, 123.4, 12345.6, 0].map(significant)).toEqual([
    '0.0123',
    '1.23',
    '12.3',
    '123',
    '12,346',
    '0.00',
  ]);
});

describe('the results', () => {
  it('compare the fastest of each', () => {
    expect(overview([result])).toEqual({
      head: ['', 'Tensorloom', 'TensorFlow.js wasm', 'jax-js wasm', 'onnxruntime-web', 'PyTorch (native)'],
      rows: [['Tutorial network, training step', '250 steps/s', '10.0×', '–', '–', '–']],
      numbersFrom: 1,
    });
  });
  it('say on what and with what they were measured', () => {
    const text = resultsInMarkdown(run, 'results.svg');
    for (const part of [
      '2026-01-02',
      'Fast 9, 2 cores',
      'TensorFlow.js 4.22.0',
      'no Python here has it',
      'results.svg',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain(result.workload.what);
  });
  it('are drawn beside a line at Tensorloom’s speed', () => {
    const svg = chartOf([result]);
    expect(svg.match(/<circle [^>]*fill-opacity/g)).toHaveLength(1);
    expect(svg).toContain('TensorFlow.js wasm: 0.100');
    expect(svg).toContain('Tutorial network, training step');
    // Two decades fit 0.1 … 10: 1 is in the middle of them.
    expect(svg).toContain('<line x1="615" x2="615"');
  });
});
