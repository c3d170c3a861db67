import { uuidv7 } from 'uuidv7';
import { NOTHING_SEEN } from '$lib/domain/fields/value';
import type { Things } from './things';

/** How to knock at a door with one id of `of`, everything else of the request being `mine`. */
export type Knock = (of: Things, mine: Things) => unknown;

const words = { explanation: 'Le prix convenu était plus bas.', signedName: 'Karim Benali' };
const key = () => `key-${uuidv7()}`;
const claim = (items: unknown[]) => ({
	items,
	reasonCode: 'price_unit',
	requestedOutcome: 'NOA',
	explanation: words.explanation,
	idempotencyKey: key()
});
const logged = (customerId: string, items: unknown[]) => ({
	...claim(items),
	customerId,
	source: 'phone',
	raisedByName: 'Ana Petit'
});
const paid = (customerId: string, invoiceId?: string) => ({
	paymentId: uuidv7(),
	customerId,
	invoiceId,
	receivedOn: '2026-03-03',
	amountMinor: 100n,
	currency: 'EUR'
});
const held = (customerId: string, invoiceId?: string) => ({
	customerId,
	invoiceId,
	kind: 'manual',
	reason: 'Accord commercial',
	untilOn: '2026-03-20'
});
const somebody = { name: 'Julie Martin', email: 'julie@m.test', role: 'other' };
const promised = (customerId: string, invoiceId: string) => ({
	customerId,
	items: [{ invoiceId, amountMinor: 1n }],
	dueOn: '2026-03-20',
	idempotencyKey: key()
});
const MAPPING = {
	separator: ';',
	encoding: 'utf-8',
	decimalMark: ',',
	dateOrder: 'ymd',
	currency: 'EUR',
	columns: { customer_code: 0, invoice_number: 1, invoice_date: 2, due_date: 3, amount: 4 }
};
const POLICY = {
	...{ country: 'FR', closures: [], sendFromMinute: 480, sendUntilMinute: 1140, sendWeekdays: [1] },
	...{ minContactDelayDays: 3, minimumMinor: 0n, quietPeriodDays: 5, keepToneDays: 10 },
	...{ weeklyMails: 5, promiseMaximumDays: 30, promiseMaximumOpen: 3, promiseGraceDays: 2 },
	...{ promiseInstalments: 3, promiseAfterNotice: false }
};
const REASON = {
	labels: { fr: 'Emballage abîmé', en: 'Damaged packaging', de: '', es: '' },
	...{
		category: 'quality',
		claimType: 'non_trade',
		canonicalCode: 'QUALITE_ERR',
		team: 'quality',
		deadlineDays: 5
	},
	...{ asks: null, answerHoldDays: 0, holdsWholeInvoice: false, explanationRequired: false }
};
const RULE = {
	...{ name: 'Une règle', reasonId: null, category: null, customer: '', fromMinor: null },
	...{ customerGroup: 'nobody', team: 'sales', userId: null }
};
const offer = () => ({
	kind: 'replacement',
	text: 'Nous la remplaçons.',
	validUntil: '2026-03-20',
	idempotencyKey: key()
});
const agreed = (proposalId: string) => ({
	...{ proposalId, verdict: 'refused', signedName: 'Ana', language: 'fr', shownSha256: 'x' },
	idempotencyKey: key()
});
const follower = { name: 'Léa Durand', email: 'lea@m.test', language: 'fr' };
const seenCase =
	(more: object): Knock =>
	async (of, mine) => ({
		disputeId: mine.disputeId,
		seen: await of.version(),
		...more
	});
const cause = { stage: 'order', action: 'x', dueOn: '', isDone: true };
const decided = { verdict: 'invalid', outcome: 'no_action', ...words };
const resolverByHand = { resolverName: 'Ines', resolverEmail: 'ines@m.test' };

