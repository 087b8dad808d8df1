/** Texts as parts of addresses. */

import { unknownString, type Value } from '../values/index.ts';
import { argument } from './arguments.ts';
import type { Call, MethodTable } from './method-table.ts';
import { computed } from './real-functions.ts';

function coded(code: (text: string) => string) {
  return (call: Call): Value => {
    const text = call.machine.text(argument(call, 0));
    return text === undefined ? unknownString : computed(call, () => code(text));
  };
}

export const uriFunctions = {
  encodeURIComponent: coded(encodeURIComponent),
  decodeURIComponent: coded(decodeURIComponent),
  encodeURI: coded(encodeURI),
  decodeURI: coded(decodeURI),
  escape: () => unknownString,
  unescape: () => unknownString,
  atob: () => unknownString,
  btoa: () => unknownString,
} satisfies MethodTable;
