/** The kernel language: expressions, views, primitives, and the builder that operations lower themselves with. */

export * from './arithmetic.ts';
export * from './builder.ts';
export * from './expression.ts';
export * from './host-call.ts';
export * from './primitive.ts';
export * from './vector-forms.ts';
export * from './view.ts';
