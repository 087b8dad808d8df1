/**
 * Loops: passes are interpreted one by one as long as each is known to run and there are not too many; from there on, one
 * pass stands for all that may follow, from a state in which everything that passes change is widened.
 */

import { ts } from '../syntax.ts';
import {
  ArrayValue,
  Binding,
  type CallSite,
  type Changes,
  CollectionValue,
  elementOf,
  type ListContents,
  lengthOf,
  listOfUnknownLength,
  Scope,
  type Value,
} from '../values/index.ts';
import {
  type Completion,
  continueFrom,
  followedBy,
  normal,
  type Simple,
  ThrowSignal,
  unite,
  type Way,
  waysOf,
} from './completion.ts';
import { awaited } from './conversions.ts';
import type { Env } from './env.ts';
import type { Interpreter } from './interpreter.ts';
import { assignPattern, bindPattern } from './patterns.ts';

/** Passes of one loop that are interpreted one by one. */
const mostPasses = 256;
/** The same of a loop inside others, all times together: an image of random numbers must not cost a pass for each pixel. */
const mostPassesInAll = 4_000;
/** Rehearsals until what still changes is given up as unknown. */
const mostRehearsals = 4;

interface Loop {
  readonly node: ts.Node;
  readonly labels: ReadonlySet<string>;
  readonly isSteps?: boolean;
  /** Whether pass `index` runs (null: any pass); undefined where that is not known. May have effects. */
  readonly test: (index: number | null) => boolean | undefined;
  readonly body: (index: number | null) => Completion;
  /** After each pass. */
  readonly update?: () => void;
  /** The test comes after the body, so that the first pass always runs. */
  readonly testsAfter?: boolean;
  /** A number of passes that is known though not all are interpreted. */
  readonly atLeastOnce?: boolean;
  readonly most?: number;
}

export function forLoop(it: Interpreter, node: ts.ForStatement, env: Env, labels: ReadonlySet<string>): Completion {
  const outer: Env = { scope: new Scope(env.scope), frame: env.frame };
  const { initializer, condition, incrementor } = node;
  const names: string[] = [];
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    it.declareList(initializer, outer);
    if (initializer.flags & ts.NodeFlags.BlockScoped) names.push(...outer.scope.names);
  } else if (initializer) it.evaluate(initializer, outer);
  // Each pass has variables of its own, so that functions made in it keep theirs.
  let current = outer;
  const copy = () => {
    if (names.length === 0) return;
    const next: Env = { scope: new Scope(env.scope), frame: env.frame };
    for (const name of names) {
      const from = current.scope.own(name)!;
      next.scope.declare(name, new Binding(from.value, from.isConstant));
    }
    current = next;
  };
  const isLong = condition !== undefined && isLongCount(it, condition, current);
  return runLoop(it, {
    node,
    labels,
    ...(isLong && { most: 0, atLeastOnce: true }),
    test: (index) => {
      if (!condition) return index === null ? undefined : true;
      const answer = it.truth(it.evaluate(condition, current));
      return index === null && answer === true ? undefined : answer;
    },
    body: () => it.execute(node.statement, current),
    update: () => {
      if (!it.isWidening) copy();
      if (incrementor) it.evaluate(incrementor, current);
    },
  });
}

/** `i < 20000` with a count that is known: not all passes would be interpreted, so one stands for all from the first. */
function isLongCount(it: Interpreter, condition: ts.Expression, env: Env): boolean {
  if (!ts.isBinaryExpression(condition)) return false;
  const { kind } = condition.operatorToken;
  if (kind !== ts.SyntaxKind.LessThanToken && kind !== ts.SyntaxKind.LessThanEqualsToken) return false;
  const [index, count] = [condition.left, condition.right].map((side) =>
    ts.isIdentifier(side) || ts.isNumericLiteral(side) || ts.isPropertyAccessExpression(side)
      ? it.evaluateQuietly(side, env)
      : undefined,
  );
  return typeof index === 'number' && typeof count === 'number' && count - index > mostPasses;
}

export function whileLoop(it: Interpreter, node: ts.WhileStatement, env: Env, labels: ReadonlySet<string>): Completion {
  return runLoop(it, {
    node,
    labels,
    test: () => it.truth(it.evaluate(node.expression, env)),
    body: () => it.execute(node.statement, env),
  });
}

