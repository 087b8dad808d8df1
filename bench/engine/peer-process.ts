// The process of a peer, seen from the benchmark: one request at a time, and no answer for too long ends it. Between
// requests the process is stopped, where the system can: threads that wait actively (OpenMP's do for 200 ms) would take a
// core from whoever runs next.

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Answer, answerMark, type Hello, type Request } from './protocol.ts';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A peer that could not do what it was asked for: what it said, or that it took too long, or ended. */
export class PeerError extends Error {}

/** What the benchmark needs of a peer; tests hand in others. */
export interface Peer {
  /** @throws PeerError */
  ask(request: Request): Promise<Exclude<Answer, { readonly type: 'failed' }>>;
  close(): void;
}

/** A stopped process does not see that its input ended. */
const open = new Set<PeerProcess>();
process.on('exit', () => {
  for (const peer of open) peer.close();
});

export class PeerProcess implements Peer {
  readonly #child: ChildProcess;
  readonly #limit: number;
  #lastWords = '';
  #waiting: ((answer: Answer) => void) | undefined;
  readonly #early: Answer[] = [];

  /** @param limit - milliseconds that an answer may take. */
  constructor({ command, args, environment }: Program, limit: number) {
    this.#limit = limit;
    this.#child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: 'pipe' });
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#read(line));
    this.#child.stderr!.on('data', (data) => this.#keep(data));
    // A process that ended is told by its answers.
    this.#child.stdin!.on('error', () => undefined);
    this.#child.on('error', (error) => this.#deliver({ type: 'failed', message: error.message }));
    open.add(this);
    this.#child.on('close', (code, signal) => {
      open.delete(this);
      const lines = this.#lastWords.trim().split('\n');
      const why = lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
      this.#deliver({ type: 'failed', message: `its process ended (${signal ?? code}) ${why}`.trim() });
    });
  }

  /** What the process says first. @throws PeerError */
  async hello(): Promise<Hello> {
    return (await this.next()) as Hello;
  }

  async ask(request: Request): Promise<Exclude<Answer, { readonly type: 'failed' }>> {
    this.#signal('SIGCONT');
    this.send(request);
    const answer = await this.next();
    this.#signal('SIGSTOP');
    return answer;
  }

  /** Writes a request without waiting, which may be before the process is ready for it. */
  send(request: Request): void {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  #signal(signal: 'SIGCONT' | 'SIGSTOP'): void {
    if (process.platform !== 'win32') this.#child.kill(signal);
  }

  /** The next answer to what was sent. @throws PeerError */
  async next(): Promise<Exclude<Answer, { readonly type: 'failed' }>> {
    const early = this.#early.shift();
    const answer = early ?? (await this.#nextAnswer());
    if (answer.type === 'failed') throw new PeerError(answer.message);
    return answer;
  }

  #nextAnswer(): Promise<Answer> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.close();
        settle({ type: 'failed', message: `took more than ${this.#limit / 1000} s` });
      }, this.#limit);
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(answer);
      };
      this.#waiting = settle;
    });
  }

  #read(line: string): void {
    if (line.startsWith(answerMark)) this.#deliver(JSON.parse(line.slice(answerMark.length)));
    else this.#keep(`${line}\n`);
  }

  #keep(text: string | Buffer): void {
    this.#lastWords = (this.#lastWords + text).slice(-4000);
  }

  #deliver(answer: Answer): void {
    if (this.#waiting) this.#waiting(answer);
    else this.#early.push(answer);
  }
}
