import { responseWords } from '$lib/i18n/delivery-words';
import { labelOf } from '$lib/i18n/labels';
import { say } from '$lib/i18n/words';
import type { KeptMessage } from '../delivery/kept-messages';
import type { AskedNotices } from './notices';
import type { Happened } from './happened';

/** Notices and calls about the invoices, and what was sent, with all that was heard of it. */
export const deliveryEvents = (asked: AskedNotices): Happened[] => [
	...asked.facts.messages.flatMap((message) => eventsOf(asked, message)),
	...asked.facts.notices.flatMap(({ closedAt, content, stepKey, channel, calls }) => {
		const step = content ? labelOf(content.stepName, asked.language) : stepKey;
		const done = closedAt ? [{ at: closedAt, by: content?.by ?? 'engine' }] : [];
		return [
			...done.map((row) => ({ ...row, event: 'notice', words: `${step} (${channel})` })),
			...calls.map(({ at, by }) => ({ at, by, event: 'call', words: step, internal: true }))
		];
	})
];

function eventsOf({ language }: AskedNotices, message: KeptMessage): Happened[] {
	const to = message.toPhone || message.toEmail;
	const internal = message.isInternal;
	const state = say(`desk_delivery_${message.status}`, {}, language);
	const answer = message.response ? responseWords(message.response, language) : '';
	const about = [message.subject ?? message.mail, `${message.toName} <${to}>`];
	return [
		{
			...{ at: message.sentAt ?? message.createdAt, by: 'system', event: 'sending', internal },
			words: [...about, state, answer].filter(Boolean).join(' – ')
		},
		...message.reports.map(({ at, by, kind, detail }) => ({
			...{ at, by, event: `report_${kind}`, internal },
			words: [...about, detail].filter(Boolean).join(' – ')
		})),
		...(message.witnessedAt
			? [{ at: message.witnessedAt, by: 'system', event: 'witnessed', words: about[1]!, internal }]
			: [])
	];
}
