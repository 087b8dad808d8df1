/** What a graph page may ask of the host, as it is let in. Pure. */

import { type CommonToHost, type GraphToHost, limits } from '../../webview/protocol.ts';
import { isCount, isRecord, isText } from '../plain-data.ts';

export type GraphRequest = Exclude<GraphToHost, CommonToHost>;

const mostPathCharacters = 4096;

export function readGraphMessage(message: unknown): GraphRequest | undefined {
  if (!isRecord(message)) return undefined;
  const { type } = message;
  switch (type) {
    case 'goToSource': {
      const { place } = message;
      if (!isRecord(place) || !isText(place.file, mostPathCharacters)) return undefined;
      const { file, line, column } = place;
      return isCount(line) && isCount(column) ? { type, place: { file, line, column } } : undefined;
    }
    case 'trace':
      return isText(message.tag, limits.name + 100) ? { type, tag: message.tag } : undefined;
    case 'reload':
    case 'run':
      return { type };
    default:
      return undefined;
  }
}