export function doLoop(it: Interpreter, node: ts.DoStatement, env: Env, labels: ReadonlySet<string>): Completion {
  return runLoop(it, {
    node,
    labels,
    testsAfter: true,
    test: () => it.truth(it.evaluate(node.expression, env)),
    body: () => it.execute(node.statement, env),
  });
}

export function forOfLoop(it: Interpreter, node: ts.ForOfStatement, env: Env, labels: ReadonlySet<string>): Completion {
  const iterated = it.evaluate(node.expression, env);
  const items = it.iterate(iterated, it.siteOf(node.expression));
  // What is added to a list or a collection while a loop goes through it, the loop comes to as well.
  const now =
    iterated instanceof CollectionValue
      ? entriesNow(it, iterated, items, it.siteOf(node.expression))
      : () => (iterated instanceof ArrayValue ? iterated.list : items);
  const itemsNow = node.awaitModifier ? () => awaitedList(now()) : now;
  return overList(it, node, node.initializer, node.statement, itemsNow, env, labels, it.isStepsValue(iterated));
}

/** The items of a collection as it is in each pass; of unknown number once some were taken out. */
function entriesNow(it: Interpreter, collection: CollectionValue, items: ListContents, site: CallSite) {
  let { entries } = collection;
  let list = items;
  return () => {
    if (collection.entries === entries) return list;
    const isShorter = collection.entries === null || (entries !== null && collection.entries.size < entries.size);
    entries = collection.entries;
    list = it.iterate(collection, site);
    if (isShorter) list = listOfUnknownLength(elementOf(list, it.join));
    return list;
  };
}

function awaitedList(list: ListContents): ListContents {
  return list.items ? { items: list.items.map(awaited) } : { ...list, element: awaited(list.element) };
}

export function forInLoop(it: Interpreter, node: ts.ForInStatement, env: Env, labels: ReadonlySet<string>): Completion {
  const list = it.keysOf(it.evaluate(node.expression, env));
  return overList(it, node, node.initializer, node.statement, () => list, env, labels, false);
}

function overList(
  it: Interpreter,
  node: ts.Node,
  initializer: ts.ForInitializer,
  statement: ts.Statement,
  itemsNow: () => ListContents,
  env: Env,
  labels: ReadonlySet<string>,
  isSteps: boolean,
): Completion {
  const length = lengthOf(itemsNow());
  const bind = (value: Value): Env => {
    const inner: Env = { scope: new Scope(env.scope), frame: env.frame };
    if (ts.isVariableDeclarationList(initializer)) {
      const isVar = (initializer.flags & ts.NodeFlags.BlockScoped) === 0;
      const [declaration] = initializer.declarations;
      if (declaration) {
        bindPattern(it, declaration.name, value, inner, (name, item) =>
          isVar ? it.assignName(name, item, env) : void inner.scope.declare(name.text, new Binding(item)),
        );
      }
    } else assignPattern(it, initializer, value, inner);
    return inner;
  };
  return runLoop(it, {
    node,
    labels,
    isSteps,
    atLeastOnce: typeof length === 'number' && length > 0,
    most: itemsNow().items ? mostPasses : 0,
    test: (index) => {
      const now = lengthOf(itemsNow());
      return index === null || typeof now !== 'number' ? undefined : index < now;
    },
    body: (index) => {
      const list = itemsNow();
      const value = list.items ? (index === null ? elementOf(list, it.join) : list.items[index]) : list.element;
      return it.execute(statement, bind(value));
    },
  });
}

function runLoop(it: Interpreter, loop: Loop): Completion {
  const isWorn = it.context.passesOf(loop.node) >= mostPassesInAll;
  return passFrom(it, isWorn ? { ...loop, most: 0 } : loop, 0);
}

function passFrom(it: Interpreter, loop: Loop, from: number): Completion {
  const most = loop.most ?? mostPasses;
  for (let index = from; ; index++) {
    if (index >= most) return anyNumberOfPasses(it, loop, index === 0 && loop.atLeastOnce === true);
    if (!(loop.testsAfter && index === 0)) {
      const runs = loop.test(index);
      if (runs === false) return normal;
      if (runs === undefined) return anyNumberOfPasses(it, loop, index === 0 && loop.atLeastOnce === true);
    }
    const end = it.context.inLoop(loop.node, index, loop.isSteps ?? false, () => loop.body(index));
    if (end.type === 'normal' || isContinue(loop, end)) {
      loop.update?.();
      continue;
    }
    if (end.type !== 'parted') return isBreak(loop, end) ? normal : end;
    const next = index + 1;
    const after = continueFrom(
      end,
      () => {
        loop.update?.();
        return passFrom(it, loop, next);
      },
      it.journal,
      it.join,
      (each) => each.type === 'normal' || isContinue(loop, each),
    );
    return ownBreaks(it, loop, after);
  }
}

