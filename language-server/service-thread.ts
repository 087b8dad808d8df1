/** The thread that analyses model files. Started by the server when the first is open; loads the parser and the engine. */

import { analyze } from '../engine/analysis/index.ts';
import { serve } from './service/serve.ts';

serve(analyze);
