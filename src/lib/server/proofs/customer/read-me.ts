import { formatDay, formatInstant } from '$lib/i18n/format';
import { errorWords, say } from '$lib/i18n/words';
import type { Missing } from '../entry';
import { HOW_TO_CHECK } from '../read-me';
import type { AskedAccount } from './asked';

/** What is inside, and how anybody can tell that nothing was changed. */
export function accountReadMe(asked: AskedAccount, missing: readonly Missing[]): string {
	const { scope, facts, language, internal } = asked;
	const word = (key: string, inputs = {}) => say(`privacy_pack_${key}`, inputs, language);
	return [
		word('title', { customer: facts.customer.name, code: facts.customer.code }),
		word('about', { organisation: facts.organisation.name, period: periodWords(asked) }),
		word('made', { at: formatInstant(facts.at, scope.timeZone, language), by: scope.user.name }),
		'',
		...FOLDERS.map((folder) => word(folder)),
		...(internal ? [word('internal')] : []),
		'',
		word('check'),
		...HOW_TO_CHECK,
		'',
		...(missing.length ? [word('missing')] : []),
		...missing.map(({ path, reason }) => `  ${path}: ${errorWords(reason, {}, language)}`),
		''
	].join('\r\n');
}

function periodWords({ from, until, language }: AskedAccount): string {
	const day = {
		from: from && formatDay(from, language),
		until: until && formatDay(until, language)
	};
	if (day.from && day.until)
		return say('privacy_period_between', { from: day.from, until: day.until }, language);
	if (day.from) return say('privacy_period_from', { from: day.from }, language);
	return day.until
		? say('privacy_period_until', { until: day.until }, language)
		: say('privacy_period_all', {}, language);
}

/** As they lie in the archive. */
const FOLDERS = [
	'customer',
	'timeline',
	'thread',
	'invoices',
	'mails',
	'notices',
	'cases',
	'manifest'
] as const;
