// `npm pack` or `npm publish` in engine/ itself would ship TypeScript sources, which Node does not run from
// node_modules. The publishable package is the one the build writes.

process.stderr.write(
  'engine/ holds the sources; the package to publish is engine/dist.\n' +
    'From the repository root: npm run build && npm publish ./engine/dist (or npm run pack:engine for a tarball).\n',
);
process.exit(1);
