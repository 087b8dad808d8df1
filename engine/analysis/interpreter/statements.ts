/** Statements, one function a kind. What is only types does nothing. */

import { ts } from '../syntax.ts';
import { Binding, programExit, Scope, unknown, type Value } from '../values/index.ts';
import { branch } from './branches.ts';
import { makeClass, makeEnum } from './classes.ts';
import {
  type Completion,
  continueFrom,
  followedBy,
  normal,
  type Simple,
  ThrowSignal,
  unite,
  waysOf,
} from './completion.ts';
import type { Env } from './env.ts';
import { hoist, refine } from './functions.ts';
import type { Interpreter } from './interpreter.ts';
import { doLoop, forInLoop, forLoop, forOfLoop, whileLoop } from './loops.ts';
import { bindPattern } from './patterns.ts';

type Execute = (it: Interpreter, node: never, env: Env) => Completion;

const { SyntaxKind } = ts;

const byKind: Partial<Record<ts.SyntaxKind, Execute>> = {
  [SyntaxKind.Block]: (it, node: ts.Block, env) => executeBlock(it, node.statements, env),
  [SyntaxKind.VariableStatement]: (it, node: ts.VariableStatement, env) => {
    if (isAmbient(node)) declareAmbient(it, node.declarationList, env);
    else declareList(it, node.declarationList, env);
    return normal;
  },
  [SyntaxKind.ExpressionStatement]: (it, node: ts.ExpressionStatement, env) => {
    it.evaluate(node.expression, env);
    return normal;
  },
  [SyntaxKind.IfStatement]: executeIf,
  [SyntaxKind.ReturnStatement]: (it, node: ts.ReturnStatement, env) => ({
    type: 'return',
    value: node.expression ? it.evaluate(node.expression, env) : undefined,
  }),
  [SyntaxKind.ThrowStatement]: (it, node: ts.ThrowStatement, env) => it.throw(it.evaluate(node.expression, env)),
  [SyntaxKind.BreakStatement]: (_it, node: ts.BreakStatement) => ({ type: 'break', label: node.label?.text }),
  [SyntaxKind.ContinueStatement]: (_it, node: ts.ContinueStatement) => ({ type: 'continue', label: node.label?.text }),
  [SyntaxKind.ForStatement]: (it, node: ts.ForStatement, env) => forLoop(it, node, env, labelsOf(node)),
  [SyntaxKind.ForOfStatement]: (it, node: ts.ForOfStatement, env) => forOfLoop(it, node, env, labelsOf(node)),
  [SyntaxKind.ForInStatement]: (it, node: ts.ForInStatement, env) => forInLoop(it, node, env, labelsOf(node)),
  [SyntaxKind.WhileStatement]: (it, node: ts.WhileStatement, env) => whileLoop(it, node, env, labelsOf(node)),
  [SyntaxKind.DoStatement]: (it, node: ts.DoStatement, env) => doLoop(it, node, env, labelsOf(node)),
  [SyntaxKind.LabeledStatement]: (it, node: ts.LabeledStatement, env) => {
    const label = node.label.text;
    return endBreaks(it, execute(it, node.statement, env), (end) => end.type === 'break' && end.label === label);
  },
  [SyntaxKind.SwitchStatement]: executeSwitch,
  [SyntaxKind.TryStatement]: executeTry,
  [SyntaxKind.ClassDeclaration]: (it, node: ts.ClassDeclaration, env) => {
    const made = makeClass(it, node, env);
    if (node.name) it.initialise(env.scope, node.name.text, made);
    return normal;
  },
  [SyntaxKind.EnumDeclaration]: (it, node: ts.EnumDeclaration, env) => {
    it.initialise(env.scope, node.name.text, makeEnum(it, node, env));
    return normal;
  },
  [SyntaxKind.ModuleDeclaration]: executeNamespace,
  [SyntaxKind.ExportAssignment]: (it, node: ts.ExportAssignment, env) => {
    it.modules.setDefault(node, it.evaluateNamed(node.expression, env, 'default'));
    return normal;
  },
};

export function execute(it: Interpreter, node: ts.Statement, env: Env): Completion {
  it.spend(1);
  const run = byKind[node.kind];
  return run ? run(it, node as never, env) : normal;
}

/** A block with variables of its own. */
export function executeBlock(it: Interpreter, statements: ts.NodeArray<ts.Statement>, env: Env): Completion {
  return executeList(it, statements, { scope: new Scope(env.scope), frame: env.frame });
}

/** Statements whose variables are `env`'s own. */
export function executeList(it: Interpreter, statements: ts.NodeArray<ts.Statement>, env: Env): Completion {
  hoist(it, statements, env);
  return executeHoisted(it, statements, env);
}

