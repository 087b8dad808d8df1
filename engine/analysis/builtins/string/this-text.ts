/** The text that a method of texts is called on. */

import type { Call } from '../method-table.ts';

/** undefined where it is not known. @throws the program's TypeError for undefined and null */
export function textOfThis({ machine, self, site }: Call): string | undefined {
  if (self === undefined || self === null) {
    machine.throwError('TypeError', 'String.prototype method called on null or undefined', site);
  }
  return machine.text(self);
}
