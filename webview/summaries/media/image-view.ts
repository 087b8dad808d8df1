/** The tab Images: one card a run and tag, with a slider over the steps. */

import { element, setText } from '../../dom.ts';
import { checkbox, slider } from '../controls/form.ts';
import type { Card, DashboardContext, MountedCard, ViewFactory } from '../dashboard-view.ts';
import { stepText } from '../scalars/number-text.ts';
import { BlobLoader } from './blob-loader.ts';
import { type ImageSettings, mostFilter, readImageSettings, readSample } from './image-settings.ts';
import { StepSlider } from './step-slider.ts';

const cardHeight = 280;

export const imageView: ViewFactory = (context, saved) => {
  let settings = readImageSettings(saved);
  const set = (change: Partial<ImageSettings>) => {
    settings = { ...settings, ...change };
    context.settingsChanged();
  };
  const filter = { min: 0, max: mostFilter, numberMax: mostFilter, step: 0.05 };
  return {
    kind: 'images',
    title: 'Images',
    data: 'images',
    cardPer: 'run',
    cardHeight: () => cardHeight,
    settings: element(
      'div',
      { class: 'settings' },
      slider('Brightness', { ...filter, value: settings.brightness }, (brightness) => set({ brightness })),
      slider('Contrast', { ...filter, value: settings.contrast }, (contrast) => set({ contrast })),
      checkbox('Actual size', settings.actualSize, (actualSize) => set({ actualSize })),
    ),
    mount: (card) => new ImageCard(card, context, () => settings),
    saveState: () => settings,
  };
};

class ImageCard implements MountedCard {
  readonly #card: Card;
  readonly #context: DashboardContext;
  readonly #settings: () => ImageSettings;
  readonly #image = element('img', { class: 'summary-image', draggable: false });
  readonly #box = element('div', { class: 'image-box' }, this.#image);
  readonly #note = element('p', { class: 'note', hidden: true });
  readonly #slider: StepSlider;
  readonly #loader: BlobLoader;
  readonly #samples = element('input', { type: 'range', min: 0, step: 1, 'aria-label': 'Image of the summary' });
  readonly #samplesLabel = element('span', { class: 'step-label' });
  readonly #samplesRow = element(
    'div',
    { class: 'slider step-slider', hidden: true },
    this.#samples,
    this.#samplesLabel,
  );
  #sample: number;

  constructor(card: Card, context: DashboardContext, settings: () => ImageSettings) {
    this.#card = card;
    this.#context = context;
    this.#settings = settings;
    this.#sample = readSample(card.saved());
    this.#slider = new StepSlider(() => this.update());
    this.#loader = new BlobLoader(context, (url) => this.#show(url));
    this.#samples.addEventListener('input', () => {
      this.#sample = this.#samples.valueAsNumber;
      card.save({ sample: this.#sample });
      this.update();
    });
    // A picture that the browser cannot decode.
    this.#image.addEventListener('error', () => this.#say('The image cannot be decoded.'));
    card.body.append(this.#slider.element, this.#samplesRow, this.#box, this.#note);
    this.update();
  }

  update(): void {
    const [run] = this.#card.runs();
    const points = run ? this.#context.store.series('images', this.#card.tag, run.id) : [];
    this.#slider.setPoints(points);
    const point = points[this.#slider.index];
    if (!run || !point) return;
    const sample = Math.min(this.#sample, point.samples - 1);
    this.#samplesRow.hidden = point.samples < 2;
    this.#samples.max = String(point.samples - 1);
    this.#samples.value = String(sample);
    setText(this.#samplesLabel, `Image ${sample + 1} of ${point.samples}`);
    this.#image.alt = `${this.#card.tag}, step ${stepText(point.step)}, ${point.width} by ${point.height} pixels`;
    this.#applySettings(point.width);
    this.#loader.load({ run: run.id, kind: 'images', tag: this.#card.tag, key: point.key, sample });
  }

  unmount(): void {
    this.#loader.dispose();
    this.#image.removeAttribute('src');
  }

  #show(url: string | null): void {
    if (url === null) {
      this.#say('The image is no longer in the event file, or is too large to show.');
      return;
    }
    this.#note.hidden = true;
    this.#image.hidden = false;
    this.#image.src = url;
  }

  #say(text: string): void {
    setText(this.#note, text);
    this.#note.hidden = false;
    this.#image.hidden = true;
  }

  #applySettings(width: number): void {
    const { brightness, contrast, actualSize } = this.#settings();
    const { style } = this.#image;
    style.filter = brightness === 1 && contrast === 1 ? '' : `brightness(${brightness}) contrast(${contrast})`;
    style.width = actualSize && width > 0 ? `${width}px` : '';
    this.#box.classList.toggle('actual-size', actualSize);
  }
}
