import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { REASON_CATEGORIES } from '$lib/domain/disputes/reasons';
import { SORTS, VIEWS } from './queue-filter';

const words = (most: number) => z.string().max(most).catch('').default('');
const day = z
	.string()
	.refine((text): text is LocalDate => parseLocalDate(text) !== null)
	.catch('' as LocalDate)
	.default('' as LocalDate);
const amount = z
	.string()
	.regex(/^\d{1,12}([.]\d{1,3})?$/)
	.catch('')
	.default('');

/** An address of the queue; what it says that is nothing is left out. */
export const filter = z.object({
	view: z.enum(VIEWS).catch('open').default('open'),
	sort: z.enum(SORTS).catch('due').default('due'),
	q: words(200),
	reason: words(60),
	category: z
		.enum(['', ...REASON_CATEGORIES])
		.catch('')
		.default(''),
	customer: words(100),
	team: words(60),
	owner: z
		.union([z.enum(['', 'me', 'nobody']), z.uuid()])
		.catch('')
		.default(''),
	amountFrom: amount,
	amountTo: amount,
	openedFrom: day,
	openedTo: day,
	page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1)
});
