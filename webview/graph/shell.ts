/** The page's skeleton: what lies where. Nothing here knows what the parts do. */

import { element } from '../dom.ts';

export interface Parts {
  readonly toolbar: HTMLElement;
  readonly banner: HTMLElement;
  readonly outline: HTMLElement;
  readonly minimap: HTMLElement;
  readonly search: HTMLElement;
  readonly notices: HTMLElement;
  readonly splitter: HTMLElement;
}

export interface Shell {
  /** The column at the right: details, and below them the legend. */
  readonly side: HTMLElement;
  readonly middle: HTMLElement;
  /** Takes the keys; Cytoscape draws in it. */
  readonly stage: HTMLElement;
  readonly card: HTMLElement;
  readonly legend: HTMLElement;
  /** Screen readers say what is written here. */
  readonly live: HTMLElement;
}

const stageHelp =
  'Arrow keys select nodes, Enter expands and collapses, Shift+Enter goes to the source, question mark lists all keys. ' +
  'The outline has the same graph as text.';

export function createStage(): HTMLElement {
  return element('div', {
    class: 'stage',
    tabindex: 0,
    role: 'application',
    'aria-label': 'Graph',
    'aria-roledescription': 'graph',
    'aria-describedby': 'stage-help',
  });
}

export function buildShell(root: HTMLElement, stage: HTMLElement, parts: Parts): Shell {
  const card = element('aside', { class: 'card', 'aria-label': 'Details' });
  const legend = element('section', { class: 'legend', 'aria-label': 'Legend' });
  const live = element('div', { class: 'unseen', 'aria-live': 'polite' });
  const help = element('div', { class: 'unseen', id: 'stage-help' }, stageHelp);
  const middle = element('div', { class: 'middle' }, stage, parts.minimap, parts.banner, parts.search, parts.notices);
  const side = element('div', { class: 'side' }, card, legend);
  root.classList.add('graph-page');
  root.append(
    parts.toolbar,
    element('div', { class: 'content' }, parts.outline, middle, parts.splitter, side),
    help,
    live,
  );
  // The page has a menu of its own.
  document.body.dataset.vscodeContext = JSON.stringify({ preventDefaultContextMenuItems: true });
  return { stage, side, middle, card, legend, live };
}
