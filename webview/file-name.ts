/** Names of files that every system accepts, from titles that may be anything. Pure. */

const longest = 80;
/** What Windows keeps for devices, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** @param otherwise the name where nothing is left of the title */
export function fileName(title: string, extension: string, otherwise: string): string {
  const plain = title.replace(/[^\p{L}\p{M}\p{N}._ ()[\]+=,@-]+/gu, '_').replace(/^[._ -]+|[._ -]+$/g, '');
  const cut = [...plain].slice(0, longest).join('') || otherwise;
  return `${reserved.test(cut) ? '_' : ''}${cut}.${extension}`;
}
