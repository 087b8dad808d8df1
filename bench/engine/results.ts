// What was measured, and what is told of it: numbers with their units, and ratios.

import type { Outcome } from './alternate.ts';
import type { Machine } from './machine.ts';
import { type PeerDescription, tensorloom } from './peers/catalogue.ts';
import { pairedRatio, summarize } from './statistics.ts';
import type { Workload } from './workload.ts';

export interface Measured {
  readonly peer: PeerDescription;
  readonly threads: number;
  readonly outcome: Outcome | { readonly cannot: string };
}

export interface WorkloadResult {
  readonly workload: Workload;
  /** One a peer and number of threads. */
  readonly measured: readonly Measured[];
}

export interface Results {
  readonly machine: Machine;
  readonly date: Date;
  /** The versions of the peers, by their names. */
  readonly libraries: ReadonlyMap<string, string>;
  /** Why a peer took no part. */
  readonly absent: readonly { readonly title: string; readonly reason: string }[];
  readonly results: readonly WorkloadResult[];
}

export interface Timed extends Measured {
  readonly outcome: { readonly times: readonly number[] };
}

export function isTimed(each: Measured): each is Timed {
  return 'times' in each.outcome && each.outcome.times.length > 0;
}

/** A time of one run, in nanoseconds, in the workload's unit. */
export function inUnit({ measured, perRun }: Workload, nanoseconds: number): number {
  return measured === 'start' ? nanoseconds / 1e9 : perRun / (nanoseconds / 1e9);
}

/** The fastest of a peer's numbers of threads. */
export function fastest(measured: readonly Measured[], peer: string): Timed | undefined {
  const timed = measured.filter(isTimed).filter((each) => each.peer.name === peer);
  return timed.toSorted((a, b) => summarize(a.outcome.times).median - summarize(b.outcome.times).median)[0];
}

/** How many times as fast as a peer Tensorloom is, on as many threads where it was measured on them. */
export function ratioTo(each: Timed, measured: readonly Measured[]): number | undefined {
  const own = measured.filter(isTimed).filter(({ peer }) => peer.name === tensorloom);
  const base = own.find(({ threads }) => threads === each.threads) ?? fastest(measured, tensorloom);
  return base && pairedRatio(each.outcome.times, base.outcome.times);
}

/** The same with the fastest of each. */
export function bestRatio(measured: readonly Measured[], peer: string): number | undefined {
  const base = fastest(measured, tensorloom);
  const other = fastest(measured, peer);
  return base && other && pairedRatio(other.outcome.times, base.outcome.times);
}

/** Why there is no number, in a few words. */
export function whyNot(outcome: Measured['outcome']): string {
  if ('cannot' in outcome) return `cannot: ${outcome.cannot}`;
  if ('failed' in outcome) return `failed: ${outcome.failed}`;
  if ('disagrees' in outcome) return `not timed, as it disagrees: ${outcome.disagrees}`;
  return 'not timed';
}
