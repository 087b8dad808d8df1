/** Names of private members, `#w`: each class has its own, so that two classes of one instance do not share one. */

import { ts } from '../syntax.ts';
import { privateKey } from '../values/index.ts';

const classes = new WeakMap<ts.Node, number>();
let numbers = 0;

/** The key under which an instance holds it. */
export function keyOfPrivate(name: ts.PrivateIdentifier): string {
  const owner = ownerOf(name);
  let number = owner ? classes.get(owner) : 0;
  if (owner && number === undefined) {
    number = ++numbers;
    classes.set(owner, number);
  }
  return privateKey(name.text, number ?? 0);
}

/** The innermost class around the name that declares it. */
function ownerOf({ text, parent }: ts.PrivateIdentifier): ts.Node | undefined {
  for (let at = parent; at; at = at.parent) {
    const isOwner =
      ts.isClassLike(at) &&
      at.members.some(({ name }) => name !== undefined && ts.isPrivateIdentifier(name) && name.text === text);
    if (isOwner) return at;
  }
  return undefined;
}
