#!/usr/bin/env node
// The installed command: checks Node's version in syntax that older Nodes understand, then hands over to the CLI.

try {
  await import('./node-version.js');
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

// Node keeps the compiled code for the next start, in the folder where the processes of runs keep theirs.
const { enableCompileCache } = await import('node:module');
enableCompileCache();
const { main } = await import('../cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
