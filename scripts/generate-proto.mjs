// Generates engine/formats/generated from engine/formats/proto. Run it after a change to a .proto file:
//   node scripts/generate-proto.mjs
// The generators come from the npm registry for the one call and are not dependencies of the project. JavaScript with
// declarations is generated, rather than TypeScript, because protobuf-es writes TypeScript enums, which type stripping
// does not run.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packages = ['@bufbuild/buf@1.75.0', '@bufbuild/protoc-gen-es@2.17.0'];
const room = fileURLToPath(new URL('../engine/formats/', import.meta.url));
const template = {
  version: 'v2',
  plugins: [{ local: 'protoc-gen-es', out: `${room}generated`, opt: ['target=js+dts', 'import_extension=js'] }],
};

rmSync(`${room}generated`, { recursive: true, force: true });
const result = spawnSync(
  'npx',
  [
    '--yes',
    ...packages.flatMap((name) => ['--package', name]),
    'buf',
    'generate',
    `${room}proto`,
    '--template',
    JSON.stringify(template),
  ],
  { stdio: 'inherit' },
);
process.exitCode = result.status ?? 1;

// Descriptors are made when first read.
for (const path of globSync(`${room}generated/*_pb.js`)) {
  const made = readFileSync(path, 'utf8');
  writeFileSync(path, made.replace('"@bufbuild/protobuf/codegenv2"', '"../descriptors.ts"'));
}
