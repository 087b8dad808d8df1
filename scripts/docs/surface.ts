// The public names of the package: what each is, under which names, where it is declared and what its comment says.

import { publicFunctions } from '../../engine/api/machinery.ts';
import * as tensorloom from '../../engine/index.ts';
import { withoutSubject } from './comment-text.ts';
import { classOf, type Declaration, exportedDeclarations, fileComment } from './declarations.ts';

export interface PublicName {
  /** With its namespaces: `nn.relu`. */
  readonly name: string;
  /** The other names of the same thing. */
  readonly aliases: readonly string[];
  readonly kind: 'function' | 'class' | 'constant';
  readonly value: unknown;
  /** As `publicFunction` declares it; undefined for what is not declared so. */
  readonly signature: string | undefined;
  readonly declaration: Declaration;
  /** What it says of itself, or its file does. */
  readonly text: string;
}

/** Every public name once, the names of one thing together, in the order of the sources. */
export function publicNames(): PublicName[] {
  const declarations = exportedDeclarations('engine/index.ts');
  const signatures = new Map(publicFunctions().map(({ text, function: called }) => [called, text]));
  const groups = new Map<unknown, string[]>();
  for (const [name, value] of values(tensorloom, '')) {
    // Element types are strings, of which two may be equal without being one thing.
    const key = typeof value === 'string' ? name : value;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].map(([key, names]) => {
    const value = typeof key === 'string' ? (tensorloom as Record<string, unknown>)[key] : key;
    const signature = signatures.get(value);
    const own = signature?.slice(0, signature.indexOf('(')) ?? names[0];
    const declaration = declarations.get(own);
    if (!declaration) throw new Error(`tf.${own} is exported, but its declaration is not found.`);
    const isClass = typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
    return {
      name: own,
      aliases: names.filter((name) => name !== own),
      value,
      kind: isClass ? 'class' : typeof value === 'function' ? 'function' : 'constant',
      signature,
      declaration,
      text: declaration.text || classText(declaration) || withoutSubject(fileComment(declaration.file)),
    };
  });
}

/** What the class says that a constant stands for. */
function classText(declaration: Declaration): string {
  return classOf(declaration)?.text ?? '';
}

/** By name: bundlers keep another order than the language does. */
export function sortedEntries(namespace: object): [string, unknown][] {
  return Object.entries(namespace).sort(([a], [b]) => (a < b ? -1 : 1));
}

function* values(namespace: object, prefix: string): Generator<[string, unknown]> {
  for (const [key, value] of sortedEntries(namespace)) {
    const isNamespace = (value as { [Symbol.toStringTag]?: string } | null)?.[Symbol.toStringTag] === 'Module';
    if (isNamespace) yield* values(value as object, `${prefix}${key}.`);
    else yield [`${prefix}${key}`, value];
  }
}
