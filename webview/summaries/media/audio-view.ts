/** The tab Audio: one card a run and tag, with a slider over the steps and a player for each clip. */

import { element, setText } from '../../dom.ts';
import type { AudioPoint } from '../../protocol.ts';
import type { Card, DashboardContext, MountedCard, ViewFactory } from '../dashboard-view.ts';
import { stepText } from '../scalars/number-text.ts';
import { renderMarkdown } from '../texts/markdown-dom.ts';
import { BlobLoader } from './blob-loader.ts';
import { StepSlider } from './step-slider.ts';

const cardHeight = 120;
/** More clips of one summary than this are not played. */
const mostClips = 16;

export const audioView: ViewFactory = (context) => ({
  kind: 'audio',
  title: 'Audio',
  data: 'audio',
  cardPer: 'run',
  cardHeight: () => cardHeight,
  settings: null,
  mount: (card) => new AudioCard(card, context),
  saveState: () => undefined,
});

class AudioCard implements MountedCard {
  readonly #card: Card;
  readonly #context: DashboardContext;
  readonly #slider: StepSlider;
  readonly #clips: Clip[] = [];
  readonly #list = element('div', { class: 'clips' });

  constructor(card: Card, context: DashboardContext) {
    this.#card = card;
    this.#context = context;
    this.#slider = new StepSlider(() => this.update());
    card.body.append(this.#slider.element, this.#list);
    this.update();
  }

  update(): void {
    const [run] = this.#card.runs();
    const points = run ? this.#context.store.series('audio', this.#card.tag, run.id) : [];
    this.#slider.setPoints(points);
    const point = points[this.#slider.index];
    if (!run || !point) return;
    const count = Math.min(Math.max(1, point.labels.length), mostClips);
    while (this.#clips.length > count) this.#clips.pop()?.dispose();
    while (this.#clips.length < count) {
      const clip = new Clip(this.#context);
      this.#clips.push(clip);
      this.#list.append(clip.element);
    }
    for (const [sample, clip] of this.#clips.entries()) clip.show(run.id, this.#card.tag, point, sample);
  }

  unmount(): void {
    for (const clip of this.#clips) clip.dispose();
  }
}

class Clip {
  readonly element: HTMLElement;
  readonly #player = element('audio', { controls: true, preload: 'metadata' });
  readonly #label = element('div', { class: 'clip-label' });
  readonly #note = element('p', { class: 'note', hidden: true });
  readonly #loader: BlobLoader;
  #labelText = '';

  constructor(context: DashboardContext) {
    this.element = element('div', { class: 'clip' }, this.#player, this.#label, this.#note);
    this.#player.addEventListener('error', () => {
      if (this.#player.hasAttribute('src')) this.#say('The sound cannot be played here.');
    });
    this.#loader = new BlobLoader(context, (url) => {
      if (url === null) {
        // Nor may the one before it be heard in its place.
        this.#player.removeAttribute('src');
        this.#player.load();
        this.#say('The sound is no longer in the event file, or is too large to play.');
      } else {
        this.#note.hidden = true;
        this.#player.src = url;
      }
    });
  }

  show(run: string, tag: string, point: AudioPoint, sample: number): void {
    const label = point.labels[sample] ?? '';
    const rate = point.sampleRate === null ? '' : `, ${point.sampleRate} Hz`;
    this.#player.setAttribute('aria-label', `${tag}, step ${stepText(point.step)}, clip ${sample + 1}${rate}`);
    if (label !== this.#labelText) {
      this.#labelText = label;
      this.#label.replaceChildren(renderMarkdown(label));
    }
    this.#loader.load({ run, kind: 'audio', tag, key: point.key, sample });
  }

  dispose(): void {
    this.#player.removeAttribute('src');
    this.#loader.dispose();
    this.element.remove();
  }

  #say(text: string): void {
    setText(this.#note, text);
    this.#note.hidden = false;
  }
}
