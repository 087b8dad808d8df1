/** 256-bit vectors, where V8 has them. */

export { withRevectorizer } from './flags.ts';
export { gainsByRevectorizer } from './probe.ts';
