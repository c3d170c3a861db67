import { z } from 'zod';
import { AUDIT_KINDS } from '$lib/domain/audit/kinds';
import { dayInput } from '$lib/domain/day-input';

const day = z.union([z.literal('').transform(() => null), dayInput]).nullable();

/** As asked for in an address; what nobody can read asks for nothing. */
export const journalFilter = z.object({
	from: day.catch(null).default(null),
	until: day.catch(null).default(null),
	/** The id of a colleague; `customer`, `resolver` or `system`; empty for everybody. */
	by: z
		.union([z.uuid(), z.enum(['customer', 'resolver', 'system'])])
		.or(z.literal(''))
		.catch('')
		.default(''),
	/** What it was done to; empty for everything. */
	kind: z.enum(AUDIT_KINDS).or(z.literal('')).catch('').default(''),
	/** The last event of the page before. */
	after: z.uuid().nullable().catch(null).default(null)
});
export type JournalFilter = z.infer<typeof journalFilter>;
