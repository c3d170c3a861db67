import { redirect } from '@sveltejs/kit';
import { closedDaysIn } from '$lib/i18n/closed-days';
import { readAmount } from '$lib/i18n/read-amount';
import { LANGUAGES } from '$lib/i18n/language';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { orNone } from '../../form';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.settings.policy())),
	colleagues: await orPage(caller(event).desk.settings.users()),
	done: event.url.searchParams.get('done')
});

/** Refused with everything else that is wrong, at its field. */
const UNREADABLE = -1n;

/** A part of the country it was shown for; of another country the whole is meant. */
const regionOf = ({ country, region, regionOf: shownFor }: Record<string, string>): string =>
	region && country === shownFor ? region : '';

export const actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const words = wordsIn(form);
		const sendWeekdays = form.getAll('sendWeekdays').map(Number);
		try {
			const { desk } = caller(event);
			const { organisation } = await desk.settings.frame();
			const minimumMinor =
				readAmount(words.minimum ?? '', organisation.currency, event.locals.language) ?? UNREADABLE;
			await desk.settings.changePolicy({
				country: (words.country ?? '').trim().toUpperCase(),
				region: regionOf(words),
				closures: closedDaysIn(words.closures ?? ''),
				sendFromMinute: minuteOf(words.sendFrom),
				sendUntilMinute: minuteOf(words.sendUntil),
				sendWeekdays,
				minimumMinor,
				minContactDelayDays: Number(words.minContactDelayDays),
				quietPeriodDays: Number(words.quietPeriodDays),
				reopenDays: Number(words.reopenDays),
				keepToneDays: Number(words.keepToneDays),
				weeklyMails: Number(words.weeklyMails),
				promiseMaximumDays: Number(words.promiseMaximumDays),
				promiseMaximumOpen: Number(words.promiseMaximumOpen),
				promiseGraceDays: Number(words.promiseGraceDays),
				promiseInstalments: Number(words.promiseInstalments),
				promiseAfterNotice: words.promiseAfterNotice === 'on',
				officerId: orNone(words.officerId) ?? null,
				contactHours: Object.fromEntries(
					LANGUAGES.map((language) => [language, words[`contactHours-${language}`] ?? ''])
				)
			});
		} catch (thrown) {
			return refuse(thrown, {
				...words,
				action: 'policy',
				sendWeekdays: sendWeekdays.join(' ')
			});
		}
		redirect(303, '/settings/policy?done=policy');
	}
};

/** "08:00" → 480; the last minute of the day stands for midnight. */
function minuteOf(text = ''): number {
	const [hour = NaN, minute = NaN] = text.split(':').map(Number);
	return text === '23:59' ? 1440 : hour * 60 + minute;
}
