import { z } from 'zod';
import { LANGUAGES } from '$lib/i18n/language';
import { deskProcedure, router } from '../trpc/procedures';
import { disputesReportOf } from './disputes';
import { disputesCasesCsv, disputesFiguresCsv } from './disputes-csv';
import { periodInput, periodOf } from './period';

const TABLES = { figures: disputesFiguresCsv, cases: disputesCasesCsv };
const fileInput = periodInput.extend({
	language: z.enum(LANGUAGES),
	table: z.enum(['figures', 'cases']).default('figures')
});

export const reportsDesk = router({
	disputes: deskProcedure('reports.read')
		.input(periodInput)
		.query(({ ctx: { unit }, input }) => disputesReportOf(unit, periodOf(input, unit.today))),

	disputesCsv: deskProcedure('reports.read')
		.input(fileInput)
		.query(async ({ ctx: { unit }, input }) => {
			const period = periodOf(input, unit.today);
			return { asOf: period.asOf, csv: await TABLES[input.table](unit, period, input.language) };
		})
});
