// bench/RESULTS.md.

import { type PeerDescription, peers, tensorloom } from '../peers/catalogue.ts';
import { bestRatio, fastest, inUnit, type Results, type WorkloadResult } from '../results.ts';
import { summarize } from '../statistics.ts';
import { asMarkdown, significant, type Table, times, workloadTable } from './table.ts';

/** @param chart - the chart's file, from where the text lies. */
export function resultsInMarkdown(run: Results, chart: string): string {
  return `${[
    '# Results of `npm run bench -- engine`',
    'Written by it; a full run writes it anew.',
    about(run),
    '## In short',
    'How many times as fast as each of the others Tensorloom is, each on the number of threads that suits it best. Above 1, Tensorloom is faster; "–" is a workload that the other cannot do, or did not do in time.',
    asMarkdown(overview(run.results)),
    `![The same as a chart](${chart})`,
    '## How it is measured',
    'Each library runs in a process of its own, with the same inputs and initial weights, on one thread and on all, where it has threads. Its numbers are compared with those of plain loops in double precision first: one that disagrees is not timed. Then each runs until its code is hot, and they run by turns (A B C A B C …), in batches of many runs; between its turns a process is stopped, so that no thread of it waits actively on a core that another one is measured on. A table gives the median and the best of the rounds, and half the distance between the quartiles as spread. A ratio is the median of the ratios of each round. A result stays where the library keeps it, unless the workload says that it is fetched; what is fed is copied in with each run.',
    ways(run.results),
    ...run.results.flatMap((result) => [
      `## ${result.workload.title}`,
      result.workload.what,
      asMarkdown(workloadTable(result)),
    ]),
  ].join('\n\n')}\n`;
}

function ways(results: readonly WorkloadResult[]): string {
  const took = takingPart(results).map(({ title, how }) => [title, how]);
  return asMarkdown({ head: ['', 'how it is used'], rows: took, numbersFrom: 2 });
}

function takingPart(results: readonly WorkloadResult[]): PeerDescription[] {
  return peers.filter(({ name }) => results.some(({ measured }) => measured.some(({ peer }) => peer.name === name)));
}

function about({ machine, date, libraries, absent }: Results): string {
  const facts: (readonly [string, string])[] = [
    ['Date', date.toISOString().slice(0, 10)],
    ['Processor', `${machine.processor}, ${machine.cores} cores`],
    ['Memory', `${machine.memory} GiB`],
    ['System', machine.system],
    ['Node', machine.node],
    ['Load before', machine.load.toFixed(1)],
    ...(machine.commit === undefined ? [] : ([['Commit', machine.commit]] as const)),
    ...[...libraries]
      .filter(([name]) => name !== tensorloom)
      .map(([name, version]) => [titleOf(name), version] as const),
    ...absent.map(({ title, reason }) => [title, reason] as const),
  ];
  return asMarkdown({ head: ['', ''], rows: facts, numbersFrom: 2 });
}

function titleOf(name: string): string {
  return peers.find((peer) => peer.name === name)?.title ?? name;
}

export function overview(results: readonly WorkloadResult[]): Table {
  const others = takingPart(results).filter(({ name }) => name !== tensorloom);
  return {
    head: ['', 'Tensorloom', ...others.map(({ title }) => title)],
    rows: results.map(({ workload, measured }) => {
      const own = fastest(measured, tensorloom);
      const speed = own
        ? `${significant(inUnit(workload, summarize(own.outcome.times).median))} ${workload.unit}`
        : '–';
      return [workload.title, speed, ...others.map(({ name }) => times(bestRatio(measured, name)) || '–')];
    }),
    numbersFrom: 1,
  };
}