/** `procedure field` → the request. A field with the shape of an id that is missing here fails the test. */
export const ID_DOORS: Record<string, Knock> = {
	'mailbox.show deliveryId': ({ deliveryId }) => ({ deliveryId }),

	'desk.customers.page code': ({ code }) => ({ code }),
	'desk.customers.owed code': ({ code }) => ({ code }),
	'desk.customers.hold customerId': ({ customerId }) => held(customerId),
	'desk.customers.hold invoiceId': ({ invoiceId }, mine) => held(mine.customerId, invoiceId),
	'desk.customers.hold contactId': ({ contactId }, mine) => ({
		...held(mine.customerId),
		contactId
	}),
	'desk.customers.release holdId': ({ holdId }) => ({ holdId, reason: 'Accord' }),
	'desk.customers.addContact customerId': ({ customerId }) => ({ customerId, ...somebody }),
	'desk.customers.editContact contactId': ({ contactId }) => ({ contactId, ...somebody }),
	'desk.customers.clearBounce contactId': ({ contactId }) => ({ contactId }),
	'desk.customers.clearNumber contactId': ({ contactId }) => ({ contactId }),
	'desk.customers.removeContact contactId': ({ contactId }) => ({ contactId }),
	'desk.customers.writeNote customerId': ({ customerId }) => ({
		...{ noteId: uuidv7(), customerId, body: 'Appeler avant dix heures.' }
	}),
	'desk.customers.strikeNote noteId': ({ customerNoteId }) => ({ noteId: customerNoteId }),
	'desk.customers.setOfficer customerId': ({ customerId }) => ({ customerId, userId: null }),
	'desk.customers.setOfficer userId': ({ userId }, { customerId }) => ({ customerId, userId }),

	'desk.absences.enter userId': ({ userId }, mine) => ({
		...{ userId, substituteId: mine.userId },
		...{ fromOn: '2026-06-01', untilOn: '2026-06-02' }
	}),
	'desk.absences.enter substituteId': ({ userId: substituteId }) => ({
		...{ substituteId, fromOn: '2026-06-03', untilOn: '2026-06-04' }
	}),
	'desk.search.all q': ({ code }) => ({ q: `Customer ${code}` }),
	'desk.queue.page customer': ({ code }) => ({ customer: code }),
	'desk.queue.page q': ({ code }) => ({ q: `Customer ${code}` }),
	'desk.queue.changeView viewId': ({ viewId }) => ({ viewId, name: `Late ${uuidv7()}` }),
	'desk.queue.assignMany disputeIds': ({ disputeId }, mine) => ({
		disputeIds: [disputeId],
		userId: mine.userId
	}),
	'desk.queue.assignMany userId': ({ userId }, mine) => ({
		disputeIds: [mine.disputeId],
		userId,
		question: 'Un avis ?'
	}),
	'desk.queue.assignMany whole.customer': ({ code }, mine) => ({
		whole: { customer: code, q: mine.reference },
		userId: mine.userId
	}),
	'desk.queue.changeReasons disputeIds': ({ disputeId }) => ({
		...{ disputeIds: [disputeId], reasonCode: 'goods_damaged' }
	}),
	'desk.queue.changeReasons whole.customer': ({ code }, mine) => ({
		...{ whole: { customer: code, q: mine.reference }, reasonCode: 'goods_damaged' }
	}),
	'desk.queue.pairToMerge disputeIds': ({ disputeId }, mine) => ({
		disputeIds: [disputeId, mine.untouchedId]
	}),
	'desk.worklist.postponeCase disputeId': ({ disputeId }) => ({ disputeId }),
	'desk.worklist.postponeCases disputeIds': ({ disputeId }) => ({ disputeIds: [disputeId] }),
	'desk.worklist.postponeCases whole.customer': ({ code }, mine) => ({
		whole: { customer: code, q: mine.reference }
	}),
	'desk.worklist.postponed disputeIds': ({ disputeId }) => ({ disputeIds: [disputeId] }),
	'desk.queue.prefer defaultViewId': ({ viewId: defaultViewId }) => ({ defaultViewId }),
	'desk.queue.removeView viewId': ({ viewId }) => ({ viewId }),
	'desk.inbound.page mailId': ({ mailId }) => ({ mailId }),
	'desk.inbound.original mailId': ({ mailId }) => ({ mailId }),
	'desk.inbound.forDispute mailId': ({ mailId }, { customerId }) => ({ mailId, customerId }),
	'desk.inbound.forDispute customerId': ({ customerId }, { mailId }) => ({ mailId, customerId }),
	'desk.inbound.dispute mailId': ({ mailId }, { customerId, invoiceId }) => ({
		...logged(customerId, [{ invoiceId, claimedMinor: 1n }]),
		mailId
	}),
	'desk.inbound.dispute customerId': ({ customerId }, { mailId, invoiceId }) => ({
		...logged(customerId, [{ invoiceId, claimedMinor: 1n }]),
		mailId
	}),
	'desk.inbound.dispute items.invoiceId': ({ invoiceId }, { mailId, customerId }) => ({
		...logged(customerId, [{ invoiceId, claimedMinor: 1n }]),
		mailId
	}),
	'desk.inbound.dispute items.invoiceLineId': (
		{ lineId: invoiceLineId },
		{ mailId, customerId, invoiceId }
	) => ({ ...logged(customerId, [{ invoiceId, invoiceLineId }]), mailId }),
	'desk.inbound.attach mailId': ({ mailId }, { reference }) => ({ mailId, reference }),
	'desk.inbound.attach reference': ({ reference }, { mailId }) => ({ mailId, reference }),
	'desk.inbound.done mailId': ({ mailId }) => ({ mailId, note: 'Lu' }),

	'desk.absences.withdraw absenceId': ({ absenceId }) => ({ absenceId }),

	'desk.settings.changePolicy officerId': ({ userId }) => ({ ...POLICY, officerId: userId }),

	'desk.settings.changeApprovalRules rules.approverId': async ({ approverId }, mine) => ({
		seen: await mine.rulesSeen(),
		rules: [{ category: null, claimType: null, aboveMinor: 1n, approverId }]
	}),

	'desk.answers.show id': ({ answerId }) => ({ id: answerId }),
	'desk.answers.change id': async ({ answerId, answerSeen }) => ({
		...{ id: answerId, seen: await answerSeen(), title: `Réponse ${uuidv7()}` },
		bodies: { fr: 'Bonjour #contact', en: 'Hello #contact', de: '', es: '' }
	}),
	'desk.answers.archive id': ({ answerId }) => ({ id: answerId }),
	'desk.answers.restore id': ({ answerId }) => ({ id: answerId }),
	'desk.reasons.show id': ({ reasonId }) => ({ id: reasonId }),
	'desk.reasons.change id': async ({ reasonId, reasonSeen }) => ({
		...REASON,
		id: reasonId,
		seen: await reasonSeen()
	}),
	'desk.reasons.move id': ({ reasonId }) => ({ id: reasonId, direction: 'up' }),
	'desk.reasons.archive id': ({ reasonId }) => ({ id: reasonId }),
	'desk.reasons.restore id': ({ reasonId }) => ({ id: reasonId }),

	'desk.routing.show id': ({ ruleId }) => ({ id: ruleId }),
	'desk.routing.try reasonId': ({ reasonId }) => ({ reasonId, customer: '', amountMinor: 1n }),
	'desk.routing.add reasonId': ({ reasonId }) => ({ ...RULE, reasonId }),
	'desk.routing.try customer': ({ code }, { reasonId }) => ({
		...{ reasonId, customer: code, amountMinor: 1n }
	}),
	'desk.routing.add customer': ({ code }) => ({ ...RULE, customer: code }),
	'desk.routing.change customer': async ({ code }, { ruleId, ruleSeen }) => ({
		...{ ...RULE, customer: code, id: ruleId },
		seen: await ruleSeen()
	}),
	'desk.routing.add userId': ({ userId }) => ({ ...RULE, team: null, userId }),
	'desk.routing.change id': async ({ ruleId, ruleSeen }) => ({
		...{ ...RULE, id: ruleId },
		seen: await ruleSeen()
	}),
	'desk.routing.change reasonId': async ({ reasonId }, { ruleId, ruleSeen }) => ({
		...{ ...RULE, reasonId, id: ruleId },
		seen: await ruleSeen()
	}),
	'desk.routing.change userId': async ({ userId }, { ruleId, ruleSeen }) => ({
		...{ ...RULE, team: null, userId, id: ruleId },
		seen: await ruleSeen()
	}),
	'desk.routing.move id': ({ ruleId }) => ({ id: ruleId, direction: 'up' }),
	'desk.routing.archive id': ({ ruleId }) => ({ id: ruleId }),
	'desk.routing.restore id': ({ ruleId }) => ({ id: ruleId }),
	'desk.routing.chooseFallback userId': ({ userId }) => ({ userId }),

	'desk.lateCharges.ofInvoice invoiceId': ({ invoiceId }) => ({ invoiceId }),
	'desk.lateCharges.claim invoiceId': ({ invoiceId }) => ({
		invoiceId,
		kind: 'fixed_fee',
		amountMinor: 4_000n
	}),
	'desk.lateCharges.waive invoiceId': ({ invoiceId }) => ({
		invoiceId,
		kind: 'fixed_fee',
		amountMinor: 4_000n,
		reason: 'Geste commercial'
	}),
	'desk.lateCharges.withdraw chargeId': ({ chargeId }) => ({ chargeId, reason: 'Erreur' }),
	'desk.lateCharges.removeRate rateId': ({ rateId }) => ({ rateId }),

	'desk.dunning.failingNumbers customerId': ({ customerId }) => ({ customerId }),

	'desk.delivery.list customerId': ({ customerId }) => ({ customerId }),
	'desk.delivery.show deliveryId': ({ deliveryId }) => ({ deliveryId }),
	'desk.delivery.retry deliveryId': ({ deliveryId }) => ({ deliveryId }),
	'desk.delivery.giveUp deliveryId': ({ deliveryId }) => ({ deliveryId }),
	'desk.delivery.ofNotice noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.delivery.cameBack deliveryId': ({ deliveryId }) => ({
		deliveryId,
		reason: 'adresse inconnue'
	}),
	'desk.providers.disable providerId': ({ providerId }) => ({ providerId }),

	'desk.templates.page customer': ({ code }, mine) => ({ key: mine.templateKey, customer: code }),
	'desk.templates.trial customer': ({ code }, mine) => ({
		key: mine.templateKey,
		language: 'fr',
		customer: code
	}),
	'desk.live.open reference': ({ reference }) => ({ reference }),
	'desk.live.writing reference': ({ reference }) => ({ reference }),
	'desk.disputes.queue customer': ({ code }) => ({ customer: code }),
	'desk.disputes.queue q': ({ code }) => ({ q: `Customer ${code}` }),
	'desk.disputes.page reference': ({ reference }) => ({ reference }),
	'desk.disputes.readReply disputeId': ({ disputeId }) => ({ disputeId, why: 'x' }),
	'desk.disputes.setSubStatus disputeId': ({ disputeId }) => ({ disputeId, subStatusId: null }),
	'desk.disputes.setSubStatus subStatusId': ({ subStatusId }, { disputeId }) => ({
		...{ disputeId, subStatusId }
	}),
	'desk.disputes.setPriority disputeId': ({ disputeId }) => ({ disputeId, priority: 'high' }),
	'desk.disputes.changeReason disputeId': ({ disputeId }) => ({
		...{ disputeId, reasonCode: 'goods_damaged', note: 'Palette cassée' }
	}),
	'desk.deadlines.change reasons.id': async ({ reasonId: id }, { deadlinesSeen }) => ({
		seen: await deadlinesSeen(),
		policy: { highPercent: 50, urgentPercent: 25, warningPercent: 75 },
		reasons: [{ id, days: { acknowledgement: 1, answer: 4, closure: 5 } }]
	}),
	'desk.fields.change id': ({ fieldId: id }) => ({
		...{ id, choices: [] },
		labels: { fr: 'Autre région', en: 'Another region', de: '', es: '' }
	}),
	'desk.fields.move id': ({ fieldId: id }) => ({ id, direction: 'up' }),
	'desk.fields.archive id': ({ fieldId: id }) => ({ id }),
	'desk.fields.restore id': ({ fieldId: id }) => ({ id }),
	'desk.fields.ofCustomer customerId': ({ customerId }) => ({ customerId }),
	'desk.fields.ofInvoice invoiceId': ({ invoiceId }) => ({ invoiceId }),
	'desk.fields.fillCustomer customerId': ({ customerId }) => ({
		...{ customerId, seen: NOTHING_SEEN, values: [] }
	}),
	'desk.fields.fillCustomer values.fieldId': ({ fieldId }, { customerId }) => ({
		...{ customerId, seen: NOTHING_SEEN, values: [{ fieldId, value: '' }] }
	}),
	'desk.fields.fillInvoice invoiceId': ({ invoiceId }) => ({
		...{ invoiceId, seen: NOTHING_SEEN, values: [] }
	}),
	'desk.fields.fillInvoice values.fieldId': ({ invoiceFieldId }, { invoiceId }) => ({
		...{ invoiceId, seen: NOTHING_SEEN, values: [{ fieldId: invoiceFieldId, value: '' }] }
	}),
	'desk.subStatuses.change id': ({ subStatusId: id }) => ({
		id,
		labels: { fr: 'Autre', en: 'Another', de: '', es: '' }
	}),
	'desk.subStatuses.move id': ({ subStatusId: id }) => ({ id, direction: 'up' }),
	'desk.subStatuses.archive id': ({ subStatusId: id }) => ({ id }),
	'desk.subStatuses.restore id': ({ subStatusId: id }) => ({ id }),
	'desk.teams.change memberIds': ({ userId }) => ({
		...{ key: 'sales', isShown: true, seen: '' },
		labels: { fr: 'Ventes', en: 'Sales people', de: '', es: '' },
		head: { headName: '', headEmail: '', headLanguage: 'fr' },
		memberIds: [userId]
	}),
	'desk.links.revoke code': ({ code }) => ({ code }),
	'desk.privacy.former code': ({ code }) => ({ code }),
	'desk.privacy.person code': ({ code }, { contactId }) => ({ code, contactId }),
	'desk.privacy.person contactId': ({ contactId }, { code }) => ({ code, contactId }),
	'desk.privacy.export code': ({ code }, { contactId }) => ({ code, contactId, language: 'fr' }),
	'desk.privacy.export contactId': ({ contactId }, { code }) => ({
		...{ code, contactId, language: 'fr' }
	}),
	'desk.privacy.erase contactId': ({ contactId }) => ({ contactId }),
	'desk.proofs.ofCustomer code': ({ code }) => ({ code, language: 'fr' }),
	'desk.proofs.history code': ({ code }) => ({ code }),
	'desk.proofs.message code': ({ code }, mine) => ({ code, id: mine.deliveryId, language: 'fr' }),
	'desk.proofs.message id': ({ deliveryId }, mine) => ({
		code: mine.code,
		id: deliveryId,
		language: 'fr'
	}),
	'desk.proofs.ofCase reference': ({ reference }) => ({ reference, language: 'fr' }),
	'desk.disputes.attachment id': ({ attachmentId }) => ({ id: attachmentId }),
	'desk.disputes.log customerId': ({ customerId }, mine) =>
		logged(customerId, [{ invoiceId: mine.invoiceId, claimedMinor: 1n }]),
	'desk.disputes.log items.invoiceId': ({ invoiceId }, mine) =>
		logged(mine.customerId, [{ invoiceId, claimedMinor: 1n }]),
	'desk.disputes.log items.invoiceLineId': ({ lineId }, mine) =>
		logged(mine.customerId, [
			{ invoiceId: mine.invoiceId, invoiceLineId: lineId, claimedMinor: 1n }
		]),
	// Refused for what it does not say: nothing of the own invoice is claimed for those after it.
	'desk.disputes.mark invoiceId': ({ invoiceId }) => ({
		...{ invoiceId, reasonCode: 'other', idempotencyKey: key() }
	}),
	'desk.disputes.assign disputeId': ({ disputeId }) => ({ disputeId, ...resolverByHand }),
	'desk.disputes.assign userId': ({ userId }, mine) => ({ disputeId: mine.disputeId, userId }),
	'desk.disputes.assign seen': seenCase(resolverByHand),
	'desk.disputes.post disputeId': ({ disputeId }) => ({
		disputeId,
		audience: 'internal',
		body: 'Vu avec le dépôt.',
		idempotencyKey: key()
	}),
	'desk.disputes.previewPost disputeId': ({ disputeId }) => ({ disputeId, body: 'Vu.' }),
	'desk.disputes.post mentions': ({ userId }, mine) => ({
		disputeId: mine.disputeId,
		audience: 'internal',
		body: 'Vu avec le dépôt.',
		mentions: [userId],
		idempotencyKey: key()
	}),
	'desk.disputes.removeParticipant disputeId': ({ disputeId }, mine) => ({
		disputeId,
		userId: mine.userId
	}),
	'desk.disputes.removeParticipant userId': ({ userId }, mine) => ({
		disputeId: mine.disputeId,
		userId
	}),
	'desk.disputes.mergePlan reference': ({ reference }, mine) => ({
		reference,
		from: mine.untouched
	}),
	'desk.disputes.mergePlan from': ({ reference }, mine) => ({
		reference: mine.reference,
		from: reference
	}),
	'desk.disputes.merge reference': async ({ reference }, mine) => ({
		...{ reference, from: mine.untouched },
		...{ seen: await mine.untouchedVersion(), seenInto: await mine.version() }
	}),
	'desk.disputes.merge from': async ({ reference }, mine) => ({
		...{ reference: mine.untouched, from: reference },
		...{ seen: await mine.version(), seenInto: await mine.untouchedVersion() }
	}),
	'desk.disputes.merge seen': async (of, mine) => ({
		...{ reference: mine.untouched, from: mine.reference },
		...{ seen: await of.version(), seenInto: await mine.untouchedVersion() }
	}),
	'desk.disputes.merge seenInto': async (of, mine) => ({
		...{ reference: mine.reference, from: mine.untouched },
		...{ seen: await mine.untouchedVersion(), seenInto: await of.version() }
	}),
	'desk.disputes.handOver disputeId': ({ disputeId }) => ({
		disputeId,
		kind: 'corrected_invoice',
		files: [{ name: 'facture.pdf', bytes: new TextEncoder().encode(`%PDF-1.4 ${key()}`) }]
	}),
	'desk.disputes.paper reference': ({ reference }, mine) => ({ reference, id: mine.paperId }),
	'desk.disputes.paper id': ({ paperId }, mine) => ({ reference: mine.reference, id: paperId }),
	'desk.disputes.answer disputeId': ({ disputeId }) => ({
		disputeId,
		verdict: 'customer_right',
		...words,
		idempotencyKey: key()
	}),
	'desk.disputes.commit disputeId': ({ disputeId }) => ({ disputeId, dueOn: '2026-03-20' }),
	'desk.disputes.commit seen': seenCase({ dueOn: '2026-03-20' }),
	'desk.disputes.propose disputeId': ({ disputeId }) => ({ disputeId, ...offer() }),
	'desk.disputes.propose seen': async (of, mine) => ({
		disputeId: mine.disputeId,
		seen: await of.version(),
		...offer()
	}),
	'desk.credits.file batchId': ({ batchId }) => ({ batchId, as: 'csv' }),
	'desk.credits.post requestId': ({ creditId }) => ({
		...{ requestId: creditId, number: 'AV-1', on: '2026-03-03', amountMinor: 1n }
	}),
	'desk.credits.writeOff invoiceId': ({ invoiceId }) => ({
		...{ invoiceId, amountMinor: 1n, reason: 'rounding' }
	}),
	'desk.credits.fail requestId': ({ creditId }) => ({ requestId: creditId, why: 'x' }),
	'desk.credits.correct requestId': ({ creditId }) => ({ requestId: creditId, note: 'x' }),
	'desk.disputes.withdrawProposal disputeId': ({ disputeId }, mine) => ({
		disputeId,
		proposalId: mine.proposalId
	}),
	'desk.disputes.withdrawProposal proposalId': ({ proposalId }, mine) => ({
		disputeId: mine.disputeId,
		proposalId
	}),
	'desk.disputes.follow disputeId': ({ disputeId }) => ({ disputeId, ...follower }),
	'desk.disputes.unfollow disputeId': ({ disputeId }, mine) => ({
		disputeId,
		followerId: mine.followerId
	}),
	'desk.disputes.unfollow followerId': ({ followerId }, mine) => ({
		disputeId: mine.disputeId,
		followerId
	}),
	'desk.disputes.callRater disputeId': ({ ratedId }) => ({
		disputeId: ratedId,
		outcome: 'missed',
		idempotencyKey: key()
	}),
	'desk.disputes.move disputeId': ({ disputeId }) => ({ disputeId, to: 'waiting_third_party' }),
	'desk.disputes.move seen': seenCase({ to: 'waiting_third_party' }),
	// First: a case is decided once.
	'desk.disputes.decide tasks.ownerId': ({ userId: ownerId }, { disputeId }) => ({
		...{ disputeId, ...decided, tasks: [{ text: 'x', ownerId, dueOn: '2026-03-20' }] }
	}),
	'desk.disputes.decide disputeId': ({ disputeId }) => ({ disputeId, ...decided }),
	'desk.disputes.decide seen': seenCase(decided),
	'desk.causes.set disputeId': ({ disputeId }) => ({ disputeId, ...cause }),
	'desk.causes.set ownerId': ({ userId: ownerId }, { disputeId }) => ({
		...{ disputeId, ownerId, ...cause }
	}),
	// Once it has one: where there is none, one’s own says what a guess does.
	'desk.causes.finish disputeId': ({ disputeId }) => ({ disputeId, seen: '' }),
	'desk.tasks.add disputeId': ({ disputeId }) => ({
		...{ disputeId, text: 'x', ownerTeam: 'sales', dueOn: '2026-03-20', idempotencyKey: key() }
	}),
	'desk.tasks.add ownerId': ({ userId: ownerId }, { disputeId }) => ({
		...{ disputeId, text: 'x', ownerId, dueOn: '2026-03-20', idempotencyKey: key() }
	}),
	'desk.tasks.end taskId': ({ taskId }) => ({ taskId, as: 'not_needed', why: 'x' }),
	'desk.disputes.signMany picked.disputeId': ({ disputeId, requestId }) => ({
		picked: [{ disputeId, requestId, seen: ':0' }]
	}),
	'desk.disputes.signMany picked.requestId': async ({ requestId }, mine) => ({
		picked: [{ disputeId: mine.disputeId, requestId, seen: await mine.version() }]
	}),
	'desk.disputes.signMany picked.seen': async (of, { disputeId, requestId }) => ({
		picked: [{ disputeId, requestId, seen: await of.version() }]
	}),
	'desk.disputes.signApproval disputeId': ({ disputeId, requestId }) => ({
		disputeId,
		requestId,
		isReduced: false,
		note: ''
	}),
	'desk.disputes.signApproval requestId': ({ requestId }, { disputeId }) => ({
		disputeId,
		requestId,
		isReduced: false,
		note: ''
	}),
	'desk.disputes.signApproval seen': async (of, { disputeId, requestId }) => ({
		...{ disputeId, requestId, isReduced: false, note: '' },
		seen: await of.version()
	}),
	'desk.disputes.refuseApproval disputeId': ({ disputeId, requestId }) => ({
		disputeId,
		requestId,
		note: 'x'
	}),
	'desk.disputes.refuseApproval requestId': ({ requestId }, { disputeId }) => ({
		disputeId,
		requestId,
		note: 'x'
	}),
	'desk.disputes.refuseApproval seen': async (of, { disputeId, requestId }) => ({
		...{ disputeId, requestId, note: 'x' },
		seen: await of.version()
	}),
	'desk.disputes.askBeforeApproval disputeId': ({ disputeId, requestId }) => ({
		disputeId,
		requestId,
		note: 'x'
	}),
	'desk.disputes.askBeforeApproval requestId': ({ requestId }, { disputeId }) => ({
		disputeId,
		requestId,
		note: 'x'
	}),
	'desk.disputes.askBeforeApproval seen': async (of, { disputeId, requestId }) => ({
		...{ disputeId, requestId, note: 'x' },
		seen: await of.version()
	}),
	'desk.disputes.replyToApprover disputeId': ({ disputeId, requestId }) => ({
		disputeId,
		requestId,
		note: 'x'
	}),
	'desk.disputes.replyToApprover requestId': ({ requestId }, { disputeId }) => ({
		disputeId,
		requestId,
		note: 'x'
	}),
	'desk.disputes.replyToApprover seen': async (of, { disputeId, requestId }) => ({
		...{ disputeId, requestId, note: 'x' },
		seen: await of.version()
	}),
	'desk.disputes.withdrawRequest disputeId': ({ disputeId, requestId }) => ({
		disputeId,
		requestId
	}),
	'desk.disputes.withdrawRequest requestId': ({ requestId }, { disputeId }) => ({
		disputeId,
		requestId
	}),
	'desk.disputes.withdrawRequest seen': async (of, { disputeId, requestId }) => ({
		...{ disputeId, requestId },
		seen: await of.version()
	}),
	'desk.disputes.resolve disputeId': ({ disputeId }) => ({ disputeId }),
	'desk.disputes.resolve seen': seenCase({}),
	'desk.disputes.close disputeId': ({ disputeId }) => ({ disputeId, to: 'duplicate', note: 'x' }),
	'desk.disputes.close seen': seenCase({ to: 'duplicate', note: 'x' }),
	'desk.disputes.reopen disputeId': ({ disputeId }) => ({ disputeId, note: 'x' }),
	'desk.disputes.reopen seen': seenCase({ note: 'x' }),

	'desk.dunning.run runId': ({ runId }) => ({ runId }),
	'desk.runs.watch runId': ({ runId }) => ({ runId }),
	'desk.runs.mails runId': ({ runId }) => ({ runId }),
	'desk.runs.replay runId': ({ runId }) => ({ runId }),
	'desk.forecast.compare versionId': ({ versionId }) => ({ days: 7, versionId }),
	'desk.dunning.decisions runId': ({ runId }) => ({ runId }),
	'desk.dunning.notice noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.dunning.letterDraft noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.dunning.saidMail noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.dunning.letterFile noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.letters.takeBack letterId': ({ letterId }) => ({ letterId }),
	'desk.letters.page letterId': ({ letterId }) => ({ letterId }),
	'desk.letters.printFile printFileId': ({ printFileId }) => ({ printFileId }),
	'desk.letters.print runId': ({ runId }) => ({ runId, sides: 'one' }),
	'desk.letters.post letterIds': ({ letterId }) => ({ letterIds: [letterId], on: '2026-03-03' }),
	'desk.letters.postFile printFileId': ({ printFileId }) => ({ printFileId, on: '2026-03-03' }),
	'desk.letters.unpost letterId': ({ letterId }) => ({ letterId }),
	'desk.letters.cameBack letterId': ({ letterId }) => ({ letterId, reason: 'Inconnu' }),
	'desk.letters.notBack letterId': ({ letterId }) => ({ letterId, reason: 'Erreur' }),
	'desk.letters.writeAgain letterId': ({ letterId }) => ({ letterId, address: '1 rue Neuve' }),
	'desk.letters.withhold letterId': ({ letterId }) => ({ letterId, reason: 'Réglé' }),
	'desk.letters.track letterId': ({ letterId }) => ({ letterId, trackingNumber: '1A12345678901' }),
	'desk.letters.proof letterId': ({ letterId }) => ({ letterId }),
	'desk.letters.prove letterId': ({ letterId }) => ({
		letterId,
		files: [{ name: 'avis.pdf', bytes: new TextEncoder().encode('%PDF-1.7') }]
	}),
	'desk.dunning.whyCustomer customerId': ({ customerId }) => ({ customerId }),
	'desk.dunning.ofCustomer customerId': ({ customerId }) => ({ customerId }),
	'desk.dunning.takeBack customerId': ({ customerId }) => ({
		customerId,
		reason: 'Accord trouvé'
	}),
	'desk.dunning.contactOrder customerId': ({ customerId }) => ({ customerId }),
	'desk.calls.ofNotice noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.calls.record noticeId': ({ noticeId }) => ({ noticeId, outcome: 'reached' }),
	'desk.calls.settle noticeId': ({ noticeId }) => ({ noticeId, reason: 'x' }),
	'desk.dunning.confirm noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.dunning.skip noticeId': ({ noticeId }) => ({ noticeId, note: 'x' }),

	'desk.review.decide chosen.noticeIds': ({ noticeId }) => ({
		verb: 'skip',
		chosen: { noticeIds: [noticeId] },
		note: 'x'
	}),
	'desk.review.words noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.review.reword noticeId': ({ noticeId }) => ({
		noticeId,
		seen: '',
		words: { subject: 'x', body: 'x', closing: '' }
	}),
	'desk.review.restoreWords noticeId': ({ noticeId }) => ({ noticeId, seen: '' }),
	'desk.review.noticeMail noticeId': ({ noticeId }) => ({ noticeId }),
	'desk.review.plannedMail customerId': ({ customerId }) => ({ customerId }),

	'desk.scenarios.page scenarioId': ({ scenarioId }) => ({ scenarioId }),
	'desk.scenarios.draft scenarioId': ({ scenarioId }) => ({ scenarioId }),
	'desk.scenarios.exportFile scenarioId': ({ scenarioId }) => ({ scenarioId }),
	'desk.scenarios.ofCustomer customerId': ({ customerId }) => ({ customerId }),
	'desk.scenarios.create like': ({ scenarioId }) => ({ name: 'Copie', like: scenarioId }),
	'desk.scenarios.rename scenarioId': ({ scenarioId }) => ({ scenarioId, name: 'Autre' }),
	'desk.scenarios.archive scenarioId': ({ scenarioId }) => ({ scenarioId, archived: false }),
	'desk.scenarios.startDraft scenarioId': ({ scenarioId }) => ({ scenarioId }),
	'desk.scenarios.saveDraft scenarioId': async ({ scenarioId, draft }) => ({
		scenarioId,
		seen: await draft(),
		steps: []
	}),
	'desk.scenarios.publish scenarioId': async ({ scenarioId, draft }) => ({
		scenarioId,
		seen: await draft()
	}),
	'desk.scenarios.discardDraft scenarioId': async ({ scenarioId, draft }) => ({
		scenarioId,
		seen: await draft()
	}),
	'desk.scenarios.chooseForCustomer customerId': ({ customerId }) => ({
		customerId,
		scenarioId: null,
		group: 'Export'
	}),
	'desk.scenarios.chooseForCustomer scenarioId': ({ scenarioId }, mine) => ({
		customerId: mine.customerId,
		scenarioId,
		group: ''
	}),
	'desk.scenarios.chooseForGroup scenarioId': ({ scenarioId }) => ({ group: 'Export', scenarioId }),
	'desk.scenarios.chooseForEverybody scenarioId': ({ scenarioId }) => ({ scenarioId }),

	'desk.imports.show id': ({ importId }) => ({ id: importId }),
	'desk.imports.remap id': ({ importId }) => ({ id: importId, mapping: MAPPING }),
	'desk.imports.saveProfile id': ({ importId }) => ({ id: importId, name: 'Comptabilité' }),
	'desk.imports.confirm id': ({ importId }) => ({ id: importId }),
	'desk.imports.errorFile id': ({ importId }) => ({ id: importId }),
	'desk.imports.discard id': ({ importId }) => ({ id: importId }),
	'desk.sources.declare profileId': ({ profileId }) => ({
		name: `Banque ${key()}`,
		kind: 'cash',
		profileId,
		maximumAgeHours: 48
	}),
	'desk.imports.removeProfile id': ({ profileId }) => ({ id: profileId }),

	'desk.invoices.page id': ({ invoiceId }) => ({ id: invoiceId }),
	'desk.invoices.document invoiceId': ({ invoiceId }, mine) => ({
		invoiceId,
		documentId: mine.documentId
	}),
	'desk.invoices.document documentId': ({ documentId }, mine) => ({
		invoiceId: mine.invoiceId,
		documentId
	}),
	'desk.invoices.pdf id': ({ invoiceId }) => ({ id: invoiceId }),
	'desk.promises.ofCustomer customerId': ({ customerId }) => ({ customerId }),
	'desk.promises.make customerId': ({ customerId }, mine) => promised(customerId, mine.invoiceId),
	'desk.promises.make items.invoiceId': ({ invoiceId }, mine) =>
		promised(mine.customerId, invoiceId),
	'desk.promises.decide promiseId': ({ promiseId }) => ({ promiseId, verdict: 'approved' }),
	'desk.promises.withdraw promiseId': ({ promiseId }) => ({ promiseId }),
	'desk.payments.record customerId': ({ customerId }) => paid(customerId),
	'desk.payments.record invoiceId': ({ invoiceId }, mine) => paid(mine.customerId, invoiceId),

	'desk.sources.beat sourceId': ({ sourceId }) => ({ sourceId }),
	'desk.sources.remove sourceId': ({ sourceId }) => ({ sourceId }),
	'desk.runs.order runId': ({ runId }) => ({ runId, kind: 'pause' }),

	'desk.customers.messages customerId': ({ customerId }) => ({ customerId }),
	'desk.customers.handleMessage messageId': ({ messageId }) => ({ messageId }),
	'desk.payments.claims customerId': ({ customerId }) => ({ customerId }),
	'desk.payments.answerClaim claimId': ({ claimId }) => ({ claimId, verdict: 'found' }),

	// Before a form takes it.
	'portal.uploads.kept ids': ({ uploadId }) => ({ ids: [uploadId] }),
	'portal.customers.write invoiceIds': ({ invoiceId }) => ({
		kind: 'question',
		body: 'Pouvez-vous nous envoyer un relevé ?',
		invoiceIds: [invoiceId],
		language: 'fr',
		idempotencyKey: key()
	}),
	'portal.customers.write files.uploadId': ({ uploadId }) => ({
		kind: 'question',
		body: 'Pouvez-vous nous envoyer un relevé ?',
		language: 'fr',
		idempotencyKey: key(),
		files: [{ uploadId }]
	}),
	'portal.payments.claim files.uploadId': ({ uploadId }, mine) => ({
		invoiceIds: [mine.invoiceId],
		paidOn: '2026-03-02',
		amountMinor: 100n,
		currency: 'EUR',
		language: 'fr',
		idempotencyKey: key(),
		files: [{ uploadId }]
	}),
	'portal.customers.account invoiceIds': ({ invoiceId }) => ({ invoiceIds: [invoiceId] }),
	'portal.promises.form invoiceIds': ({ invoiceId }) => ({ invoiceIds: [invoiceId] }),
	'portal.disputes.form invoiceIds': ({ invoiceId }) => ({ invoiceIds: [invoiceId] }),
	'portal.payments.form invoiceIds': ({ invoiceId }) => ({ invoiceIds: [invoiceId] }),
	'portal.payments.claim invoiceIds': ({ invoiceId }) => ({
		invoiceIds: [invoiceId],
		paidOn: '2026-03-02',
		amountMinor: 100n,
		currency: 'EUR',
		language: 'fr',
		idempotencyKey: key()
	}),
	'portal.payments.claimEach claims.invoiceIds': ({ invoiceId }) => ({
		claims: [
			{
				...{ invoiceIds: [invoiceId], paidOn: '2026-03-02', amountMinor: 100n },
				...{ currency: 'EUR', language: 'fr', idempotencyKey: key() }
			}
		]
	}),
	'portal.payments.claimEach claims.parts.invoiceId': ({ invoiceId }, mine) => ({
		claims: [
			{
				...{ invoiceIds: [mine.invoiceId], paidOn: '2026-03-02', amountMinor: 100n },
				parts: [{ invoiceId, amountMinor: 100n }],
				...{ currency: 'EUR', language: 'fr', idempotencyKey: key() }
			}
		]
	}),
	'portal.payments.claimEach files.uploadId': ({ uploadId }, mine) => ({
		claims: [
			{
				...{ invoiceIds: [mine.invoiceId], paidOn: '2026-03-02', amountMinor: 100n },
				...{ currency: 'EUR', language: 'fr', idempotencyKey: key() }
			}
		],
		files: [{ uploadId }]
	}),
	'portal.payments.currencies invoiceIds': ({ invoiceId }) => ({ invoiceIds: [invoiceId] }),
	'portal.payments.claim parts.invoiceId': ({ invoiceId }, mine) => ({
		invoiceIds: [mine.invoiceId],
		parts: [{ invoiceId, amountMinor: 100n }],
		paidOn: '2026-03-02',
		amountMinor: 100n,
		currency: 'EUR',
		language: 'fr',
		idempotencyKey: key()
	}),
	'portal.payments.claimed claimId': ({ claimId }) => ({ claimId }),
	'portal.promises.make invoiceIds': ({ invoiceId }) => ({
		invoiceIds: [invoiceId],
		days: ['2026-03-20'],
		language: 'fr',
		idempotencyKey: key()
	}),
	'portal.promises.made promiseId': ({ promiseId }) => ({ promiseId }),
	'portal.promises.withdraw promiseId': ({ promiseId }) => ({ promiseId }),

	'portal.disputes.open items.invoiceId': ({ invoiceId }) => ({
		...claim([{ invoiceId, claimedMinor: 1n }]),
		language: 'fr'
	}),
	'portal.disputes.open items.invoiceLineId': ({ lineId }, mine) => ({
		...claim([{ invoiceId: mine.invoiceId, invoiceLineId: lineId, claimedMinor: 1n }]),
		language: 'fr'
	}),
	'portal.disputes.open files.uploadId': ({ uploadId }, mine) => ({
		...claim([{ invoiceId: mine.invoiceId, claimedMinor: 1n }]),
		language: 'fr',
		files: [{ uploadId }]
	}),
	'portal.disputes.checkFiles files.uploadId': ({ uploadId }) => ({ files: [{ uploadId }] }),
	'portal.disputes.reply files.uploadId': ({ uploadId }, mine) => ({
		reference: mine.reference,
		body: '',
		idempotencyKey: key(),
		files: [{ uploadId }]
	}),
	'portal.disputes.lines invoiceIds': ({ invoiceId }) => ({ invoiceIds: [invoiceId] }),
	'portal.disputes.known invoiceIds': ({ invoiceId }) => ({
		invoiceIds: [invoiceId],
		reasonCode: 'quantity_short'
	}),
	'portal.disputes.answeredItself invoiceIds': ({ invoiceId }) => ({
		invoiceIds: [invoiceId],
		reasonCode: 'quantity_short',
		idempotencyKey: key()
	}),
	'portal.disputes.answer invoiceIds': ({ invoiceId }) => ({
		reasonCode: 'invoice_not_received',
		invoiceIds: [invoiceId],
		language: 'fr'
	}),
	'portal.disputes.amendForm reference': ({ untouched }) => ({ reference: untouched }),
	'portal.disputes.amendForm invoiceIds': ({ invoiceId }, mine) => ({
		reference: mine.untouched,
		invoiceIds: [invoiceId]
	}),
	'portal.disputes.amendLines reference': ({ untouched }, mine) => ({
		reference: untouched,
		invoiceIds: [mine.invoiceId]
	}),
	'portal.disputes.amendLines invoiceIds': ({ invoiceId }, mine) => ({
		reference: mine.untouched,
		invoiceIds: [invoiceId]
	}),
	'portal.disputes.amend reference': ({ untouched }, mine) => ({
		...claim([{ invoiceId: mine.invoiceId, claimedMinor: 1n }]),
		reference: untouched
	}),
	'portal.disputes.amend items.invoiceId': ({ invoiceId }, mine) => ({
		...claim([{ invoiceId, claimedMinor: 2n }]),
		reference: mine.untouched
	}),
	'portal.disputes.amend items.invoiceLineId': ({ lineId }, mine) => ({
		...claim([{ invoiceId: mine.invoiceId, invoiceLineId: lineId, claimedMinor: 1n }]),
		reference: mine.untouched
	}),
	'portal.disputes.amend files.uploadId': ({ uploadId }, mine) => ({
		...claim([{ invoiceId: mine.invoiceId, claimedMinor: 1n }]),
		reference: mine.untouched,
		files: [{ uploadId }]
	}),
	'portal.disputes.amend seen': async (of, mine) => ({
		...claim([{ invoiceId: mine.invoiceId, claimedMinor: 3n }]),
		reference: mine.untouched,
		seen: await of.customersUntouched()
	}),
	'portal.disputes.show reference': ({ reference }) => ({ reference }),
	'portal.disputes.reply reference': ({ reference }) => ({
		reference,
		body: 'Voici le bon.',
		idempotencyKey: key()
	}),
	'portal.disputes.follow reference': ({ reference }) => ({ reference, ...follower }),
	'portal.disputes.followMyself reference': ({ reference }) => ({ reference }),
	'portal.disputes.unfollow reference': ({ reference }, mine) => ({
		reference,
		followerId: mine.followerId
	}),
	'portal.disputes.unfollow followerId': ({ followerId }, mine) => ({
		reference: mine.reference,
		followerId
	}),
	'portal.disputes.proposal reference': ({ reference }) => ({ reference, language: 'fr' }),
	'portal.disputes.answerProposal reference': ({ reference }, mine) => ({
		reference,
		...agreed(mine.proposalId)
	}),
	'portal.disputes.answerProposal proposalId': ({ proposalId }, mine) => ({
		reference: mine.reference,
		...agreed(proposalId)
	}),
	'portal.disputes.survey reference': ({ reference }) => ({ reference }),
	'portal.reminders.ofCase reference': ({ reference }) => ({ reference }),
	'portal.disputes.rate reference': ({ reference }) => ({ reference, solved: 4, ease: 4 }),
	'portal.disputes.document reference': ({ reference }, mine) => ({ reference, id: mine.noteId }),
	'portal.disputes.document id': ({ noteId }, mine) => ({ reference: mine.reference, id: noteId }),
	'portal.disputes.reply seen': async (of, mine) => ({
		reference: mine.reference,
		body: words.explanation,
		idempotencyKey: key(),
		seen: await of.customersVersion()
	}),
	'portal.disputes.withdraw seen': async (of, mine) => ({
		reference: mine.reference,
		seen: await of.customersVersion()
	}),
	'portal.disputes.attachment id': ({ attachmentId }) => ({ id: attachmentId }),
	'portal.uploads.state id': ({ uploadId }) => ({ id: uploadId }),
	'portal.uploads.write id': ({ uploadId }) => ({
		id: uploadId,
		offset: 0,
		bytes: new TextEncoder().encode('%PDF-1.7')
	}),
	'portal.disputes.withdraw reference': ({ reference }) => ({ reference }),
	'portal.invoices.show invoiceId': ({ invoiceId }) => ({ invoiceId }),
	'portal.invoices.document invoiceId': ({ invoiceId }, mine) => ({
		invoiceId,
		documentId: mine.documentId
	}),
	'portal.invoices.document documentId': ({ documentId }, mine) => ({
		invoiceId: mine.invoiceId,
		documentId
	}),
	'portal.invoices.pdf invoiceId': ({ invoiceId }) => ({ invoiceId }),

	'desk.users.show userId': ({ userId }) => ({ userId }),
	'desk.users.change userId': ({ userId }) => ({
		userId,
		...{ name: 'Autre nom', role: 'resolver', team: '', language: 'fr' }
	}),
	'desk.users.disable userId': ({ userId }) => ({ userId }),
	'desk.users.enable userId': ({ userId }) => ({ userId }),
	'desk.users.resetFactor userId': ({ userId }) => ({ userId }),
	'desk.users.inviteAgain invitationId': async (of) => ({ invitationId: await of.invitationId() }),
	'desk.users.revokeInvitation invitationId': async (of) => ({
		invitationId: await of.invitationId()
	}),

	'resolver.disputes.attachment id': ({ attachmentId }) => ({ id: attachmentId }),
	'resolver.disputes.invoicePdf invoiceId': ({ contestedId }) => ({ invoiceId: contestedId }),
	'resolver.disputes.invoiceDocument invoiceId': ({ contestedId }, mine) => ({
		invoiceId: contestedId,
		documentId: mine.documentId
	}),
	'resolver.disputes.invoiceDocument documentId': ({ documentId }, mine) => ({
		invoiceId: mine.contestedId,
		documentId
	})
};