/** As `executeList`, where what the statements declare is declared already. */
export function executeHoisted(it: Interpreter, statements: ts.NodeArray<ts.Statement>, env: Env): Completion {
  const used: Value[] = [];
  const end = executeFrom(it, statements, 0, env, used);
  for (const value of used.reverse()) it.dispose(value);
  return end;
}

function executeFrom(
  it: Interpreter,
  statements: ts.NodeArray<ts.Statement>,
  from: number,
  env: Env,
  used: Value[],
): Completion {
  for (let i = from; i < statements.length; i++) {
    const statement = statements[i];
    const end = execute(it, statement, env);
    if (ts.isVariableStatement(statement) && isUsing(statement.declarationList)) {
      for (const { name } of statement.declarationList.declarations) {
        const value = ts.isIdentifier(name) ? env.scope.own(name.text)?.value : undefined;
        if (value !== undefined && typeof value !== 'symbol') used.push(value);
      }
    }
    if (end.type === 'normal') continue;
    const next = i + 1;
    return continueFrom(end, () => executeFrom(it, statements, next, env, used), it.journal, it.join);
  }
  return normal;
}

function isUsing({ flags }: ts.VariableDeclarationList): boolean {
  const kind = flags & ts.NodeFlags.BlockScoped;
  return kind === ts.NodeFlags.Using || kind === ts.NodeFlags.AwaitUsing;
}

/** `declare const x: T` speaks of something that is there elsewhere. */
function isAmbient(node: ts.VariableStatement): boolean {
  return node.modifiers?.some(({ kind }) => kind === SyntaxKind.DeclareKeyword) ?? false;
}

function declareAmbient(it: Interpreter, list: ts.VariableDeclarationList, env: Env): void {
  for (const { name, type } of list.declarations) {
    bindPattern(it, name, refine(unknown, type), env, ({ text }, value) => it.initialise(env.scope, text, value));
  }
}

export function declareList(it: Interpreter, list: ts.VariableDeclarationList, env: Env): void {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  for (const declaration of list.declarations) {
    const { name, initializer } = declaration;
    if (!initializer) {
      if (!isVar) bindPattern(it, name, undefined, env, ({ text }, value) => it.initialise(env.scope, text, value));
      continue;
    }
    const named = ts.isIdentifier(name) ? name.text : '';
    const value = it.withShapeHint(declaration, it.evaluateNamed(initializer, env, named));
    bindPattern(it, name, value, env, (each, item) =>
      isVar ? it.assignName(each, item, env) : it.initialise(env.scope, each.text, item),
    );
  }
}

function executeIf(it: Interpreter, node: ts.IfStatement, env: Env): Completion {
  const condition = it.truth(it.evaluate(node.expression, env));
  const otherwise = () => (node.elseStatement ? execute(it, node.elseStatement, env) : normal);
  if (condition === true) return execute(it, node.thenStatement, env);
  if (condition === false) return otherwise();
  return it.underGuard(node.expression, () =>
    branch(it, node.expression, [() => execute(it, node.thenStatement, env), otherwise]),
  );
}

function executeSwitch(it: Interpreter, node: ts.SwitchStatement, env: Env): Completion {
  const value = it.evaluate(node.expression, env);
  const { clauses } = node.caseBlock;
  const inner: Env = { scope: new Scope(env.scope), frame: env.frame };
  for (const clause of clauses) hoist(it, clause.statements, inner);
  const runFrom = (index: number): Completion => {
    let end: Completion = normal;
    for (let i = index; i < clauses.length; i++) {
      const { statements } = clauses[i];
      end = continueFrom(end, () => executeFrom(it, statements, 0, inner, []), it.journal, it.join);
      if (end.type !== 'normal' && end.type !== 'parted') break;
    }
    return end;
  };
  const defaultAt = clauses.findIndex(ts.isDefaultClause);
  const fallback = () => (defaultAt >= 0 ? runFrom(defaultAt) : normal);
  const possible: (() => Completion)[] = [];
  let isDecided = false;
  for (const [index, clause] of clauses.entries()) {
    if (ts.isDefaultClause(clause)) continue;
    const matches = it.truth(it.strictlyEqual(value, it.evaluate(clause.expression, inner)));
    if (matches === false) continue;
    possible.push(() => runFrom(index));
    if (matches) {
      isDecided = true;
      break;
    }
  }
  if (!isDecided) possible.push(fallback);
  const end =
    possible.length === 1 ? possible[0]() : it.underGuard(node.expression, () => branch(it, node.expression, possible));
  return endBreaks(it, end, (each) => each.type === 'break' && each.label === undefined);
}

