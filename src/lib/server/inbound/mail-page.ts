import { isWaitingFate } from '$lib/domain/inbound/fate';
import { speaks } from '$lib/domain/inbound/speaks';
import { isSameAddress } from '$lib/domain/same-address';
import { suggest } from '$lib/domain/inbound/suggest';
import type { DeskScope } from '../auth/scope';
import { customersReachedAt } from '../customers/contact-queries';
import { contactsOf, customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { deliveryById } from '../delivery/queries';
import { caseOf } from '../disputes/case-queries';
import { recipientsOf } from '../disputes/recipients';
import { openInvoices } from '../invoices/queries';
import { reasonsOf } from '../settings/queries';
import { caseChoices } from './case-choices';
import { heldQuestions, holdsAnswer } from './held-questions';
import { fateOfMail, readingOf, type InboundFate } from './queries';

/** One mail as a colleague reads it: plain words, files by name, whom it may be about and what was made of it. */
export async function mailPage(unit: Unit<DeskScope>, mailId: string) {
	const mail = await fateOfMail(unit, mailId);
	const { kind, why, fromName, fromEmail, verified, subject, text, noticeId, at } = mail;
	const files = mail.files.map(({ name, bytes }) => ({ name, bytes }));
	const customers = await customersOf(unit, mail);
	const reading = await readingOf(unit, mailId);
	const waits = isWaitingFate(kind) && !reading;
	return {
		...{ mailId, kind, why, fromName, fromEmail, verified, subject, text, files, noticeId, at },
		holdsReminders: noticeId !== null && waits,
		holdsAnswer: waits && (await holdsQuestion(unit, mail)),
		speaks: speaks(mail),
		reference: mail.disputeId && (await referenceOf(unit, mail.disputeId)),
		customers,
		bounce: kind === 'bounce' ? await bounceOf(unit, mail) : null,
		cases: await caseChoices(unit, {
			...{ customers, text: `${subject}\n${text}`, disputeId: mail.disputeId }
		}),
		reading: reading && {
			...{ deed: reading.deed, note: reading.note, by: reading.byName, at: reading.at },
			reference: reading.disputeId && (await referenceOf(unit, reading.disputeId))
		},
		/** It is on a case, and whoever wrote it is told nothing of what becomes of it. */
		mayTakePart: reading?.deed === 'attached' && !(await isTold(unit, mail, reading.disputeId)),
		mayAct: !reading && (isWaitingFate(kind) || kind === 'machine')
	};
}

/** Which of our mails came back, and whether its address is marked since; null: none of ours. */
async function bounceOf(unit: Unit<DeskScope>, { deliveryId, customerId }: InboundFate) {
	if (!deliveryId) return null;
	const { toName, toEmail } = await deliveryById(unit, deliveryId);
	const contacts = customerId ? await contactsOf(unit, customerId) : [];
	const isMarked = contacts.some(
		({ email, bouncedAt }) => bouncedAt !== null && isSameAddress(email, toEmail)
	);
	return { name: toName, email: toEmail, isMarked };
}

/** As a contact of some customer, or because he follows the case or raised it. */
async function isTold(
	unit: Unit<DeskScope>,
	{ fromEmail }: InboundFate,
	disputeId: string | null
): Promise<boolean> {
	if (!disputeId || (await customersReachedAt(unit, fromEmail)).length > 0) return true;
	const about = await caseOf(unit, disputeId);
	return (await recipientsOf(unit, about)).some(({ email }) => isSameAddress(email, fromEmail));
}

const holdsQuestion = async (unit: Unit<DeskScope>, mail: InboundFate): Promise<boolean> =>
	mail.disputeId !== null && holdsAnswer(await heldQuestions(unit, [mail.disputeId]), mail);

const referenceOf = async (unit: Unit<DeskScope>, disputeId: string): Promise<string> =>
	(await caseOf(unit, disputeId)).dispute.reference;

/** Whom it answers; else those who are reached at that address. */
async function customersOf(unit: Unit<DeskScope>, { customerId, fromEmail }: InboundFate) {
	const found = customerId
		? [await customerById(unit, customerId)]
		: await customersReachedAt(unit, fromEmail);
	return found.map(({ code, name }) => ({ code, name }));
}

interface Wanted {
	mailId: string;
	customerId: string;
}

/** What the form of a dispute begins with: the words, and what they seem to be about. */
export async function mailForDispute(unit: Unit<DeskScope>, { mailId, customerId }: Wanted) {
	const { subject, text, fromName, fromEmail, files } = await fateOfMail(unit, mailId);
	const customer = await customerById(unit, customerId);
	const invoices = await openInvoices(unit, { customerId: customer.id, onlyOpen: true });
	const reasons = (await reasonsOf(unit)).filter(({ kind }) => kind === 'dispute');
	const codes = reasons.map(({ code }) => code);
	return {
		...{ subject, text, fromName, fromEmail, files: files.map(({ name }) => name) },
		...suggest(`${subject}\n${text}`, { invoices, reasons: codes })
	};
}
