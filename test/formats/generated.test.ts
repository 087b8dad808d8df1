import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DescEnum, DescFile, DescMessage } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';

const room = fileURLToPath(new URL('../../engine/formats/', import.meta.url));
const names = readdirSync(`${room}proto`).map((file) => file.replace('.proto', ''));

/** `name = number` of every field and enum value, in no order. */
function declared(source: string): string[] {
  const statements = source.replace(/\/\/.*/g, '').matchAll(/(\w+) = (\d+);/g);
  return Array.from(statements, ([, name, number]) => `${name} = ${number}`).sort();
}

function described(file: DescFile): string[] {
  const ofEnum = (each: DescEnum) => each.values.map(({ name, number }) => `${name} = ${number}`);
  const ofMessage = (message: DescMessage): string[] => [
    ...message.fields.map(({ name, number }) => `${name} = ${number}`),
    ...message.nestedEnums.flatMap(ofEnum),
    ...message.nestedMessages.flatMap(ofMessage),
  ];
  return [...file.messages.flatMap(ofMessage), ...file.enums.flatMap(ofEnum)].sort();
}

test.each(names)(
  '%s: the generated code is that of the .proto file (else: node scripts/generate-proto.mjs)',
  async (name) => {
    const generated = (await import(`${room}generated/${name}_pb.js`)) as Record<string, DescFile>;
    const source = readFileSync(`${room}proto/${name}.proto`, 'utf8');
    expect(described(generated[`file_${name}`])).toEqual(declared(source));
  },
);
