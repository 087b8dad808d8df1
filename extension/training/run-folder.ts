/** Names of runs, and the folders that their event files go to. Pure. */

import { homedir } from 'node:os';
import { basename, extname, isAbsolute, join, resolve } from 'node:path';

/** The model's name: its file's, without the ending. */
export function modelName(file: string): string {
  return basename(file, extname(file));
}

/** Local time, sortable, and allowed in file names everywhere: `2026-01-31_09-05-00`. */
export function timeName(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}_${two(date.getHours())}-${two(date.getMinutes())}-${two(date.getSeconds())}`;
}

/** Short, for rows and legends: month, day and minute. Who starts several in a minute gets numbers. */
export function runName(model: string, date: Date): string {
  const [day, time] = timeName(date).split('_') as [string, string];
  return `${model} ${day.slice(5)} ${time.slice(0, 5).replace('-', ':')}`;
}

export interface FolderPlace {
  readonly model: string;
  readonly date: Date;
  /** The workspace folder of the model file, or else the folder it lies in. */
  readonly base: string;
  /** Whether another run has the folder. */
  isTaken(folder: string): boolean;
}

/** The absolute folder that the setting means, with a number where it is taken; undefined: as the file says. */
export function runFolder(setting: string, { model, date, base, isTaken }: FolderPlace): string | undefined {
  if (setting.trim() === '') return undefined;
  const values: Readonly<Record<string, string>> = { model, time: timeName(date), workspaceFolder: base };
  const filled = setting.trim().replace(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const home = /^~(?=$|[\\/])/.test(filled) ? join(homedir(), filled.slice(1)) : filled;
  const folder = isAbsolute(home) ? resolve(home) : resolve(base, home);
  if (!isTaken(folder)) return folder;
  for (let number = 2; ; number++) {
    const next = `${folder}-${number}`;
    if (!isTaken(next)) return next;
  }
}
