// A script that is no model.
export const answer = 42;
