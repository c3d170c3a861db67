import type { PageData } from './$types';

export type Queue = PageData['queue'];
export type LastCalls = PageData['lastCalls'];
/** A step that waits for a person. */
export type Waiting = Queue['rows'][number];
