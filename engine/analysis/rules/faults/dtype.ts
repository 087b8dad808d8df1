/** Element types that do not fit: of two operands, or of one and what the function takes. */

import { type DType, DTypeError, dtypes, isDType, isFloating } from '../../../graph/index.ts';
import { findOp } from '../../../ops/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { FunctionLike } from '../../values/index.ts';
import { setOption } from '../edits/call-options.ts';
import { fix, replace } from '../edits/text-edits.ts';
import { wrapIn } from '../edits/wrap-tensor.ts';
import type { Operand } from '../operand.ts';
import { calledFunction } from '../syntax/library-names.ts';
import { nameOfCall } from '../text/call-text.ts';
import { listText } from '../text/list-text.ts';
import type { Describer, Fault, Wording } from './describer.ts';
import { operandText } from './operands.ts';

export const dtypeFault: Describer = (fault) => {
  if (!(fault.error instanceof DTypeError)) return undefined;
  return lossFunction(fault) ?? lossType(fault) ?? plainNumber(fault) ?? differentTypes(fault) ?? refusedType(fault);
};

/** The engine asks for the type of one tensor where another has its own. */
function differentTypes(fault: Fault): Wording | undefined {
  const isAboutTwo = /requested dtype \w+ for Tensor with dtype|does not match (?:type|expected type)/.test(
    fault.error.message,
  );
  const typed = fault.operands.filter(({ tensor }) => tensor);
  const [x] = typed;
  const y = typed.find(({ dtype }) => dtype !== x.dtype);
  if (!isAboutTwo || !y) return undefined;
  return {
    message: `${subject(fault)} needs operands of one type, but they are ${operandText(x)} and ${operandText(y)}: cast one of them.`,
    fixes: unified(fault, x, y),
  };
}

function subject({ site, name }: Fault): string {
  return nameOfCall(site.node) ?? name;
}

/** Integers become floats, small types large ones, never the other way round. */
function unified(fault: Fault, x: Operand, y: Operand): (QuickFix | undefined)[] {
  const [narrow, wide] = order(x.dtype!) > order(y.dtype!) ? [y, x] : [x, y];
  if (order(narrow.dtype!) < 0) return [];
  const areAlike = isFloating(narrow.dtype!) === isFloating(wide.dtype!) && narrow.dtype !== 'bool';
  return [
    argmaxOf(fault, x, y),
    castTo(narrow, wide.dtype!),
    declaredAs(fault, narrow, wide.dtype!),
    areAlike ? castTo(wide, narrow.dtype!) : undefined,
  ];
}

/** argmax gives int64 unless it is told otherwise. */
function argmaxOf({ program }: Fault, x: Operand, y: Operand): QuickFix | undefined {
  const [found, other] = /^Arg(Max|Min)$/.test(x.tensor?.op.type ?? '') ? [x, y] : [y, x];
  const call = found.tensor && program.originOf(found.tensor.op)?.site.node;
  const isOpen = /^Arg(Max|Min)$/.test(found.tensor?.op.type ?? '') && other.dtype === 'int32';
  const edit = isOpen && call && ts.isCallExpression(call) ? setOption(call, 'outputType', "'int32'") : undefined;
  return edit && fix('Let argmax give int32', edit);
}

function order(dtype: DType): number {
  return ['bool', 'uint8', 'int32', 'int64', 'float32', 'float64'].indexOf(dtype);
}

function castTo({ expression, parameter }: Operand, dtype: DType): QuickFix | undefined {
  // What is assigned to is the variable itself.
  if (parameter === 'ref') return undefined;
  return wrapIn(`Cast ${expression ? shortText(expression) : 'it'} to ${dtype}`, 'cast', expression, `'${dtype}'`);
}

function shortText(expression: ts.Expression): string {
  const text = expression.getText(expression.getSourceFile());
  return text.length <= 20 && !text.includes('\n') ? text : 'it';
}

/** A constant takes its type from an option. */
function declaredAs({ program }: Fault, { tensor }: Operand, dtype: DType): QuickFix | undefined {
  const call = tensor && program.originOf(tensor.op)?.site.node;
  const name = call && calledFunction(call)?.name;
  if (!name || !['constant', 'Variable'].includes(name) || !(ts.isCallExpression(call) || ts.isNewExpression(call))) {
    return undefined;
  }
  const [value] = call.arguments ?? [];
  const isPlain = value && (ts.isNumericLiteral(value) || ts.isArrayLiteralExpression(value));
  const edit = isPlain ? setOption(call, 'dtype', `'${dtype}'`) : undefined;
  return edit && fix(`Make it ${dtype} where it is made`, edit);
}

