import { z } from 'zod';
import type { LocalDate } from '$lib/domain/calendar';
import type { Stage } from '$lib/domain/disputes/causes';
import type { Priority } from '$lib/domain/disputes/priority';
import { isReadable, type Danger, type FilterField } from '$lib/domain/disputes/queue-filter';
import type { ReasonCategory } from '$lib/domain/disputes/reasons';
import { SORTS, VIEWS } from './queue-filter';

const words = (most: number) => z.string().max(most).catch('').default('');
const readable = (field: FilterField) =>
	z
		.string()
		.refine((text) => isReadable(field, text))
		.catch('')
		.default('');
const day = (field: FilterField) => readable(field).transform((text) => text as LocalDate | '');

/** An address of the queue; what it says that is nothing is left out. */
export const filter = z.object({
	view: z.enum(VIEWS).catch('open').default('open'),
	sort: z.enum(SORTS).catch('due').default('due'),
	q: words(200),
	reason: words(60),
	category: readable('category').transform((text) => text as ReasonCategory | ''),
	stage: readable('stage').transform((text) => text as Stage | ''),
	priority: readable('priority').transform((text) => text as Priority | ''),
	deadline: readable('deadline').transform((text) => text as Danger | ''),
	subStatus: readable('subStatus'),
	customer: words(100),
	team: words(60),
	owner: readable('owner'),
	amountFrom: readable('amountFrom'),
	amountTo: readable('amountTo'),
	openedFrom: day('openedFrom'),
	openedTo: day('openedTo'),
	closedWithin: readable('closedWithin'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1)
});
