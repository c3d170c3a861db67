import { groupBy } from '$lib/domain/group-by';
import { HELD_KINDS, heldKind } from '$lib/domain/privacy/held';
import { formatInstant } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { HeldRow } from './person';

type Held = HeldRow['held'];

/** The same as the JSON, to be read by the person himself: when, what, and every word. */
export function readableText(
	rows: readonly HeldRow[],
	{ title, language, timeZone }: { title: string; language: Language; timeZone: string }
): string {
	const kinds = groupBy(rows, ({ held_in }) => heldKind(held_in));
	const parts = HELD_KINDS.flatMap((kind) => {
		const held = kinds.get(kind) ?? [];
		if (held.length === 0) return [];
		const heading = `${say(`privacy_held_${kind}`, {}, language)} (${held.length})`;
		return [
			[heading, '='.repeat(heading.length), ...held.map((row) => told(row.held))].join('\n\n')
		];
	});
	return `${[title, ...parts].join('\n\n\n')}\n`;

	function told(held: Held): string {
		const at = WHEN.map((name) => held[name]).find((value) => typeof value === 'string');
		const when = typeof at === 'string' ? formatInstant(new Date(at), timeZone, language) : '';
		const words = WORDS.map((name) => held[name]).filter(
			(value): value is string => typeof value === 'string' && value.trim() !== ''
		);
		return [when, ...new Set(words)].filter(Boolean).join('\n');
	}
}

/** The first of these a thing has tells when it was. */
const WHEN = ['sent_at', 'at', 'opened_at', 'made_at', 'claimed_at', 'uploaded_at', 'created_at'];

/** What is worth reading; the rest, codes and figures, is in the JSON. */
const WORDS = [
	...['name', 'holder_name', 'to_name', 'author_name', 'by_name', 'raised_by_name', 'from_name'],
	...[
		'email',
		'holder_email',
		'to_email',
		'by_email',
		'author_email',
		'raised_by_email',
		'from_email',
		'phone'
	],
	...[
		'reference',
		'action',
		'subject',
		'text',
		'body',
		'explanation',
		'note',
		'comment',
		'signed_name'
	],
	...['shown_text', 'reason']
];
