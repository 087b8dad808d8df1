/**
 * The runs that views follow, each read once however many views show it, and the loop that reads them: slices in turn,
 * so that every chart appears early; runs that someone looks at and those with little to read first; the event loop gets
 * a turn between slices. Folders are looked at every second while they grow, else every five; the files of a run that
 * someone watches growing, ten times a second.
 */

import { setImmediate as turn } from 'node:timers/promises';
import type { Budget } from './budget.ts';
import { RunFollower } from './run-follower.ts';

const watchedMs = 100;
const growingMs = 1000;
const restingMs = 5000;
/** A run whose files were written to within this is taken to be growing. */
const growingWindowMs = 60_000;
const watchedWindowMs = 3000;
/** The first slices are small: a first picture of every run. */
const firstSlice = 256 * 1024;
const fullSlice = 4 * 2 ** 20;
const little = 2 ** 20;

interface Member {
  readonly follower: RunFollower;
  users: number;
  /** Views that show it now. */
  watchers: number;
  nextLook: number;
  nextListing: number;
  grewAt: number;
  lastSlice: number;
  slices: number;
}

export class RunPool {
  readonly #members = new Map<string, Member>();
  readonly #buffer = new Uint8Array(fullSlice);
  readonly #budget: Budget;
  #wake: (() => void) | undefined;
  #running = false;
  #turn = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** The run in `folder`; release it when done. */
  acquire(folder: string): RunFollower {
    let member = this.#members.get(folder);
    if (!member) {
      const follower = new RunFollower(folder, this.#budget);
      member = { follower, users: 0, watchers: 0, nextLook: 0, nextListing: 0, grewAt: 0, lastSlice: 0, slices: 0 };
      this.#members.set(folder, member);
    }
    member.users++;
    this.#start();
    return member.follower;
  }

  release(follower: RunFollower): void {
    const member = this.#members.get(follower.folder);
    if (!member || --member.users > 0) return;
    this.#members.delete(follower.folder);
    follower.dispose();
  }

  /** Says that a view begins (1) or ceases (-1) to show something of the run. */
  watch(follower: RunFollower, change: 1 | -1): void {
    const member = this.#members.get(follower.folder);
    if (member) member.watchers += change;
  }

  #start(): void {
    this.#wake?.();
    if (this.#running) return;
    this.#running = true;
    void this.#loop().finally(() => {
      this.#running = false;
    });
  }

  async #loop(): Promise<void> {
    while (this.#members.size > 0) {
      await this.#lookAtDue();
      const member = this.#next();
      if (member) {
        member.lastSlice = ++this.#turn;
        await member.follower.slice(member.slices++ === 0 ? this.#buffer.subarray(0, firstSlice) : this.#buffer);
        await turn();
      } else await this.#sleep();
    }
  }

  async #lookAtDue(): Promise<void> {
    const now = performance.now();
    for (const member of this.#members.values()) {
      if (member.nextLook > now) continue;
      const lists = member.nextListing <= now;
      const written = await member.follower.look(lists);
      const done = performance.now();
      if (member.follower.hasMore) member.grewAt = done;
      const every = Date.now() - written < growingWindowMs ? growingMs : restingMs;
      if (lists) member.nextListing = done + every;
      const isWatched = member.watchers > 0 && done - member.grewAt < watchedWindowMs;
      member.nextLook = done + (isWatched ? watchedMs : every);
      // Looking at very many folders waits for nobody either.
      if (performance.now() - now > 50) return;
    }
  }

  /** Whose turn it is: the most urgent kind, and of it the one that has waited longest. */
  #next(): Member | undefined {
    let best: Member | undefined;
    let bestRank = Number.POSITIVE_INFINITY;
    for (const member of this.#members.values()) {
      const { follower } = member;
      if (!follower.hasMore) continue;
      const rank = member.watchers > 0 || member.slices === 0 || follower.total - follower.bytes < little ? 0 : 1;
      if (rank < bestRank || (rank === bestRank && member.lastSlice < best!.lastSlice)) {
        best = member;
        bestRank = rank;
      }
    }
    return best;
  }

  async #sleep(): Promise<void> {
    let next = Number.POSITIVE_INFINITY;
    for (const { nextLook } of this.#members.values()) next = Math.min(next, nextLook);
    await new Promise<void>((resume) => {
      const timer = setTimeout(resume, Math.max(1, Math.min(next - performance.now(), restingMs)));
      this.#wake = () => {
        clearTimeout(timer);
        resume();
      };
    });
    this.#wake = undefined;
  }
}
