import type { Language } from '$lib/i18n/language';
import type { LocalDate } from '$lib/domain/calendar';
import type { WordsInForce } from '$lib/domain/dunning/template';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { env } from '../env';
import { renderMail, type RenderedMail } from '../mail/render';
import { SAMPLE_RECIPIENT } from '../mail/sender';
import { organisationOf } from '../settings/queries';
import { wordsInForce } from '../templates/queries';
import { lookAgain, ofNotice, type SecondLook } from './look-again';
import { mailFactsOf } from './notice-content';
import { decideFor, type PlannedCustomer } from './plan-dunning';
import { colleaguesOf } from './put-copies';
import { mayBeReworded } from './reword-notice';
import { promiseOffered } from './promise-offered';
import { responsibleOf } from './responsible';
import { speechOf, wordsOf } from './words-of';

export interface Person {
	name: string;
	email: string;
}

/** A mail as it would leave now; nothing is written. */
export interface MailPreview {
	customerName: string;
	customerCode: string;
	/** Null: nothing would leave, and `reasons` say why. */
	mail:
		| (RenderedMail & { language: Language; edited: NonNullable<WordsInForce['edited']> | null })
		| null;
	to: Person | null;
	/** Each gets a mail of his own, with his own link. */
	copies: Person[];
	colleagues: Person[];
	reasons: string[];
}

/** Of a notice that waits. @throws not_found */
export async function noticeMail(
	unit: Unit<InsideScope>,
	noticeId: string
): Promise<MailPreview & { mayBeReworded: boolean }> {
	const [row] = await unit.tx.select().from(notice).where(ofNotice(unit, noticeId));
	const look = row && (await lookAgain(unit, row, null));
	if (!look || row.channel !== 'email') throw new AppError('not_found');
	return { ...(await previewAfter(unit, row, look)), mayBeReworded: mayBeReworded(row) };
}

async function previewAfter(
	unit: Unit<InsideScope>,
	row: typeof notice.$inferSelect,
	look: SecondLook
): Promise<MailPreview> {
	const { verdict } = look;
	if (verdict.kind === 'wrong' || !look.planned.decision.step)
		return nothing(look.planned, verdict.kind === 'wrong' ? verdict.reasons : []);
	// On a day without mails nobody is chosen: whom it was planned for.
	const planned = forContact(look.planned, row.contactId);
	return previewOf(unit, planned, await wordsOf(unit, row, speechOf(planned)));
}

const forContact = ({ customer, decision }: PlannedCustomer, contactId: string | null) => ({
	customer,
	decision: { ...(contactId && { contactId }), ...decision }
});

/** Of what the plan of a day has for this customer. @throws not_found */
export async function plannedMail(
	unit: Unit<InsideScope>,
	{ customerId, on = unit.today }: { customerId: string; on?: LocalDate }
): Promise<MailPreview> {
	const [planned] = await decideFor(unit, {
		customerIds: [customerId],
		today: on,
		minuteOfDay: null
	});
	if (!planned) throw new AppError('not_found');
	const { step, outcome, reasons } = planned.decision;
	if (outcome === 'nothing' || step?.channel !== 'email')
		return nothing(planned, [...new Set(reasons.map(({ code }) => code))]);
	const { template, tone } = speechOf(planned);
	return previewOf(unit, planned, await wordsInForce(unit, template, tone), on);
}

const nothing = ({ customer }: PlannedCustomer, reasons: string[]): MailPreview => ({
	customerName: customer.name,
	customerCode: customer.code,
	mail: null,
	to: null,
	copies: [],
	colleagues: [],
	reasons
});

async function previewOf(
	unit: Unit<InsideScope>,
	planned: PlannedCustomer,
	words: WordsInForce | undefined,
	on = unit.today
): Promise<MailPreview> {
	const { customer, decision } = planned;
	const { language } = speechOf(planned);
	const person = (id: string | undefined): Person[] =>
		customer.contacts
			.filter(({ contactId }) => contactId === id)
			.map(({ name, email }) => ({ name, email }));
	const sender = { ...(await organisationOf(unit)), origin: env().origin };
	const facts = {
		...mailFactsOf(customer, decision, on, words),
		...(await promiseOffered(unit)),
		...(await responsibleOf(unit, decision.customerId))
	};
	const [to = null] = person(decision.contactId);
	const mail = await renderMail('dunning-notice', language, facts, sender, {
		...SAMPLE_RECIPIENT,
		name: to?.name ?? ''
	});
	const colleagues = await colleaguesOf(unit, decision, decision.step?.internalCopies ?? []);
	return {
		...nothing(planned, []),
		mail: { ...mail, language, edited: words?.edited ?? null },
		to,
		copies: (decision.copyContactIds ?? []).flatMap(person),
		colleagues: colleagues.map(({ name, email }) => ({ name, email }))
	};
}
