import type { StepDefinition } from './scenario';

/** What a chart of steps tells apart: never more than four. */
export const FORECAST_SERIES = ['email', 'letter', 'call', 'other'] as const;
export type ForecastSeries = (typeof FORECAST_SERIES)[number];

/** A registered letter is a letter; a text message or a hand-over to the lawyers is the rest. */
export function seriesOf({
	channel,
	legal
}: Pick<StepDefinition, 'channel' | 'legal'>): ForecastSeries {
	if (legal || channel === 'sms') return 'other';
	return channel === 'registered_letter' ? 'letter' : channel;
}
