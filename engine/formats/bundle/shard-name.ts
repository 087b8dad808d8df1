/** The names of a bundle's files: `<prefix>.index` and `<prefix>.data-00000-of-00001`. */

export function indexPath(prefix: string): string {
  return `${prefix}.index`;
}

export function shardPath(prefix: string, shard: number, count: number): string {
  return `${prefix}.data-${String(shard).padStart(5, '0')}-of-${String(count).padStart(5, '0')}`;
}

/** The number of shards that the name of a data file of the bundle speaks of; undefined for other files. */
export function shardCountOf(fileBase: string, prefixBase: string): number | undefined {
  if (!fileBase.startsWith(`${prefixBase}.data-`)) return undefined;
  const match = /^\d{5,}-of-(\d{5,})$/.exec(fileBase.slice(prefixBase.length + 6));
  return match ? Number(match[1]) : undefined;
}
