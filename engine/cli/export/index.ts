/** `tensorloom export SOURCE`: a model in a file that other run times, or TensorFlow without a checkpoint, can run. */

import { Command, Option } from 'commander';
import type { Finish } from '../finish.ts';
import { UsageError } from '../usage-error.ts';

export interface ExportArguments {
  readonly onnx?: string;
  readonly frozen?: string;
  readonly inputs?: string;
  readonly outputs?: string;
  readonly feed: readonly string[];
  readonly checkpoint?: string;
  readonly signature?: string;
  readonly tags?: string;
  readonly opset?: number;
}

export function exportCommand(finish: Finish): Command {
  return new Command('export')
    .description('write a trained model as an ONNX file, or as a graph with its variables in it')
    .argument('<source>', 'a SavedModel folder, a .meta file with its checkpoint, or a graph (.pb, .pbtxt)')
    .option('--onnx <file>', 'write an ONNX file')
    .option('--frozen <file>', 'write a frozen GraphDef; as text if its name ends in .pbtxt')
    .option('--inputs <tensors>', 'what the model is given: x:0,y:0, or with other names image=x:0')
    .option('--outputs <tensors>', 'what it gives, likewise')
    .addOption(
      new Option('--feed <tensor=value>', 'a value for a placeholder that is no input, for --onnx, as keepProb=1')
        .argParser((value: string, before: readonly string[]) => [...before, value])
        .default([], 'none'),
    )
    .option('--checkpoint <prefix>', 'where the variables are; default: beside the .meta file')
    .option('--signature <key>', 'the signature of a SavedModel. Default: serving_default')
    .option('--tags <tags>', 'the tags of its graph. Default: serve')
    .option('--opset <n>', 'the version of the operators of ONNX, 18 to 21. Default: 18', wholeNumber)
    .addHelpText(
      'after',
      `
Inputs and outputs of a SavedModel are those of its signature. Otherwise --outputs must say what the model gives, unless
its graph has one end; inputs are the placeholders that these need. Nothing but the graph is read and run: no file of
the model's author.`,
    )
    .action(async (source: string, options: ExportArguments) => {
      // Loaded when asked for: the other subcommands start faster without it.
      const { exportModel } = await import('./export-model.ts');
      finish(await exportModel(source, options));
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`--opset takes a number, not '${text}'.`);
  return Number(text);
}