/** Looks like an id and names no row that exists. */
export const NO_IDS: Record<string, string> = {
	'desk.audit.journal after':
		'where a page of one’s own trail begins: looked up in one’s own organisation alone, and nothing but a place',
	'desk.audit.journalCsv after': 'as above; the file begins with the newest',
	'desk.audit.journal by':
		'of a colleague, compared with the rows of one’s own organisation, never looked up',
	'desk.audit.journalCsv by': 'as above',
	'desk.inbound.list after': 'where a page of one’s own list begins: looked up among one’s own',
	'desk.credits.residuals after':
		'where a page of one’s own list begins: compared, never looked up',
	'desk.credits.list after': 'where a page of one’s own list begins: compared, never looked up',
	'desk.credits.post number': 'of a credit note, which accounting gives',
	'resolver.disputes.mailWaiting reference':
		'looked up among the cases that wait for the same address alone: resolver/waiting-elsewhere.test.ts',
	'desk.account.confirmFactor code': 'the digits of a second factor',
	'staff.enterCode code': 'the digits of a second factor',
	'portal.disputes.opened files.uploadId':
		'compared with what was sent under the key before, never looked up',
	'desk.providers.disable seen':
		'what was read of one’s own scenarios: compared with those in force, never looked up',
	'desk.queue.saveView filter.customer':
		'kept as it is written; the list it filters is asked above',
	'desk.queue.changeView filter.customer':
		'kept as it is written; the list it filters is asked above',
	'staff.signOut sessionId': 'a secret: whoever knows it may end it',
	'desk.customers.writeNote noteId': 'chosen by the page for a note that does not exist yet',
	'desk.payments.record paymentId': 'chosen by the page for a payment that does not exist yet',
	'desk.payments.record reference': 'free text of the transfer',
	'portal.payments.claim reference': 'free text of the transfer',
	'portal.payments.claimEach claims.reference': 'free text of the transfer'
};
