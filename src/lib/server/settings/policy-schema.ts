import { z } from 'zod';
import { parseLocalDate } from '$lib/domain/calendar';
import { knownCountries } from './queries';

const days = (most: number) => z.number().int().min(0).max(most);
const minute = z.custom<number>(
	(value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1440,
	{ params: { refusal: 'hour_invalid' } }
);

/** Text that is refused is quoted: among twenty days, one must know which. */
const text = (isFine: (value: string) => boolean, refusal: string) =>
	z.string().check(({ value, issues }) => {
		if (isFine(value)) return;
		issues.push({ code: 'custom', input: value, params: { refusal, text: value } });
	});

/** What an administrator decides about the calendar and the reminders; units as in the table. */
export const policySchema = z
	.object({
		country: text((code) => knownCountries().includes(code), 'country_unknown'),
		closures: z.array(text((day) => parseLocalDate(day) !== null, 'closure_invalid')).max(200),
		sendFromMinute: minute,
		sendUntilMinute: minute,
		sendWeekdays: z
			.array(z.number().int().min(1).max(7))
			.max(7)
			.refine((chosen) => chosen.length > 0, { params: { refusal: 'weekdays_required' } }),
		minContactDelayDays: days(60),
		minimumMinor: z.bigint().min(0n),
		quietPeriodDays: days(60),
		keepToneDays: days(120),
		weeklyMails: z.number().int().min(1).max(50),
		promiseMaximumDays: z.number().int().min(1).max(365),
		promiseMaximumOpen: z.number().int().min(1).max(50),
		promiseGraceDays: days(20)
	})
	.refine(({ sendFromMinute, sendUntilMinute }) => sendFromMinute < sendUntilMinute, {
		path: ['sendUntilMinute'],
		params: { refusal: 'hours_reversed' }
	});

export type Policy = z.infer<typeof policySchema>;
