/** 256-bit vectors, where V8 has them. */

export { isRevectorizing, withRevectorizer, withRevectorizerUntil } from './flags.ts';
export { gainsByRevectorizer } from './probe.ts';
