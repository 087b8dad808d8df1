import { onTestFinished } from 'vitest';
import { type ChildMessage, type Done, type Run, type RunOptions, startRun } from '../../engine/runner/index.ts';

export interface RecordedRun extends Run {
  readonly messages: ChildMessage[];
  /** Everything printed so far. */
  readonly printed: { stdout: string; stderr: string };
  /** Waits for the first message of a type. */
  until<T extends ChildMessage['type']>(type: T): Promise<Extract<ChildMessage, { type: T }>>;
  /** Waits until the model has printed a text. */
  untilPrinted(text: string): Promise<void>;
}

/** Starts a file and writes down all it says and prints; killed when the test ends. */
export function recordedRun(file: string, options: Partial<RunOptions> = {}): RecordedRun {
  const messages: ChildMessage[] = [];
  const printed = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of [...waiting]) check();
  };
  const run = startRun(
    {
      task: 'train',
      file,
      args: [],
      seed: null,
      device: null,
      logdir: null,
      stepsCap: null,
      output: 'pipes',
      ...options,
    },
    (message) => {
      messages.push(message);
      wake();
    },
  );
  for (const name of ['stdout', 'stderr'] as const) {
    run[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
      wake();
    });
  }
  onTestFinished(async () => {
    run.kill();
    await run.ended;
  });
  const waitFor = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const check = () => {
        const found = find();
        if (found === undefined) {
          const over = messages.some(({ type }) => type === 'done');
          if (over) reject(new Error(`The run ended first: ${JSON.stringify({ messages, printed })}`));
          return;
        }
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  return {
    ...run,
    messages,
    printed,
    until: (type) => waitFor(() => messages.find((message) => message.type === type)) as never,
    untilPrinted: (text) => waitFor(() => printed.stdout.includes(text) || undefined).then(() => {}),
  };
}

/** Runs a file to its end. */
export async function runToEnd(
  file: string,
  options: Partial<RunOptions> = {},
): Promise<
  RecordedRun & { readonly done: Done; readonly fault: Extract<ChildMessage, { type: 'fault' }> | undefined }
> {
  const run = recordedRun(file, options);
  const done = await run.ended;
  return { ...run, done, fault: run.messages.find((message) => message.type === 'fault') };
}
