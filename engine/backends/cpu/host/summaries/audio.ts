/** AudioSummary: the first clips of a batch as WAV files of 16-bit samples. */

import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';
import { type SummaryValue, serialize, tagOf } from './serialize.ts';

export const audioSummary: HostFunction<'AudioSummary'> = ({ maxOutputs }, [tag, clips, rate]) => {
  const [batch, frames, channels = 1] = clips.shape;
  const sampleRate = Number(rate.data[0]);
  if (!(sampleRate > 0)) throw new KernelFault('sample_rate must be > 0');
  const base = tagOf(tag);
  const size = frames * channels;
  const list: SummaryValue[] = [];
  for (let i = 0; i < Math.min(maxOutputs, batch); i++) {
    const samples = (clips.data as Float32Array).subarray(i * size, (i + 1) * size);
    list.push({
      tag: maxOutputs > 1 ? `${base}/audio/${i}` : `${base}/audio`,
      value: {
        case: 'audio',
        value: {
          sampleRate,
          numChannels: BigInt(channels),
          lengthFrames: BigInt(frames),
          encodedAudioString: encodeWav(samples, channels, Math.round(sampleRate)),
          contentType: 'audio/wav',
        },
      },
    });
  }
  return serialize(list);
};

const HEADER_BYTES = 44;
const BYTES_A_SAMPLE = 2;
const PCM = 1;

/** A RIFF/WAVE file with one `fmt ` and one `data` chunk; samples of [-1, 1) become 16-bit integers. */
function encodeWav(samples: Float32Array, channels: number, sampleRate: number): Uint8Array {
  const dataBytes = samples.length * BYTES_A_SAMPLE;
  const bytes = new Uint8Array(HEADER_BYTES + dataBytes);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string) => {
    for (let i = 0; i < letters.length; i++) bytes[at + i] = letters.charCodeAt(i);
  };
  text(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * BYTES_A_SAMPLE, true);
  view.setUint16(32, channels * BYTES_A_SAMPLE, true);
  view.setUint16(34, 8 * BYTES_A_SAMPLE, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (let i = 0; i < samples.length; i++) {
    const scaled = samples[i] * 2 ** 15;
    const rounded = Math.sign(scaled) * Math.floor(Math.abs(scaled) + 0.5);
    view.setInt16(HEADER_BYTES + i * BYTES_A_SAMPLE, Math.max(-32768, Math.min(32767, rounded)), true);
  }
  return bytes;
}
