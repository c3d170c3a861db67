import { z } from 'zod';

export const CUSTOMER_VIEWS = ['all', 'overdue', 'disputed', 'held'] as const;
export const CUSTOMER_SORTS = ['overdue', 'oldest', 'open', 'disputed', 'name'] as const;
export const DISPUTE_CHOICES = ['', 'with', 'without'] as const;

const OFFICER = /^(me|nobody|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|)$/;

/** As an address says it; what it does not understand narrows nothing. */
export const owedFilter = z.object({
	q: z.string().trim().max(200).catch('').default(''),
	view: z.enum(CUSTOMER_VIEWS).catch('all').default('all'),
	sort: z.enum(CUSTOMER_SORTS).catch('overdue').default('overdue'),
	dispute: z.enum(DISPUTE_CHOICES).catch('').default(''),
	/** Code of a reason something is contested for. */
	reason: z.string().max(60).catch('').default(''),
	/** A colleague, `me`, or `nobody` for accounts nobody was named for. */
	officer: z.string().regex(OFFICER).catch('').default(''),
	/** A choice of a custom field: its id, then what was chosen. */
	known: z.string().max(200).catch('').default(''),
	page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1)
});
export type OwedFilter = z.infer<typeof owedFilter>;
