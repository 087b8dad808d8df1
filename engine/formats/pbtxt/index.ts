/** The text form of protobuf messages (.pbtxt), for any schema of this room. */

export { type ParsePbtxtOptions, parsePbtxt } from './parser.ts';
export { formatPbtxt } from './writer.ts';
