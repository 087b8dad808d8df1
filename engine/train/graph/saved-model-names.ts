/** Names by which parts of SavedModels are found. */

/** Tags of MetaGraphs, as `tf.saved_model.tag_constants`. */
export const tagConstants = { SERVING: 'serve', TRAINING: 'train', GPU: 'gpu', TPU: 'tpu' } as const;

/** Keys and method names of signatures, as `tf.saved_model.signature_constants`. */
export const signatureConstants = {
  DEFAULT_SERVING_SIGNATURE_DEF_KEY: 'serving_default',
  PREDICT_INPUTS: 'inputs',
  PREDICT_METHOD_NAME: 'tensorflow/serving/predict',
  PREDICT_OUTPUTS: 'outputs',
  CLASSIFY_METHOD_NAME: 'tensorflow/serving/classify',
  REGRESS_METHOD_NAME: 'tensorflow/serving/regress',
} as const;
