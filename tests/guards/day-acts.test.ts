import { expect, test } from 'vitest';
import { DEEDS } from '$lib/domain/worklist/done';
import { sourcesUnder, textOf } from './source';

const sources = sourcesUnder('src/lib/server').map(textOf).join('\n');
/** What computed names begin with: `dispute.approval_${act}`. */
const begun = new Set(
	[...sources.matchAll(/`([a-z]+\.[a-z_]*)\$\{/g)].map(([, prefix]) => prefix!)
);

/** What the audit can call something: as it is written, or as a computed name begins. */
const isRecorded = (action: string): boolean =>
	sources.includes(`'${action}'`) || [...begun].some((prefix) => action.startsWith(prefix));

test('what counts as work done is written down somewhere under that very name', () => {
	expect(DEEDS.filter((action) => !isRecorded(action))).toEqual([]);
	expect(isRecorded('contact.never_recorded')).toBe(false);
});
