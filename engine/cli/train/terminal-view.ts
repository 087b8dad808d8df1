/** A run for people: the model's own output as it is, and on stderr its progress, faults and how it ended. */

import { hrtime } from 'node:process';
import type { ChildMessage, EndReason, ScalarPoint } from '../../runner/index.ts';
import { faultText, showPath, showPlace } from '../fault-text.ts';
import { showsColor } from '../shows-color.ts';
import { formatDuration } from '../table.ts';
import { liveLine } from './live-line.ts';
import { processOutput } from './pass-on.ts';
import { type Progress, progressParts } from './progress-text.ts';
import type { View } from './view.ts';

/** Without a terminal, a line of progress so often. */
const plainIntervalMs = 10_000;

export function terminalView({ file, quiet }: { file: string; quiet: boolean }): View {
  const folder = process.cwd();
  const startedAt = hrtime.bigint();
  const terminal = process.stderr;
  const live = terminal.isTTY && !quiet ? liveLine(terminal) : undefined;
  const color = showsColor(terminal);
  const scalars = new Map<string, ScalarPoint['value']>();
  const saved = { eventFiles: new Set<string>(), checkpoint: undefined as string | undefined };
  let loops = 0;
  let lastPlain = Number(startedAt / 1_000_000n);

  const say = (text: string) => {
    if (live) live.above(terminal, text);
    else terminal.write(text);
  };

  const onProgress = (progress: Progress) => {
    if (progress.ended) loops += 1;
    if (quiet) return;
    if (live) {
      live.show(progress, scalars);
      if (progress.ended) live.finish();
      return;
    }
    const now = Number(hrtime.bigint() / 1_000_000n);
    if (!progress.ended && now - lastPlain < plainIntervalMs) return;
    lastPlain = now;
    terminal.write(`${progressParts(progress, scalars).join('  ')}\n`);
  };

  const onDone = ({ reason, exitCode, place }: Extract<ChildMessage, { type: 'done' }>) => {
    live?.finish();
    const at = place ? ` at ${showPlace(place, folder)}` : '';
    const lastWords: Record<EndReason, () => string> = {
      completed: () => (exitCode === 0 ? '' : `The model ended with exit code ${exitCode}.\n`),
      stopped: () => (exitCode === 0 ? '' : `The model was stopped and ended with exit code ${exitCode}.\n`),
      failed: () => '',
      stuck: () => '',
      exited: () => (exitCode === 0 ? '' : `The model called process.exit(${exitCode})${at}.\n`),
      killed: () =>
        exitCode === 130
          ? 'Killed.\n'
          : "The model's process was killed from outside; the system may be short of memory.\n",
    };
    say(lastWords[reason]());
    if (!quiet && (loops > 0 || saved.eventFiles.size > 0)) say(summary(reason));
  };

  const summary = (reason: EndReason): string => {
    const seconds = Number(hrtime.bigint() - startedAt) / 1e9;
    const lines = [`${showPath(file, folder)}: ${reason} after ${formatDuration(seconds)}.`];
    for (const path of saved.eventFiles) lines.push(`Events: ${showPath(path, folder)}`);
    if (saved.checkpoint !== undefined) lines.push(`Checkpoint: ${showPath(saved.checkpoint, folder)}`);
    return `${lines.join('\n')}\n`;
  };

  return {
    onMessage(message) {
      switch (message.type) {
        case 'progress':
          return onProgress(message);
        case 'scalars':
          for (const { tag, value } of message.points) scalars.set(tag, value);
          return;
        case 'eventFile':
          saved.eventFiles.add(message.path);
          return;
        case 'checkpoint':
          saved.checkpoint = message.prefix;
          return;
        case 'stopping':
          return say(stoppingText(message.inLoop));
        case 'fault':
          live?.finish();
          return say(faultText(message, { folder, color }));
        case 'done':
          return onDone(message);
        case 'started':
        case 'inspector':
        case 'graph':
        case 'pbtxt':
        case 'plans':
        case 'log':
          return;
        default:
          message satisfies never;
      }
    },
    output(name) {
      const stream = process[name];
      const plain = processOutput(stream);
      // Text that goes elsewhere than to the terminal cannot run into the line.
      if (!live || !stream.isTTY) return plain;
      return { ...plain, write: (text) => live.above(stream, text), end: () => live.release(stream) };
    },
    environment: showsColor(process.stdout) ? { FORCE_COLOR: '1' } : {},
    close: () => live?.finish(),
  };
}

function stoppingText(inLoop: boolean): string {
  return inLoop
    ? 'Stopping after this step. Press Ctrl-C again to kill.\n'
    : 'The file is in no tf.train.steps loop now, so it ends only by itself. Press Ctrl-C again to kill.\n';
}
