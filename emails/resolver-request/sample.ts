import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

/** One grey square, as a camera would write it. */
const PHOTO =
	'_9j_2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko-MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk__2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0__wAARCAB4AKADASIAAhEBAxEB_8QAFQABAQAAAAAAAAAAAAAAAAAAAAX_xAAUEAEAAAAAAAAAAAAAAAAAAAAA_8QAFQEBAQAAAAAAAAAAAAAAAAAAAAL_xAAUEQEAAAAAAAAAAAAAAAAAAAAA_9oADAMBAAIRAxEAPwCsAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAf__Z';

export const sample: MailFacts['resolver-request'] = {
	reference: 'LIT-2026-000123',
	customerName: 'Menuiserie Petit',
	resolverName: 'Karim Benali',
	askedBy: 'Claire Morel',
	question: 'Combien de panneaux ont vraiment été livrés le 14 ?',
	questionBy: 'Claire Morel',
	explanation: 'Nous avons reçu 8 panneaux au lieu de 10.\nLe bon de livraison signé est joint.',
	reason: { fr: 'La quantité livrée est différente', en: 'The quantity delivered is different' },
	items: [
		{
			number: 'F-2026-0431',
			claimed: money(20_000n, 'EUR'),
			total: money(100_000n, 'EUR'),
			line: {
				description: 'Panneau chêne, 27 mm',
				quantity: '10',
				unitPrice: money(8_333n, 'EUR'),
				claimedQuantity: '2',
				expectedPrice: null,
				claimed: money(20_000n, 'EUR')
			}
		},
		{ number: 'F-2026-0440', claimed: money(11_240n, 'EUR'), total: money(30_000n, 'EUR') }
	],
	claimed: money(31_240n, 'EUR'),
	files: 2,
	photos: [PHOTO],
	dueOn: localDate('2026-11-27')
};

const ASKED_BACK = {
	askedBack: {
		by: 'Karim Benali',
		question: 'Quel tarif avons-nous convenu pour le chêne ?',
		replies: [
			{ by: 'Claire Morel', text: 'Le tarif 2026 est joint au dossier : 83,33 € le panneau.' }
		]
	}
};

const ASKED_LEAVER = { askedBack: { ...ASKED_BACK.askedBack, replies: [] } };

export const samples = {
	full: sample,
	/** Beyond what the link alone may answer. */
	signed: { ...sample, signInAbove: money(20_000n, 'EUR') },
	/** The customer has said nothing. */
	ours: { ...sample, isOurs: true, explanation: 'Le bon signé dit 8 panneaux, pas 10.' },
	routed: { ...sample, question: '', questionBy: '', byRule: true },
	passed_on: {
		...sample,
		resolverName: 'Paul Girard',
		passedOn: [
			{ by: 'Karim Benali', note: 'Paul fait la tournée du Nord.' },
			{ by: 'Nadia Cohen', note: '' }
		]
	},
	due_soon: { ...sample, again: { kind: 'due_soon' as const, blockedDays: 4 } },
	overdue: { ...sample, again: { kind: 'overdue' as const, blockedDays: 9 } },
	head: {
		...sample,
		resolverName: 'Sonia Haddad',
		again: { kind: 'manager' as const, blockedDays: 1, insteadOf: 'Karim Benali' }
	},
	stand_in: {
		...{ ...sample, resolverName: 'Paul Girard' },
		standsInFor: { name: 'Karim Benali', until: localDate('2026-12-12') }
	},
	moved: {
		...{
			...sample,
			resolverName: 'Paul Girard',
			again: { kind: 'moved' as const, blockedDays: 4 }
		},
		standsInFor: { name: 'Karim Benali', until: localDate('2026-12-12') }
	},
	replied: {
		...sample,
		...ASKED_BACK,
		reply: ASKED_BACK.askedBack.replies[0]!
	},
	left: { ...sample, ...ASKED_LEAVER, left: 'Paul Girard' },
	left_late: { ...sample, ...ASKED_LEAVER, left: 'Paul Girard', isLate: true },
	overdue_replied: {
		...{ ...sample, ...ASKED_BACK },
		again: { kind: 'overdue' as const, blockedDays: 9 }
	},
	grown: {
		...sample,
		grown: {
			...{ by: 'LIT-2026-000131', before: money(20_000n, 'EUR') },
			added: [{ number: 'F-2026-0131', claimed: money(11_240n, 'EUR') }]
		}
	},
	grown_answered: {
		...sample,
		grown: {
			...{ by: 'LIT-2026-000131', before: money(20_000n, 'EUR'), isAnswered: true as const },
			added: [{ number: 'F-2026-0131', claimed: money(11_240n, 'EUR') }]
		}
	},
	replied_late: {
		...{ ...sample, ...ASKED_BACK, isLate: true },
		reply: ASKED_BACK.askedBack.replies[0]!
	},
	grown_late: {
		...{ ...sample, isLate: true },
		grown: {
			...{ by: 'LIT-2026-000131', before: money(20_000n, 'EUR') },
			added: [{ number: 'F-2026-0131', claimed: money(11_240n, 'EUR') }]
		}
	},
	short: {
		...sample,
		question: '',
		questionBy: '',
		explanation: '',
		files: 0,
		photos: [],
		resolverName: ''
	}
};
