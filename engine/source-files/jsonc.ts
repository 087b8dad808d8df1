/** JSON with comments and trailing commas, as tsconfig.json is written. */

const stringOrComment = /"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const stringOrTrailingComma = /"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g;

/** A text with nothing in it is an empty object, as to TypeScript. @throws SyntaxError that names `file` */
export function parseJsonc(text: string, file: string): unknown {
  const keepStrings = (match: string) => (match.startsWith('"') ? match : '');
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(stringOrComment, keepStrings)
    .replace(stringOrTrailingComma, keepStrings);
  try {
    return JSON.parse(plain.trim() || '{}');
  } catch (error) {
    throw new SyntaxError(`${file} is no valid configuration: ${(error as Error).message}.`);
  }
}
