/** Modules: what a file imports and exports. Files of the workspace are interpreted, each once; packages are not. */

import { parse, ts } from '../syntax.ts';
import {
  Binding,
  foreign,
  type HeapObject,
  ObjectValue,
  Scope,
  uninitialised,
  unknown,
  type Value,
} from '../values/index.ts';
import { makeClass } from './classes.ts';
import type { Env } from './env.ts';
import { hoist, makeFunction } from './functions.ts';
import { namesIn, varNames } from './hoisting.ts';
import type { Interpreter } from './interpreter.ts';
import { executeHoisted } from './statements.ts';

interface Module {
  readonly source: ts.SourceFile;
  readonly env: Env;
  readonly exports: Map<string, Binding>;
  /** Whose exports it has too. */
  readonly stars: Module[];
  isDone: boolean;
}

/** Larger files are no models; they are not read. */
const longestFile = 5_000_000;

export class Modules {
  readonly #it: Interpreter;
  readonly #modules = new Map<string, Module | null>();
  readonly #trees: Map<string, ts.SourceFile>;

  constructor(it: Interpreter, trees: Map<string, ts.SourceFile>) {
    this.#it = it;
    this.#trees = trees;
  }

  /** The tree of a file, or undefined where there is nothing to read. */
  treeOf(file: string): ts.SourceFile | undefined {
    const { program, host } = this.#it;
    const known = program.sources.get(file);
    if (known) return known;
    const text = host.readFile(file);
    if (text === undefined || text.length > longestFile) return undefined;
    const tree = parse(file, text, this.#trees.get(file));
    this.#trees.set(file, tree);
    program.sources.set(file, tree);
    return tree;
  }

  /** Whether the file imports `tensorloom`, itself or through files of the workspace. */
  reachesEngine(file: string, seen = new Set<string>()): boolean {
    if (seen.has(file)) return false;
    seen.add(file);
    const tree = this.treeOf(file);
    if (!tree) return false;
    const specifiers = specifiersIn(tree);
    if (specifiers.some((specifier) => this.#it.library.packageNamed(specifier) !== undefined)) return true;
    return specifiers.some((specifier) => {
      const target = this.#it.host.resolveImport(specifier, file);
      return target !== undefined && this.reachesEngine(target, seen);
    });
  }

  /** Runs a file; its exports by name. */
  run(file: string): ReadonlyMap<string, Binding> {
    return this.#load(file)?.exports ?? new Map();
  }

  /** What `import * as x from specifier` gives. */
  namespace(specifier: string, from: ts.Node): Value {
    const { library } = this.#it;
    const known = library.packageNamed(specifier);
    if (known) return known;
    const module = this.#resolve(specifier, from);
    if (module === undefined) return isHarmless(specifier) ? unknown : foreign;
    return this.#namespaceOf(module);
  }

  #namespaceOf(module: Module): ObjectValue {
    const namespace = new ObjectValue(null, 'Module');
    for (const [name, { value }] of this.#allExports(module)) {
      namespace.init(name, value === uninitialised ? unknown : (value as Value));
    }
    if (!module.isDone) namespace.isOpen = true;
    return namespace;
  }

  #allExports(module: Module, seen = new Set<Module>()): Map<string, Binding> {
    const all = new Map<string, Binding>();
    if (seen.has(module)) return all;
    seen.add(module);
    for (const star of module.stars) {
      for (const [name, binding] of this.#allExports(star, seen)) if (name !== 'default') all.set(name, binding);
    }
    for (const [name, binding] of module.exports) all.set(name, binding);
    return all;
  }

  #resolve(specifier: string, from: ts.Node): Module | undefined {
    const file = this.#it.host.resolveImport(specifier, from.getSourceFile().fileName);
    return file === undefined || /\.json$/.test(file) ? undefined : this.#load(file);
  }

  #load(file: string): Module | undefined {
    const known = this.#modules.get(file);
    if (known !== undefined) return known ?? undefined;
    const source = this.treeOf(file);
    if (!source) {
      this.#modules.set(file, null);
      return undefined;
    }
    const scope = new Scope(this.#it.globalScope);
    const env: Env = {
      scope,
      frame: {
        self: undefined,
        home: null,
        callee: undefined,
        yields: undefined,
        superCall: undefined,
        arguments: undefined,
      },
    };
    const module: Module = { source, env, exports: new Map(), stars: [], isDone: false };
    this.#modules.set(file, module);
    hoist(this.#it, source.statements, env);
    for (const name of varNames(source)) if (!scope.own(name)) scope.declare(name, new Binding(undefined));
    this.#declareExports(module);
    for (const statement of source.statements) this.#import(module, statement);
    try {
      this.#it.at({ ...this.#it.siteOf(source), range: { file, start: 0, end: 0 } }, () =>
        executeHoisted(this.#it, source.statements, env),
      );
    } finally {
      module.isDone = true;
    }
    return module;
  }

  /** Bindings under the names that they are exported by: those of declarations are the declarations' own. */
  #declareExports(module: Module): void {
    const { exports, env } = module;
    for (const statement of module.source.statements) {
      if (ts.isExportAssignment(statement)) exports.set('default', new Binding(uninitialised));
      else if (isDefaultExport(statement)) this.#declareDefault(module, statement);
      else {
        for (const name of exportedNames(statement)) {
          const binding = env.scope.own(name);
          if (binding) exports.set(name, binding);
        }
      }
      if (ts.isExportDeclaration(statement) && !statement.moduleSpecifier && !statement.isTypeOnly) {
        const { exportClause } = statement;
        if (!exportClause || !ts.isNamedExports(exportClause)) continue;
        for (const { name, propertyName } of exportClause.elements) {
          const binding = env.scope.own((propertyName ?? name).text);
          if (binding) exports.set(name.text, binding);
        }
      }
    }
  }

  #declareDefault({ exports, env }: Module, statement: ts.FunctionDeclaration | ts.ClassDeclaration): void {
    const named = statement.name && env.scope.own(statement.name.text);
    if (named) exports.set('default', named);
    else if (ts.isFunctionDeclaration(statement)) {
      if (statement.body) exports.set('default', new Binding(makeFunction(this.#it, statement, env, 'default')));
    } else exports.set('default', new Binding(makeClass(this.#it, statement, env)));
  }

  /** `export default expression`, once it is evaluated. */
  setDefault(node: ts.ExportAssignment, value: Value): void {
    const module = this.#modules.get(node.getSourceFile().fileName);
    module?.exports.get('default')?.assign(this.#it.journal, value);
  }

  #import(module: Module, statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) this.#importDeclaration(module, statement);
    else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier && !statement.isTypeOnly) {
      this.#reexport(module, statement);
    } else if (ts.isImportEqualsDeclaration(statement)) {
      const { moduleReference, name } = statement;
      const isRequire = ts.isExternalModuleReference(moduleReference) && ts.isStringLiteral(moduleReference.expression);
      const value = isRequire ? this.namespace(moduleReference.expression.text, statement) : unknown;
      module.env.scope.declare(name.text, new Binding(value, true));
    }
  }

  #importDeclaration(module: Module, statement: ts.ImportDeclaration): void {
    if (!ts.isStringLiteral(statement.moduleSpecifier)) return;
    const { text: specifier } = statement.moduleSpecifier;
    const clause = statement.importClause;
    if (clause?.isTypeOnly) return;
    const target = this.#resolve(specifier, statement);
    if (!clause) return;
    const known = this.#it.library.packageNamed(specifier);
    const { scope } = module.env;
    const bind = (local: ts.Identifier, name: string) => {
      scope.declare(local.text, this.#exported(target, known, specifier, name));
    };
    if (clause.name) {
      if (known) scope.declare(clause.name.text, new Binding(known, true));
      else bind(clause.name, 'default');
    }
    const { namedBindings } = clause;
    if (!namedBindings) return;
    if (ts.isNamespaceImport(namedBindings)) {
      const value = known ?? (target ? this.#namespaceOf(target) : this.namespace(specifier, statement));
      scope.declare(namedBindings.name.text, new Binding(value, true));
      return;
    }
    for (const { name, propertyName, isTypeOnly } of namedBindings.elements) {
      if (!isTypeOnly) bind(name, (propertyName ?? name).text);
    }
  }

  #exported(target: Module | undefined, known: HeapObject | undefined, specifier: string, name: string): Binding {
    if (known) return new Binding(known.hasOwn(name) ? (known.own(name) as Value) : unknown, true);
    const binding = target && this.#allExports(target).get(name);
    if (binding) return binding;
    return new Binding(target || isHarmless(specifier) ? unknown : foreign, true);
  }

  #reexport(module: Module, statement: ts.ExportDeclaration): void {
    const { moduleSpecifier, exportClause } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return;
    const target = this.#resolve(moduleSpecifier.text, statement);
    if (!exportClause) {
      if (target) module.stars.push(target);
      return;
    }
    if (ts.isNamespaceExport(exportClause)) {
      module.exports.set(exportClause.name.text, new Binding(this.namespace(moduleSpecifier.text, statement), true));
      return;
    }
    const known = this.#it.library.packageNamed(moduleSpecifier.text);
    for (const { name, propertyName } of exportClause.elements) {
      const from = (propertyName ?? name).text;
      module.exports.set(name.text, this.#exported(target, known, moduleSpecifier.text, from));
    }
  }
}

/** Names that a statement declares and exports. */
export function exportedNames(statement: ts.Statement): string[] {
  if (!isExported(statement)) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isDefaultExport(statement: ts.Statement): statement is ts.FunctionDeclaration | ts.ClassDeclaration {
  if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) return false;
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

/** Node's own modules know nothing of graphs. */
function isHarmless(specifier: string): boolean {
  return (
    specifier.startsWith('node:') ||
    specifier.startsWith('.') ||
    /^(?:fs|path|os|url|util|process)(?:\/|$)/.test(specifier)
  );
}

function specifiersIn(tree: ts.SourceFile): string[] {
  return tree.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = isImport ? statement.moduleSpecifier : undefined;
    if (specifier && ts.isStringLiteral(specifier)) return [specifier.text];
    const required =
      ts.isVariableStatement(statement) && /\brequire\(\s*['"]([^'"]+)['"]\s*\)/.exec(statement.getText(tree));
    return required ? [required[1]] : [];
  });
}
