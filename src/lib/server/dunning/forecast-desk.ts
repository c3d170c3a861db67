import { z } from 'zod';
import { parseLocalDate } from '$lib/domain/calendar';
import { DECISION_REASONS } from '$lib/domain/dunning/decision';
import { FORECAST_DAYS, MOST_DAYS_AHEAD } from '$lib/domain/dunning/forecast';
import { FORECAST_SERIES } from '$lib/domain/dunning/forecast-series';
import { deskProcedure, router } from '../trpc/procedures';
import { compareForecasts } from './compare-forecasts';
import { CHANGES } from './comparison';
import { forecastOf } from './forecast-queries';

const day = z.string().transform((text, context) => {
	const date = parseLocalDate(text);
	if (!date) context.addIssue({ code: 'custom', message: 'date' });
	return date ?? z.NEVER;
});
const days = z.number().int().min(1).max(MOST_DAYS_AHEAD).default(FORECAST_DAYS);
const page = z.number().int().min(1).max(100_000).default(1);

export const forecastDesk = router({
	/** What the next days bring; nothing is written. */
	show: deskProcedure('dunning.read')
		.input(
			z.object({
				days,
				channel: z.enum(FORECAST_SERIES).optional(),
				on: day.optional(),
				reason: z.enum(DECISION_REASONS).optional(),
				page
			})
		)
		.query(({ ctx, input }) => forecastOf(ctx.unit, input)),

	/** The same days with a version of a scenario in place of the one in force. */
	compare: deskProcedure('dunning.read')
		.input(z.object({ days, versionId: z.uuid(), change: z.enum(CHANGES).optional(), page }))
		.query(({ ctx, input }) => compareForecasts(ctx.unit, input))
});
