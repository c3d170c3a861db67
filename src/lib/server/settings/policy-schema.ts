import { z } from 'zod';
import { LANGUAGES, type Labels } from '$lib/domain/language';
import { parseLocalDate } from '$lib/domain/calendar';
import { MOST_INSTALMENTS } from '$lib/domain/promises/plan';
import { isRegion, knownCountries } from './public-holidays';

const days = (most: number) => z.number().int().min(0).max(most);
const minute = z.custom<number>(
	(value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1440,
	{ params: { refusal: 'hour_invalid' } }
);

/** What could be read as no amount comes as one below nought. */
const amount = z.bigint().refine((minor) => minor >= 0n, { params: { refusal: 'amount_invalid' } });

/** Text that is refused is quoted: among twenty days, one must know which. */
const text = (isFine: (value: string) => boolean, refusal: string) =>
	z.string().check(({ value, issues }) => {
		if (isFine(value)) return;
		issues.push({ code: 'custom', input: value, params: { refusal, text: value } });
	});

/** A language in which nothing was written has none. */
const writtenOnly = (labels: Labels): Labels =>
	Object.fromEntries(Object.entries(labels).filter(([, words]) => words));

/** What an administrator decides about the calendar and the reminders; units as in the table. */
export const policySchema = z
	.object({
		country: text((code) => knownCountries().includes(code), 'country_unknown'),
		region: z.string().trim().max(10).default(''),
		closures: z.array(text((day) => parseLocalDate(day) !== null, 'closure_invalid')).max(200),
		sendFromMinute: minute,
		sendUntilMinute: minute,
		sendWeekdays: z
			.array(z.number().int().min(1).max(7))
			.max(7)
			.refine((chosen) => chosen.length > 0, { params: { refusal: 'weekdays_required' } }),
		minContactDelayDays: days(60),
		minimumMinor: amount,
		quietPeriodDays: days(60),
		reopenDays: days(365).default(30),
		keepToneDays: days(120),
		weeklyMails: z.number().int().min(1).max(50),
		promiseMaximumDays: z.number().int().min(1).max(365),
		promiseMaximumOpen: z.number().int().min(1).max(50),
		promiseGraceDays: days(20),
		/** 1 = the whole sum at once. */
		promiseInstalments: z.number().int().min(1).max(MOST_INSTALMENTS),
		promiseAfterNotice: z.boolean(),
		/** Beside the telephone number, as the organisation writes them in each language. */
		contactHours: z
			.partialRecord(z.enum(LANGUAGES), z.string().trim().max(120))
			.default({})
			.transform(writtenOnly)
	})
	.refine(({ sendFromMinute, sendUntilMinute }) => sendFromMinute < sendUntilMinute, {
		path: ['sendUntilMinute'],
		params: { refusal: 'hours_reversed' }
	})
	.refine(isRegion, { path: ['region'], params: { refusal: 'region_unknown' } });

export type Policy = z.infer<typeof policySchema>;
