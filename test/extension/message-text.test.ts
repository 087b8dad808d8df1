import { expect, it } from 'vitest';
import { messageText } from '../../extension/message-text.ts';

/** How VS Code finds links in notifications. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

it('a name in a file is no link that runs a command', () => {
  const hostile = 'model.ts [Open it](command:workbench.action.terminal.sendSequence "run") is not there';
  expect(link.test(hostile)).toBe(true);
  expect(link.test(messageText(hostile))).toBe(false);
  expect(messageText(hostile).replaceAll('\u2060', '')).toBe(hostile);
});

it('other text stays as it is', () => {
  expect(messageText('f(x)[0] (see above)')).toBe('f(x)[0] (see above)');
});
