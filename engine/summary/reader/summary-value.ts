/**
 * Values of summaries by what they are. TensorFlow 1 has a field for each kind; TensorFlow 2 writes tensors and names the
 * kind in the metadata of a tag's first value. Readers see one form.
 */

import { decodeTensorProto, type Summary_Value, stringElement, type TensorProto, utf8 } from '../../formats/index.ts';
import type { NdArray, StringElement } from '../../graph/index.ts';
import { type HistogramValue, histogramOfProto, histogramOfTensor } from './histogram.ts';

export interface ImageValue {
  readonly width: number;
  readonly height: number;
  /** Encoded images (PNG as a rule), all of one size. */
  readonly images: readonly Uint8Array[];
}

export interface AudioValue {
  /** Such as `audio/wav`. */
  readonly contentType: string;
  /** In hertz; null where only the encoded sound says it. */
  readonly sampleRate: number | null;
  readonly clips: readonly { readonly data: Uint8Array; readonly label: string }[];
}

export interface TextValue {
  readonly shape: readonly number[];
  /** Markdown, row-major. */
  readonly texts: readonly string[];
}

export interface SummaryValues {
  readonly scalars: number;
  readonly histograms: HistogramValue;
  readonly images: ImageValue;
  readonly audio: AudioValue;
  readonly texts: TextValue;
  /** Tensors of no kind known here. */
  readonly tensors: NdArray;
}
export type SummaryKind = keyof SummaryValues;
export type AnySummaryValue = {
  readonly [K in SummaryKind]: { readonly kind: K; readonly value: SummaryValues[K] };
}[SummaryKind];

/**
 * @param plugin what the tag's metadata says of its kind, '' if nothing
 * @param maxBytes the most that a tensor may take beyond its bytes in the message; see decodeTensorProto
 * @returns undefined for a value without content. @throws FormatError for a tensor that cannot be decoded
 */
export function readSummaryValue(value: Summary_Value, plugin: string, maxBytes?: number): AnySummaryValue | undefined {
  switch (value.value.case) {
    case 'simpleValue':
      return { kind: 'scalars', value: value.value.value };
    case 'histo':
      return { kind: 'histograms', value: histogramOfProto(value.value.value) };
    case 'image': {
      const { width, height, encodedImageString } = value.value.value;
      return { kind: 'images', value: { width, height, images: [encodedImageString] } };
    }
    case 'audio': {
      const { contentType, sampleRate, encodedAudioString: data } = value.value.value;
      const clips = [{ data, label: '' }];
      return { kind: 'audio', value: { contentType: contentType || 'audio/wav', sampleRate, clips } };
    }
    case 'tensor':
      return readTensor(value.value.value, value.tag || value.nodeName, plugin, maxBytes);
    default:
      return undefined;
  }
}

/** The number of a scalar summary of either generation; undefined for other kinds. */
export function scalarOf(value: Summary_Value): number | undefined {
  if (value.value.case === 'simpleValue') return value.value.value;
  if (value.value.case !== 'tensor' || value.metadata?.pluginData?.pluginName !== 'scalars') return undefined;
  const read = readSummaryValue(value, 'scalars');
  return read?.kind === 'scalars' ? read.value : undefined;
}

function readTensor(proto: TensorProto, tag: string, plugin: string, maxBytes?: number): AnySummaryValue {
  const tensor = decodeTensorProto(proto, {
    what: `the summary '${tag}'`,
    ...(maxBytes !== undefined && { maxBytes }),
  });
  const readers = tensorKinds;
  const read = Object.hasOwn(readers, plugin) ? readers[plugin](tensor) : undefined;
  return read ?? { kind: 'tensors', value: tensor };
}

/** By the names of TensorBoard's plugins. A tensor that is not as its plugin says stays a tensor. */
const tensorKinds: Readonly<Record<string, (tensor: NdArray) => AnySummaryValue | undefined>> = {
  scalars: (tensor) =>
    tensor.size === 1 && tensor.dtype !== 'string' ? { kind: 'scalars', value: Number(tensor.at(0)) } : undefined,
  histograms(tensor) {
    const value = histogramOfTensor(tensor);
    return value && { kind: 'histograms', value };
  },
  // Width, height, and then the images.
  images(tensor) {
    if (tensor.dtype !== 'string' || tensor.rank !== 1 || tensor.size < 2) return undefined;
    const [width, height, ...images] = elementsOf(tensor);
    return {
      kind: 'images',
      value: { width: Number(width), height: Number(height), images: images.map(utf8) },
    };
  },
  // Rows of a sound and its label; without labels, a list of sounds.
  audio(tensor) {
    if (tensor.dtype !== 'string' || (tensor.rank !== 1 && (tensor.rank !== 2 || tensor.shape[1] !== 2)))
      return undefined;
    const elements = elementsOf(tensor);
    const step = tensor.rank;
    const clips = Array.from({ length: tensor.shape[0] }, (_, i) => ({
      data: utf8(elements[i * step]),
      label: step === 2 ? textOf(elements[i * step + 1]) : '',
    }));
    return { kind: 'audio', value: { contentType: 'audio/wav', sampleRate: null, clips } };
  },
  text: (tensor) =>
    tensor.dtype === 'string'
      ? { kind: 'texts', value: { shape: tensor.shape, texts: elementsOf(tensor).map(textOf) } }
      : undefined,
};

const elementsOf = (tensor: NdArray) => tensor.data as readonly StringElement[];

function textOf(element: StringElement): string {
  const text = stringElement(utf8(element));
  return typeof text === 'string' ? text : new TextDecoder().decode(text);
}
