import type { PageData } from './$types';

export type Queue = PageData['queue'];
/** A step that waits for a person. */
export type Waiting = Queue['rows'][number];