/** 0.5 beside a tensor of integers. */
function plainNumber(fault: Fault): Wording | undefined {
  const found = /^Expected (int32|int64|uint8), got (-?[\d.e-]+) of type 'number'/.exec(fault.error.message);
  const operand = fault.operands.find(({ tensor, dtype }) => tensor && dtype === found?.[1]);
  if (!found || !operand) return undefined;
  return {
    message:
      `${found[2]} is no ${found[1]}: a number beside ${operandText(operand)} takes its type. Cast the tensor to float32 ` +
      'where fractions are meant.',
    fixes: [castTo(operand, 'float32')],
  };
}

/** One operand is of a type that the function does not take. */
function refusedType(fault: Fault): Wording | undefined {
  const { message } = fault.error;
  const listed = /DataType (\w+) not in list of allowed values: ([\w, ]+)/.exec(message);
  const expected =
    /Tensor conversion requested dtype (\w+) for Tensor with dtype (\w+)/.exec(message) ??
    /Expected (int32 or int64), got a tensor of type (\w+)/.exec(message);
  const given = listed?.[1] ?? expected?.[2];
  const allowed = (listed ? listed[2].split(', ') : expected?.[1].split(' or '))?.filter(isDType);
  const operand = listed
    ? (inputNamed(message, fault) ?? fault.operands.find(({ dtype, tensor }) => tensor && dtype === given))
    : fault.operands.find(({ dtype, tensor }) => tensor && dtype === given);
  if (!operand || !allowed || allowed.length === 0) return undefined;
  return {
    message:
      `${subject(fault)} takes ${listText(allowed, 'or')}, but ` +
      `${operand.parameter === undefined ? 'what it is given' : `'${operand.parameter}'`} is ${operandText(operand)}.`,
    fixes: [castTo(operand, closest(operand.dtype!, allowed))],
  };
}

/** The operand that the message speaks of by the name of the operation's input. */
function inputNamed(message: string, { operands, signature }: Fault): Operand | undefined {
  const named = /parameter '(\w+)' of '[^']*' \(op: '(\w+)'\)/.exec(message);
  const index = named ? (findOp(named[2])?.inputArgs.findIndex(({ name }) => name === named[1]) ?? -1) : -1;
  const parameter = signature?.parameters[index]?.name;
  const given = operands.find(
    (operand) => operand.tensor && operand.parameter === parameter && parameter !== undefined,
  );
  // It may be an operation that the function makes of something else.
  return given && message.includes(`has DataType ${given.dtype} `) ? given : undefined;
}

/** A type of the same kind if there is one, else int32; truth values become floats, of which a mean is a share. */
function closest(dtype: DType, allowed: readonly DType[]): DType {
  if (dtype === 'bool' && allowed.includes('float32')) return 'float32';
  const alike = (one: DType) => isFloating(one) === isFloating(dtype) && dtypes[one].bytes >= dtypes[dtype].bytes;
  return allowed.find(alike) ?? allowed.find((one) => one === 'int32') ?? allowed[0];
}

/** TensorFlow.js minimizes functions. */
function lossFunction({ error, args }: Fault): Wording | undefined {
  const loss = args.find(({ parameter }) => parameter === 'loss');
  if (!error.message.startsWith('The loss to minimize must be a tensor') || !(loss?.value instanceof FunctionLike)) {
    return undefined;
  }
  return {
    message:
      'What is minimized is the tensor of the loss, not a function that makes it: call it once, while the graph is built.',
    ...(loss.expression && { range: rangeOf(loss.expression) }),
    fixes: [
      loss.expression && ts.isIdentifier(loss.expression)
        ? fix(`Write ${loss.expression.text}()`, replace(loss.expression, `${loss.expression.text}()`))
        : undefined,
    ],
  };
}

/** A count to be minimized. */
function lossType(fault: Fault): Wording | undefined {
  const found = /^Invalid type (\w+) for .*expected: \[float32, float64\]/.exec(fault.error.message);
  if (!found) return undefined;
  return {
    message:
      `What is minimized must be float32 or float64, but is ${found[1]}: a count has no slope. Minimize a loss that ` +
      'changes a little when the weights do.',
  };
}
