/** What both pages may tell the host, as it is let in: anything else, or of absurd size, is dropped. Pure. */

import type { CommonToHost, ExportFile } from '../../webview/protocol.ts';
import { isRecord, isText } from '../plain-data.ts';

/** A picture of a large graph, or the points of a few hundred series. */
const mostExportedBytes = 256 * 1024 * 1024;
const mostFaultCharacters = 4000;

export function readCommonMessage(message: unknown): CommonToHost | undefined {
  if (!isRecord(message)) return undefined;
  switch (message.type) {
    case 'ready':
      return { type: 'ready' };
    case 'fault':
      return { type: 'fault', message: String(message.message).slice(0, mostFaultCharacters) };
    case 'export': {
      const file = readExport(message.file);
      return file && { type: 'export', file };
    }
    default:
      return undefined;
  }
}

function readExport(file: unknown): ExportFile | undefined {
  if (!isRecord(file) || !isText(file.name, 10_000)) return undefined;
  const { data } = file;
  if (typeof data !== 'string' && !(data instanceof Uint8Array)) return undefined;
  if (data.length > mostExportedBytes) return undefined;
  return { name: fileName(file.name), data };
}

/** Tags and scopes have slashes, and more that a file's name may not have. */
export function fileName(wanted: string): string {
  const extension = /\.[a-z0-9]{1,5}$/i.exec(wanted)?.[0] ?? '';
  const stem = wanted
    .slice(0, wanted.length - extension.length)
    .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
    .replace(/^[._ -]+|[._ -]+$/g, '')
    .slice(0, 100);
  return `${stem || 'export'}${extension}`;
}
