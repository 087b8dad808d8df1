/**
 * The files that programs of model code consist of: which a folder holds, what an import means, what text is read. The
 * runner loads modules by the same rules that the analysis follows, so both see the same program.
 */

export { DiskHost, type DiskHostOptions } from './disk-host.ts';
export { findAliased, findRelative, isBareSpecifier } from './find-module.ts';
export { findSources } from './find-sources.ts';
export { PathAliases } from './path-aliases.ts';
export { isSourceName, longestSource, readSource, type SourceText } from './read-source.ts';