/** One pass for all that may follow. */
function anyNumberOfPasses(it: Interpreter, loop: Loop, atLeastOnce: boolean): Completion {
  const pass = (): Completion => {
    if (!loop.testsAfter) loop.test(null);
    const end = it.context.inLoop(loop.node, null, loop.isSteps ?? false, () => loop.body(null));
    return continueFrom(
      end,
      () => {
        loop.update?.();
        return normal;
      },
      it.journal,
      it.join,
      (each) => each.type === 'normal' || isContinue(loop, each),
    );
  };
  const site = it.siteOf(loop.node);
  it.at(site, () => it.widening(() => widen(it, pass)));
  it.journal.begin();
  let end: Completion;
  try {
    end = it.widening(() => (atLeastOnce ? pass() : it.context.maybe(pass)));
  } catch (signal) {
    it.journal.rollback();
    // No pass ends well: the loop is left before the first, or not at all.
    if (!(signal instanceof ThrowSignal) || atLeastOnce) throw signal;
    it.noteThrow();
    return normal;
  }
  const changes = it.journal.rollback();
  const ways: Way[] = waysOf(end).map((way) => ({
    end: way.end.type === 'normal' || isBreak(loop, way.end) ? normal : way.end,
    changes: followedBy(changes, way.changes),
  }));
  if (!atLeastOnce) ways.push({ end: normal, changes: new Map() });
  // What the loop returns is only one way: it may also end.
  else if (!ways.some((way) => way.end.type === 'normal')) ways.push({ end: normal, changes });
  return it.at(site, () => unite(ways, it.journal, it.join));
}

/** Runs `body` any number of times, as functions of the language do with what they are given. */
export function repeat(it: Interpreter, node: ts.Node, body: () => void): void {
  const loop: Loop = {
    node,
    labels: new Set(),
    test: () => undefined,
    body: () => {
      body();
      return normal;
    },
  };
  anyNumberOfPasses(it, loop, false);
}

/** Makes the state of now one that holds before any pass: what passes change is joined with what it was. */
export function widen(it: Interpreter, pass: () => Completion): void {
  for (let attempt = 0; attempt < mostRehearsals; attempt++) {
    const changed = it.rehearse((): Changes => {
      it.journal.begin();
      try {
        const end = pass();
        const changes = it.journal.rollback();
        it.journal.begin();
        const ways = waysOf(end).filter((way) => way.end.type === 'normal');
        it.journal.merge(
          (ways.length > 0 ? ways : [{ changes: new Map() }]).map((way) => followedBy(changes, way.changes)),
          it.join,
        );
        return it.journal.rollback();
      } catch (signal) {
        it.journal.rollback();
        if (!(signal instanceof ThrowSignal)) throw signal;
        return new Map();
      }
    });
    let isStable = true;
    for (const [mutable, after] of changed) {
      const now = mutable.snapshot();
      if (mutable.sameContents(now, after)) continue;
      const last = attempt === mostRehearsals - 1;
      const wide = last ? mutable.unknownContents() : mutable.join(now, after, it.widenValue);
      if (mutable.sameContents(now, wide)) continue;
      isStable = false;
      it.journal.touch(mutable);
      mutable.restore(wide);
    }
    if (isStable) return;
  }
}

function ownBreaks(it: Interpreter, loop: Loop, end: Completion): Completion {
  if (end.type !== 'parted') return isBreak(loop, end) ? normal : end;
  return unite(
    end.ways.map((way) => (isBreak(loop, way.end) ? { end: normal, changes: way.changes } : way)),
    it.journal,
    it.join,
  );
}

function isBreak(loop: Loop, end: Simple): boolean {
  return end.type === 'break' && (end.label === undefined || loop.labels.has(end.label));
}

function isContinue(loop: Loop, end: Completion): boolean {
  return end.type === 'continue' && (end.label === undefined || loop.labels.has(end.label));
}
