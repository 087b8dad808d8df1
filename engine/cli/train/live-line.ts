/** The line at the bottom of a terminal that shows progress, and the text that scrolls above it. */

import { SingleBar } from 'cli-progress';
import { type Progress, progressLine, type Scalars } from './progress-text.ts';

const redrawMs = 100;
/** A line that grows longer than this is shown before its end. */
const longestHeld = 8192;
const savesOrRestores: ReadonlySet<string> = new Set(['\x1B7', '\x1B8']);

export interface LiveLine {
  show(progress: Progress, scalars: Scalars): void;
  /** Prints above the line. Text without a line end waits for it. */
  above(stream: NodeJS.WriteStream, text: string): boolean;
  /** Prints what waits for its line end. */
  release(stream: NodeJS.WriteStream): void;
  /** Leaves the last state of the line standing. */
  finish(): void;
}

export function liveLine(terminal: NodeJS.WriteStream): LiveLine {
  let shown: { progress: Progress; scalars: Scalars } | undefined;
  const held = new Map<NodeJS.WriteStream, string>();
  const bar = new SingleBar({
    stream: withoutSavedCursor(terminal),
    format: (_options, { maxWidth }) => (shown ? progressLine(shown.progress, shown.scalars, maxWidth - 1) : ''),
    fps: 1000 / redrawMs,
    hideCursor: true,
    forceRedraw: true,
    gracefulExit: false,
  });

  const print = (stream: NodeJS.WriteStream, text: string): boolean => {
    if (text === '') return true;
    if (!bar.isActive) return stream.write(text);
    terminal.write('\r\x1B[2K');
    const taken = stream.write(text.endsWith('\n') ? text : `${text}\n`);
    bar.render();
    return taken;
  };
  return {
    show(progress, scalars) {
      shown = { progress, scalars };
      if (!bar.isActive) bar.start(progress.total ?? 0, progress.step);
      else bar.update(progress.step);
    },
    above(stream, text) {
      const all = (held.get(stream) ?? '') + text;
      const cut = !bar.isActive || all.length > longestHeld ? all.length : all.lastIndexOf('\n') + 1;
      held.set(stream, all.slice(cut));
      return print(stream, all.slice(0, cut));
    },
    release(stream) {
      const rest = held.get(stream) ?? '';
      held.delete(stream);
      print(stream, rest);
    },
    finish() {
      if (bar.isActive) bar.stop();
      shown = undefined;
    },
  };
}

/**
 * The terminal, without the saving of the cursor that the bar does when it starts: going back there when it stops would
 * write over what the model printed meanwhile.
 */
function withoutSavedCursor(terminal: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (text: string) => savesOrRestores.has(text) || terminal.write(text);
  return Object.create(terminal, { write: { value: write } }) as NodeJS.WriteStream;
}
