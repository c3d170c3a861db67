import type { Language } from '$lib/i18n/language';
import { formatInstant } from '$lib/i18n/format';
import { errorWords, say } from '$lib/i18n/words';
import type { Asked } from './asked';
import type { Missing } from './entry';

export const readMeName = (language: Language): string => say('desk_proof_read_me', {}, language);

/** What is inside, and how anybody can tell that nothing was changed. */
export function readMe(
	{ scope, facts, language, internal }: Asked,
	missing: readonly Missing[]
): string {
	const word = (key: string, inputs = {}) => say(`desk_proof_read_${key}`, inputs, language);
	const { about, organisation, at } = facts;
	const made = { at: formatInstant(at, scope.timeZone, language), by: scope.user.name };
	return [
		word('title', { reference: about.dispute.reference }),
		word('about', { organisation: organisation.name, customer: about.customer.name }),
		word('made', made),
		'',
		...FOLDERS.map((folder) => word(folder)),
		...facts.doubles.map(({ about: { dispute } }) =>
			word('double', { reference: dispute.reference })
		),
		'',
		word('check'),
		...HOW_TO_CHECK,
		'',
		word('links'),
		word(internal ? 'inside' : 'handed'),
		...(missing.length ? ['', word('missing')] : []),
		...missing.map(({ path, reason }) => `  ${path}: ${errorWords(reason, {}, language)}`),
		''
	].join('\r\n');
}

/** As they lie in the archive. */
const FOLDERS = [
	'case',
	'timeline',
	'thread',
	'invoices',
	'documents',
	'mails',
	'notices',
	'agreements',
	'files',
	'manifest'
] as const;

/** All files at once where the system can, one of them anywhere. */
export const HOW_TO_CHECK: readonly string[] = [
	'  Windows: certutil -hashfile timeline.csv SHA256',
	'  macOS: shasum -a 256 -c SHA256SUMS',
	'  Linux: sha256sum -c SHA256SUMS'
];
