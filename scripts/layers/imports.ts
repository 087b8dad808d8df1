// Reads what a TypeScript module imports from its syntax tree, type-only imports and worker URLs included. Knows
// nothing of rooms.

import { parseSync } from 'rolldown/utils';

export interface Import {
  readonly specifier: string;
  /** Erased before the module runs. `import { type A }` is not: the empty import that is left still loads the file. */
  readonly typeOnly: boolean;
  /** `new URL('./worker.ts', import.meta.url)`: a file that another thread or process will load. */
  readonly asUrl: boolean;
  readonly line: number;
}

/** @throws SyntaxError when the source does not parse. */
export function importsOf(path: string, source: string): Import[] {
  const { program, errors } = parseSync(path, source);
  const [error] = errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}`);

  const found: Import[] = [];
  const add = (literal: unknown, kind: { typeOnly?: boolean; asUrl?: boolean }) => {
    const specifier = stringOf(literal);
    if (specifier === undefined) return;
    const line = source.slice(0, (literal as Node).start).split('\n').length;
    found.push({ specifier, typeOnly: kind.typeOnly ?? false, asUrl: kind.asUrl ?? false, line });
  };
  visit(program, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
        return add(node.source, { typeOnly: node.importKind === 'type' });
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        return add(node.source, { typeOnly: node.exportKind === 'type' });
      case 'ImportExpression':
        return add(node.source, {});
      case 'TSImportType':
        return add(node.source, { typeOnly: true });
      case 'NewExpression':
        if (isMetaUrl(node)) add((node.arguments as unknown[])[0], { asUrl: true });
        return;
    }
  });
  return found;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function visit(value: unknown, onNode: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const element of value) visit(element, onNode);
  } else if (typeof value === 'object' && value !== null) {
    if (typeof (value as Node).type === 'string') onNode(value as Node);
    for (const child of Object.values(value)) visit(child, onNode);
  }
}

function stringOf(node: unknown): string | undefined {
  const { type, value } = (node ?? {}) as { type?: string; value?: unknown };
  return type === 'Literal' && typeof value === 'string' ? value : undefined;
}

function isMetaUrl(node: Node): boolean {
  const [callee, base] = [node.callee as Node, (node.arguments as Node[])[1]];
  return (
    callee.type === 'Identifier' &&
    callee.name === 'URL' &&
    base?.type === 'MemberExpression' &&
    (base.object as Node).type === 'MetaProperty'
  );
}
