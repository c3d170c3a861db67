/** What became of the messages of a notice, all in all: how they are spoken of. */
export const FATES = ['left', 'unsure', 'leaving', 'not_left'] as const;
export type Fate = (typeof FATES)[number];

const LEAVING = ['planned', 'claimed', 'retry'];

export function fateOf(messages: readonly { status: string }[]): Fate {
	const has = (...known: string[]) => messages.some(({ status }) => known.includes(status));
	if (has('sent')) return 'left';
	if (has('unknown')) return 'unsure';
	return has(...LEAVING) ? 'leaving' : 'not_left';
}
