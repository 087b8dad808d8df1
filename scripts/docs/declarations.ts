// Where each public name is declared and what its comment says, read from the engine's sources by following the exports
// of engine/index.ts as a module loader does.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript6';
import { root } from '../tool.ts';

export interface Declaration {
  /** Of the repository: `engine/api/math/unary.ts`. */
  readonly file: string;
  readonly node: ts.Node;
  /** The comment before it, tags and all, without its frame. */
  readonly text: string;
}

const sources = new Map<string, ts.SourceFile>();
const exportsOf = new Map<string, ReadonlyMap<string, Declaration>>();

/** The declarations that a file exports, by name; those of a namespace under `namespace.name`. */
export function exportedDeclarations(file: string): ReadonlyMap<string, Declaration> {
  const known = exportsOf.get(file);
  if (known) return known;
  const found = new Map<string, Declaration>();
  exportsOf.set(file, found);
  const { statements } = load(file);
  // What a file names itself stands before what it passes on whole.
  for (const statement of [...statements.filter(isStar), ...statements.filter((item) => !isStar(item))]) {
    if (ts.isExportDeclaration(statement)) collectExports(statement, file, found);
    else if (isExported(statement)) {
      for (const [name, declaration] of declared(statement, file)) {
        if (!found.has(name) || isValue(declaration)) found.set(name, declaration);
      }
    }
  }
  return found;
}

/** The comment at the head of a file: what its functions have in common. */
export function fileComment(file: string): string {
  const comment = /^\s*(\/\*\*[\s\S]*?\*\/)/.exec(load(file).text);
  return comment ? unframed(comment[1]) : '';
}

function collectExports(
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
  file: string,
  found: Map<string, Declaration>,
): void {
  const specifier = moduleSpecifier && (moduleSpecifier as ts.StringLiteral).text;
  // What other packages export is theirs to tell.
  if (specifier && !specifier.startsWith('.')) return;
  const from = specifier && resolve(file, specifier);
  if (!exportClause) {
    for (const [name, declaration] of exportedDeclarations(from!)) found.set(name, declaration);
  } else if (ts.isNamespaceExport(exportClause)) {
    addNamespace(found, exportClause.name.text, exportedDeclarations(from!));
  } else {
    for (const { name, propertyName } of exportClause.elements) {
      const own = (propertyName ?? name).text;
      const declaration = from ? exportedDeclarations(from).get(own) : findLocal(file, own);
      if (declaration) found.set(name.text, declaration);
      else addNamespace(found, name.text, from ? membersOf(own, from) : importedNamespace(file, own));
    }
  }
}

function addNamespace(found: Map<string, Declaration>, name: string, members: Iterable<[string, Declaration]>): void {
  for (const [key, declaration] of members) found.set(`${name}.${key}`, declaration);
}

/** What a file exports under a namespace of its own. */
function membersOf(namespace: string, file: string): [string, Declaration][] {
  const prefix = `${namespace}.`;
  return [...exportedDeclarations(file)].flatMap(([key, declaration]): [string, Declaration][] =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), declaration]] : [],
  );
}

/** `import * as rnnCell from '…'`, of which `rnnCell` is exported. */
function importedNamespace(file: string, name: string): Iterable<[string, Declaration]> {
  const statement = importsOf(file).find(({ importClause }) => {
    const bindings = importClause?.namedBindings;
    return bindings && ts.isNamespaceImport(bindings) && bindings.name.text === name;
  });
  return statement ? exportedDeclarations(resolve(file, (statement.moduleSpecifier as ts.StringLiteral).text)) : [];
}

/** The class itself, or the one that a constant stands for: `Variable = VariableClass as …`. */
export function classOf(declaration: Declaration): Declaration | undefined {
  const { file, node } = declaration;
  if (ts.isClassDeclaration(node)) return declaration;
  if (!ts.isVariableDeclaration(node) || !node.initializer) return undefined;
  const name = /^\w+/.exec(node.initializer.getText())?.[0];
  const found = name === undefined ? undefined : findLocal(file, name);
  return found && ts.isClassDeclaration(found.node) ? found : undefined;
}

/** The interfaces that a file declares. */
export function interfacesOf(file: string): Declaration[] {
  return load(file)
    .statements.filter(ts.isInterfaceDeclaration)
    .map((node) => ({ file, node, text: commentOf(node) }));
}

/** What a file declares or imports under a name. */
export function findLocal(file: string, name: string): Declaration | undefined {
  for (const statement of load(file).statements) {
    const own = declared(statement, file).find(([key]) => key === name);
    if (own) return own[1];
  }
  for (const { importClause, moduleSpecifier } of importsOf(file)) {
    const bindings = importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const element = bindings.elements.find((item) => item.name.text === name);
    const { text } = moduleSpecifier as ts.StringLiteral;
    if (element && text.startsWith('.')) {
      return exportedDeclarations(resolve(file, text)).get((element.propertyName ?? element.name).text);
    }
  }
  return undefined;
}

const importsOf = (file: string) => load(file).statements.filter(ts.isImportDeclaration);

/** The names that one statement declares. */
function declared(statement: ts.Statement, file: string): [string, Declaration][] {
  const text = commentOf(statement);
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((node): [string, Declaration][] =>
      ts.isIdentifier(node.name) ? [[node.name.text, { file, node, text }]] : [],
    );
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name ? [[statement.name.text, { file, node: statement, text }]] : [];
}

/** The last comment before a node, `/** … *‍/`, without its frame. */
export function commentOf(node: ts.Node): string {
  const text = node.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  const last = ranges.filter(({ pos }) => text.startsWith('/**', pos)).at(-1);
  return last ? unframed(text.slice(last.pos, last.end)) : '';
}

function unframed(comment: string): string {
  return comment
    .slice(3, -2)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

function isExported(statement: ts.Statement): boolean {
  return (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExportKeyword)) || false;
}
const isExportKeyword = ({ kind }: ts.ModifierLike) => kind === ts.SyntaxKind.ExportKeyword;
const isValue = ({ node }: Declaration) => !ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node);
const isStar = (statement: ts.Statement) => ts.isExportDeclaration(statement) && !statement.exportClause;

function resolve(file: string, specifier: string): string {
  return join(dirname(file), specifier).replaceAll('\\', '/');
}

function load(file: string): ts.SourceFile {
  const known = sources.get(file);
  if (known) return known;
  const path = join(root, file);
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), options, true);
  sources.set(file, source);
  return source;
}
