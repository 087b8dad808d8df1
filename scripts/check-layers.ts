// `npm run layers`: checks the architecture's import table, and import cycles, over every module of the repository.
// Fails as well when it saw no modules, or fewer than the folders hold: a check that reads nothing must not pass.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { checkLayers } from './layers/check.ts';
import { rooms } from './layers/table.ts';

const root = resolve(import.meta.dirname, '..');
const topFolders = [...new Set(Object.keys(rooms).map((room) => room.split('/')[0] as string))];

const files = new Map<string, string>();
for (const folder of topFolders.filter((each) => existsSync(join(root, each)))) {
  const found = globSync(`${folder}/**/*.ts`, {
    cwd: root,
    exclude: (name) => /(^|[\\/])(node_modules|dist)$/.test(String(name)),
  });
  for (const path of found) files.set(path.split(sep).join('/'), readFileSync(join(root, path), 'utf8'));
}
const { dependencies } = JSON.parse(readFileSync(join(root, 'engine', 'package.json'), 'utf8'));

const report = checkLayers({ files, engineDependencies: Object.keys(dependencies) });
for (const violation of report.violations) console.error(violation);

const faults = report.violations.length;
if (report.modules === 0 || report.imports === 0) {
  console.error('The layer check saw no modules: its reader is broken, or it ran in the wrong folder.');
  process.exitCode = 1;
} else if (report.modules !== files.size && faults === 0) {
  console.error(`The layer check read ${report.modules} modules of ${files.size}.`);
  process.exitCode = 1;
} else if (faults > 0) {
  console.error(`${faults} ${faults === 1 ? 'import breaks' : 'imports break'} the layers of scripts/layers/table.ts.`);
  process.exitCode = 1;
} else {
  console.log(`Layers hold: ${report.modules} modules, ${report.imports} imports, no cycles.`);
}
