/** Sessions: feeds, fetches, plans, devices, traces. */

export { listDevices } from './backend-choice.ts';
export { turnIfDue } from './event-loop.ts';
export { FeedError, type FeedKey, type Feeds } from './feeds.ts';
export * from './fetch-types.ts';
export { FetchError } from './fetches.ts';
export * from './run-metadata.ts';
export * from './session.ts';
export { locateUser } from './user-source.ts';
