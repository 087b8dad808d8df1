/** Methods of texts that take a regular expression: split, match, replace, search. */

import {
  isPrimitive,
  listOfUnknownLength,
  unknown,
  unknownNumber,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument, position } from '../arguments.ts';
import { callingEach, mayCallEach } from '../callback-budget.ts';
import { iteratorOf } from '../iterator-of.ts';
import { mostItems, mostText } from '../limits.ts';
import { listOf } from '../lists.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { computed } from '../real-functions.ts';
import { matchValue } from '../regexp/matches.ts';
import { RegExpValue } from '../regexp/value.ts';
import { textOfThis } from './this-text.ts';

/** A pattern that can be searched for: a text, or a real expression that surely ends soon. undefined: not known. */
function patternOf(call: Call, text: string): string | RegExp | undefined {
  const pattern = argument(call, 0);
  if (pattern instanceof RegExpValue) return expressionOn(pattern, text, call);
  if (call.hasMore && call.args.length === 0) return undefined;
  return isPrimitive(pattern) ? call.machine.text(pattern) : undefined;
}

/** One that goes on where it was, and not from the start, is left alone. */
function expressionOn(pattern: RegExpValue, text: string, { machine }: Call): RegExp | undefined {
  const startsAnew = pattern.keepsPlace === false || pattern.own('lastIndex') === 0;
  return startsAnew ? pattern.on(text, machine) : undefined;
}

/** As `match`, `matchAll` and `search` take a pattern: a text is the source of an expression. */
function expressionOf(call: Call, text: string, flags: string): RegExp | undefined {
  const pattern = argument(call, 0);
  if (pattern instanceof RegExpValue) return expressionOn(pattern, text, call);
  const source = pattern === undefined ? '(?:)' : isPrimitive(pattern) ? call.machine.text(pattern) : undefined;
  if (source === undefined) return undefined;
  let real: RegExp | undefined;
  computed(call, () => {
    real = new RegExp(source, flags);
    return undefined;
  });
  return new RegExpValue(call.machine.prototypes.regexp, real).on(text, call.machine);
}

function split(call: Call): Value {
  const { machine } = call;
  const text = textOfThis(call);
  const unknownParts = machine.list(listOfUnknownLength(unknownString));
  const limit = position(argument(call, 1), Infinity, machine);
  if (text === undefined || typeof limit !== 'number') return unknownParts;
  if (argument(call, 0) === undefined) return machine.array(limit === 0 ? [] : [text]);
  const separator = patternOf(call, text);
  if (separator === undefined) return unknownParts;
  machine.spend(1 + (text.length >> 6));
  const parts = text.split(separator, limit === Infinity ? undefined : limit);
  if (parts.length <= mostItems) return machine.array(parts);
  return machine.list({ items: null, length: parts.length, element: unknownString });
}

function match(call: Call): Value {
  const { machine } = call;
  const text = textOfThis(call);
  const pattern = argument(call, 0);
  const real = text === undefined ? undefined : expressionOf(call, text, '');
  if (text === undefined || !real) return unknown;
  const found = text.match(real);
  if (pattern instanceof RegExpValue && real.global) pattern.placeSearch(machine, 0);
  if (!found) return null;
  return real.global ? machine.list(listOf(found, machine)) : matchValue(found, machine);
}

function matchAll(call: Call): Value {
  const { machine } = call;
  const text = textOfThis(call);
  const pattern = argument(call, 0);
  if (pattern instanceof RegExpValue && pattern.flags?.includes('g') === false) {
    machine.throwError('TypeError', 'String.prototype.matchAll called with a non-global RegExp argument', call.site);
  }
  const real = text === undefined ? undefined : expressionOf(call, text, 'g');
  if (text === undefined || !real) return iteratorOf(call, listOfUnknownLength());
  const found = [...text.matchAll(real)];
  if (found.length > mostItems) return iteratorOf(call, { items: null, length: found.length, element: unknown });
  return iteratorOf(call, { items: found.map((each) => matchValue(each, machine)) });
}

function search(call: Call): Value {
  const text = textOfThis(call);
  const real = text === undefined ? undefined : expressionOf(call, text, '');
  return text === undefined || !real ? unknownNumber : text.search(real);
}

/** A place where `replace` puts something else, with what its function is called with. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly args: readonly Value[];
}

function placesIn(call: Call, text: string, pattern: string | RegExp, isAll: boolean): Place[] {
  if (typeof pattern === 'string') {
    const places: Place[] = [];
    const step = Math.max(1, pattern.length);
    for (
      let at = text.indexOf(pattern);
      at >= 0;
      at = at + step > text.length ? -1 : text.indexOf(pattern, at + step)
    ) {
      places.push({ start: at, end: at + pattern.length, args: [pattern, at, text] });
      if (!isAll) break;
    }
    return places;
  }
  const found = pattern.global ? [...text.matchAll(pattern)] : [pattern.exec(text)].filter((each) => each !== null);
  return found.map((each) => ({
    start: each.index,
    end: each.index + each[0].length,
    args: [...each, each.index, text, ...(each.groups ? [call.machine.object(Object.entries(each.groups))] : [])],
  }));
}

/** The text with what the program's function gives for each place. */
function replacedBy(call: Call, text: string, replacement: Value, places: readonly Place[]): Value {
  const { machine, site } = call;
  if (!mayCallEach(machine, places.length)) return replacedAnywhere(call, replacement);
  let end = 0;
  const parts = callingEach(machine, places.length, () =>
    places.flatMap((place) => {
      const before = text.slice(end, place.start);
      end = place.end;
      return [before, machine.text(machine.call(replacement, undefined, place.args, site))];
    }),
  );
  const replaced = parts.every((part) => part !== undefined) ? parts.join('') + text.slice(end) : undefined;
  return replaced === undefined || replaced.length > mostText ? unknownString : replaced;
}

/** The function is called for matches of which nothing is known. */
function replacedAnywhere({ machine, site }: Call, replacement: Value): Value {
  machine.repeat(() => void machine.call(replacement, undefined, [unknownString], site, true), site);
  return unknownString;
}

function replace(isAll: boolean): (call: Call) => Value {
  return (call) => {
    const { machine } = call;
    const text = textOfThis(call);
    const given = argument(call, 0);
    const replacement = argument(call, 1);
    if (isAll && given instanceof RegExpValue && given.flags?.includes('g') === false) {
      machine.throwError('TypeError', 'replaceAll must be called with a global RegExp', call.site);
    }
    const pattern = text === undefined ? undefined : patternOf(call, text);
    if (given instanceof RegExpValue && given.flags?.includes('g') !== false) given.placeSearch(machine, 0);
    const isCalled = !isPrimitive(replacement);
    if (text === undefined || pattern === undefined) {
      return isCalled ? replacedAnywhere(call, replacement) : unknownString;
    }
    if (!isCalled) {
      const by = machine.text(replacement);
      // What stands before or after a match may be put in for each match.
      const each = by !== undefined && /\$[`']/.test(by) ? by.length * text.length : (by?.length ?? 0);
      if (by === undefined || text.length * (each + 1) > mostText * 10) return unknownString;
      const replaced = isAll ? text.replaceAll(pattern, by) : text.replace(pattern, by);
      return replaced.length > mostText ? unknownString : replaced;
    }
    return replacedBy(call, text, replacement, placesIn(call, text, pattern, isAll));
  };
}

export const patternMethods = {
  split,
  match,
  matchAll,
  search,
  replace: replace(false),
  replaceAll: replace(true),
} satisfies MethodTable;
