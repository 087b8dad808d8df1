// `npm run bench -- engine`: this engine and others at the same workloads, by turns.

import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { alternate, type Contestant, type Outcome } from './alternate.ts';
import { alternateStarts } from './alternate-starts.ts';
import { findPythons, type Python } from './find-python.ts';
import { installPeers } from './install-peers.ts';
import { describeMachine, isQuiet } from './machine.ts';
import { type EngineOptions, engineUsage, parseOptions } from './options.ts';
import { PeerProcess, type Program } from './peer-process.ts';
import { type PeerDescription, peers, tensorloom } from './peers/catalogue.ts';
import { bundlePrograms, type Programs } from './programs.ts';
import { chartOf } from './report/chart.ts';
import { resultsInMarkdown } from './report/markdown.ts';
import { asText, workloadTable } from './report/table.ts';
import type { Measured, Results, WorkloadResult } from './results.ts';
import type { Workload } from './workload.ts';
import { workloads } from './workloads/index.ts';

export { engineUsage };

interface Configuration {
  readonly peer: PeerDescription;
  readonly threads: number;
  readonly program: Program;
}

export async function benchmarkEngine(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const chosen = workloads.filter(({ name }) => options.wantsWorkload(name));
  if (options.list) {
    for (const { name, title } of workloads) console.log(`${name.padEnd(20)}${title}`);
    for (const { name, title } of peers) console.log(`${name.padEnd(20)}${title}`);
    return;
  }
  if (chosen.length === 0) throw new RangeError('No workload has such a name. --list tells them all.');
  const machine = describeMachine();
  if (!isQuiet(machine)) {
    console.log(`This machine is busy (load ${machine.load.toFixed(1)}): only the ratios say something, and not much.`);
  }
  const { present, pythons, absent } = findPeers(options);
  // An interrupted run leaves nothing behind: peers end with their input.
  process.once('SIGINT', () => process.exit(130));
  const programs = await bundlePrograms();
  const configurations = present.flatMap((peer) => configurationsOf(peer, programs, pythons));
  const libraries = new Map<string, string>();
  const results: WorkloadResult[] = [];
  for (const workload of chosen) {
    const measured = await measure(workload, configurations, options, libraries);
    results.push({ workload, measured });
    console.log(`\n${workload.title}\n${asText(workloadTable({ workload, measured }))}`);
  }
  for (const { title, reason } of absent) console.log(`\n${title}: ${reason}`);
  writeResults({ machine, date: new Date(), libraries, absent, results }, options);
}

interface Present {
  readonly present: readonly PeerDescription[];
  readonly pythons: ReadonlyMap<string, Python>;
  readonly absent: Results['absent'];
}

function findPeers(options: EngineOptions): Present {
  const wanted = peers.filter(({ name }) => name === tensorloom || options.wantsPeer(name));
  const failed = wanted.some(({ from }) => from === 'npm') ? installPeers() : undefined;
  const pythons = findPythons(wanted.filter(({ from }) => from === 'python').map(({ variant }) => variant));
  const absent: { title: string; reason: string }[] = [];
  const present = wanted.filter((peer) => {
    const reason =
      peer.from === 'npm'
        ? failed
        : peer.from === 'python' && !pythons.has(peer.variant)
          ? `no Python here has ${peer.variant} and numpy (TENSORLOOM_BENCH_PYTHON names another one)`
          : undefined;
    if (reason !== undefined) absent.push({ title: peer.title, reason });
    return reason === undefined;
  });
  return { present, pythons, absent };
}

function configurationsOf(
  peer: PeerDescription,
  programs: Programs,
  pythons: ReadonlyMap<string, Python>,
): Configuration[] {
  const all = availableParallelism();
  const counts = peer.threads && all > 1 ? [1, all] : [1];
  return counts.map((threads) => {
    const args = [programs.path(peer.program), peer.variant, String(threads)];
    const python = pythons.get(peer.variant);
    const program: Program =
      peer.from === 'python'
        ? { command: python!.command, args, environment: pythonEnvironment(python!, threads) }
        : { command: process.execPath, args };
    return { peer, threads, program };
  });
}

function pythonEnvironment({ environment }: Python, threads: number): Record<string, string> {
  return { ...environment, OMP_NUM_THREADS: String(threads), PYTHONDONTWRITEBYTECODE: '1' };
}

async function measure(
  workload: Workload,
  configurations: readonly Configuration[],
  { effort, limit }: EngineOptions,
  libraries: Map<string, string>,
): Promise<Measured[]> {
  const reasonOf = ({ peer }: Configuration) => peer.cannot[workload.specification.kind];
  const able = configurations.filter((each) => reasonOf(each) === undefined);
  const contestants = able.map(({ peer, program }): Contestant & { readonly program: Program } => ({
    program,
    async open() {
      const started = new PeerProcess(program, limit);
      const { library } = await started.hello().catch((error) => {
        started.close();
        throw error;
      });
      libraries.set(peer.name, [library, ...settingsOf(program)].join(', '));
      return started;
    },
  }));
  const tell = (index: number, what: string) => progress(`${workload.name}: ${what}, ${able[index].peer.title}`);
  const outcomes =
    workload.measured === 'start'
      ? await alternateStarts(contestants, workload, effort, limit, tell)
      : await alternate(contestants, workload, effort, tell);
  progress('');
  const outcomeOf = new Map<Configuration, Outcome>(able.map((each, index) => [each, outcomes[index]]));
  // What cannot be done on one thread cannot be done on more.
  const told = configurations.filter((each) => outcomeOf.has(each) || each.threads === 1);
  return told.map((each) => ({
    peer: each.peer,
    threads: each.threads,
    outcome: outcomeOf.get(each) ?? { cannot: reasonOf(each)! },
  }));
}

/** What was set for the peer beyond its threads: OpenBLAS's kernels. */
function settingsOf({ environment = {} }: Program): string[] {
  return Object.entries(environment)
    .filter(([name]) => name.startsWith('OPENBLAS'))
    .map(([name, value]) => `${name}=${value}`);
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

function writeResults(run: Results, { complete, output }: EngineOptions): void {
  if (!complete && output === undefined) {
    console.log('\nOnly a full run, or one with --output, is written to a file.');
    return;
  }
  const folder = output ?? resolve(import.meta.dirname, '..');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'RESULTS.md'), resultsInMarkdown(run, 'results.svg'));
  writeFileSync(join(folder, 'results.svg'), chartOf(run.results));
  console.log(`\nWritten to ${join(folder, 'RESULTS.md')}, with a chart beside it.`);
}
