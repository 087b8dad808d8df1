/** Every family of operations, one import each: this list is the table of contents of the registry. */

import './array/constant.ts';
import './math/matmul.ts';
import './state/variable.ts';
