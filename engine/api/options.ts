/** Optional positional arguments, and the options object that may come in place of any of them. */

/** True for a plain object, which no tensor, array or variable is. */
export function isOptions(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The optional arguments by name: `names` are those that may also be given by position. null and undefined count as not
 * given, as Python's None does.
 */
export function readOptions<O extends object>(
  names: readonly (keyof O & string)[],
  args: readonly unknown[],
): Partial<O> {
  const result: Record<string, unknown> = {};
  args.forEach((value, index) => {
    const given = isOptions(value) ? value : index < names.length ? { [names[index]]: value } : {};
    for (const [key, item] of Object.entries(given)) if (item !== null && item !== undefined) result[key] = item;
  });
  return result as Partial<O>;
}
