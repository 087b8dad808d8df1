/** A class called as a function, as Python makes its objects. */

import { ts } from '../../syntax.ts';
import { fix, insertBefore } from '../edits/text-edits.ts';
import { nameOfCall } from '../text/call-text.ts';
import type { Describer } from './describer.ts';

export const withoutNewFault: Describer = ({ error, site: { node } }) => {
  if (!(error instanceof TypeError) || !/ is made with new: /.test(error.message) || !ts.isCallExpression(node)) {
    return undefined;
  }
  return { message: error.message, fixes: [fix(`Write new ${nameOfCall(node)}`, insertBefore(node, 'new '))] };
};
