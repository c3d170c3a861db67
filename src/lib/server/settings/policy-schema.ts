import { z } from 'zod';
import { parseLocalDate } from '$lib/domain/calendar';
import { knownCountries } from './queries';

const days = (most: number) => z.number().int().min(0).max(most);
const minute = z.number().int().min(0).max(1440);
const day = z.string().refine((text) => parseLocalDate(text) !== null);

/** What an administrator decides about the calendar and the reminders; units as in the table. */
export const policySchema = z
	.object({
		country: z.string().refine((code) => knownCountries().includes(code)),
		closures: z.array(day).max(200),
		sendFromMinute: minute,
		sendUntilMinute: minute,
		sendWeekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
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
		path: ['sendUntilMinute']
	});

export type Policy = z.infer<typeof policySchema>;