/** Ways that end in a `break` which leads here go on after this statement. */
export function endBreaks(it: Interpreter, end: Completion, isOwn: (end: Simple) => boolean): Completion {
  if (end.type !== 'parted') return isOwn(end) ? normal : end;
  if (!end.ways.some((way) => isOwn(way.end))) return end;
  const ways = waysOf(end).map((way) => (isOwn(way.end) ? { end: normal, changes: way.changes } : way));
  return unite(ways, it.journal, it.join);
}

function executeTry(it: Interpreter, node: ts.TryStatement, env: Env): Completion {
  const { tryBlock, catchClause, finallyBlock } = node;
  const tried = () =>
    catchClause ? executeCaught(it, node, catchClause, env) : executeBlock(it, tryBlock.statements, env);
  if (!finallyBlock) return tried();
  const last = () => executeBlock(it, finallyBlock.statements, env);
  let end: Completion;
  try {
    end = tried();
  } catch (signal) {
    if (!isCaught(signal)) throw signal;
    // Where the `finally` leaves on its own, what was thrown is gone.
    const ways = waysOf(last()).filter((way) => way.end.type !== 'normal');
    if (ways.length === 0) throw signal;
    return unite(ways, it.journal, it.join);
  }
  if (end.type !== 'parted') {
    const after = last();
    return after.type === 'normal' ? end : after;
  }
  // Each way goes on as it was about to, unless the `finally` leaves on its own.
  const ways = end.ways.flatMap((way) => {
    it.journal.begin();
    it.journal.apply(way.changes);
    const after = waysOf(settled(it, last));
    const changes = it.journal.rollback();
    return after.map((each) => ({
      end: each.end.type === 'normal' ? way.end : each.end,
      changes: followedBy(changes, each.changes),
    }));
  });
  return unite(ways, it.journal, it.join);
}

/** Runs what a journal's stretch was begun for; the stretch ends where it throws. */
function settled(it: Interpreter, body: () => Completion): Completion {
  try {
    return body();
  } catch (signal) {
    it.journal.rollback();
    throw signal;
  }
}

/**
 * What runs in a `try` may stop anywhere, for reasons that only a run knows: the `catch` is interpreted from a state in
 * which it has run or not. A throw that is certain leads there alone.
 */
function executeCaught(
  it: Interpreter,
  node: ts.TryStatement,
  { variableDeclaration, block }: ts.CatchClause,
  env: Env,
) {
  const runCatch = (thrown: Value): Completion => {
    const inner: Env = { scope: new Scope(env.scope), frame: env.frame };
    if (variableDeclaration) {
      bindPattern(it, variableDeclaration.name, thrown, inner, ({ text }, value) => {
        inner.scope.declare(text, new Binding(value));
      });
    }
    return executeBlock(it, block.statements, inner);
  };
  let tryEnd: Completion;
  it.journal.begin();
  try {
    tryEnd = it.context.guarded(() => executeBlock(it, node.tryBlock.statements, env));
  } catch (signal) {
    if (!isCaught(signal)) {
      it.journal.rollback();
      throw signal;
    }
    it.journal.commit();
    return it.context.maybe(() => runCatch(signal.value));
  }
  const after = it.journal.rollback();
  return branch(it, node, [
    () => {
      it.journal.apply(after);
      return tryEnd;
    },
    () => {
      // Stopped at the start, at the end or between.
      it.journal.merge([new Map(), after], it.join);
      return it.context.guarded(() => runCatch(unknown));
    },
  ]);
}

/** Whether the program may go on from here: not where it exits, or the analysis ends. */
function isCaught(signal: unknown): signal is ThrowSignal {
  return signal instanceof ThrowSignal && signal.value !== programExit;
}

function executeNamespace(it: Interpreter, node: ts.ModuleDeclaration, env: Env): Completion {
  const { body } = node;
  if (!body || !ts.isModuleBlock(body) || !ts.isIdentifier(node.name)) return normal;
  const inner: Env = { scope: new Scope(env.scope), frame: env.frame };
  const end = executeList(it, body.statements, inner);
  const exported = it.object();
  for (const statement of body.statements) {
    for (const name of it.exportedNames(statement)) {
      const value = inner.scope.own(name)?.value;
      if (value !== undefined && typeof value !== 'symbol') it.set(exported, name, value, it.siteOf(statement));
    }
  }
  it.initialise(env.scope, node.name.text, exported);
  return end;
}

/** The labels right before a loop, which `continue` may name. */
function labelsOf(node: ts.Statement): ReadonlySet<string> {
  const labels = new Set<string>();
  for (let at = node.parent; at && ts.isLabeledStatement(at); at = at.parent) labels.add(at.label.text);
  return labels;
}
