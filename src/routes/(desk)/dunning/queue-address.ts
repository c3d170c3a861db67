import { STEP_KINDS, type StepKind } from '$lib/domain/dunning/scenario';

export interface QueueFilter {
	step?: string;
	channel?: StepKind;
	mine: boolean;
	page: number;
}

/** What the address asks for; anything unknown in it is as if it were not there. */
export function queueFilterIn({ searchParams }: URL): QueueFilter {
	const step = searchParams.get('step') ?? '';
	const channel = STEP_KINDS.find((each) => each === searchParams.get('channel'));
	const page = Number(searchParams.get('page'));
	return {
		...(/^[a-z0-9_]{1,60}$/.test(step) && { step }),
		...(channel && { channel }),
		mine: searchParams.get('whose') === 'mine',
		page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
	};
}

/** What is asked for, to stay in the address: a refusal shows the same list. */
export function queueQuery({ step, channel, mine }: Omit<QueueFilter, 'page'>, page = 1): string {
	const query = new URLSearchParams();
	if (step) query.set('step', step);
	if (channel) query.set('channel', channel);
	if (mine) query.set('whose', 'mine');
	if (page > 1) query.set('page', String(page));
	return query.toString();
}
