/** Loaded before a server: notes each file that any of its threads opens, stats or lists, in the file that NOTED_READS names. */

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { NOTED_READS: log, NOTED_FOLDER: folder } = process.env;
const append = fs.appendFileSync;
const functions = fs as unknown as Record<string, (...args: unknown[]) => unknown>;

for (const name of ['openSync', 'readFileSync', 'statSync', 'readdirSync', 'open', 'readFile', 'stat', 'readdir']) {
  const original = functions[name];
  functions[name] = (...args) => {
    if (log && folder && String(args[0]).startsWith(folder))
      append(log, `${name} ${String(args[0]).slice(folder.length + 1)}\n`);
    return original(...args);
  };
}
syncBuiltinESMExports();
