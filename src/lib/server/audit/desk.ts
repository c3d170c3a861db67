import { z } from 'zod';
import { LANGUAGES } from '$lib/i18n/language';
import { everyUser } from '../settings/queries';
import { deskProcedure, router } from '../trpc/procedures';
import { journal } from './journal';
import { journalCsv } from './journal-csv';
import { journalFilter } from './journal-filter';
import { sealedSoFar } from './seal-queries';

/** The trail of the whole organisation, to be looked through. */
export const auditDesk = router({
	journal: deskProcedure('audit.read')
		.input(journalFilter)
		.query(async ({ ctx: { unit }, input }) => ({
			...(await journal(unit, input)),
			people: await everyUser(unit),
			sealed: await sealedSoFar(unit)
		})),
	journalCsv: deskProcedure('audit.read')
		.input(journalFilter.extend({ language: z.enum(LANGUAGES) }))
		.query(async ({ ctx: { unit }, input }) => ({
			day: unit.today,
			csv: await journalCsv(unit, input, input.language)
		}))
});
