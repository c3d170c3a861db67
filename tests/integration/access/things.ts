import { uuidv7 } from 'uuidv7';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import { localDate } from '$lib/domain/calendar';
import { saveAttachments } from '$lib/server/attachments/save-attachment';
import { unitOfWork } from '$lib/server/db/client';
import { approvalRequest } from '$lib/server/db/schema/approvals';
import { disputeFollower } from '$lib/server/db/schema/followers';
import { participant } from '$lib/server/db/schema/participants';
import { letter, printFile } from '$lib/server/db/schema/letters';
import { proposal } from '$lib/server/db/schema/proposals';
import { satisfaction } from '$lib/server/db/schema/satisfactions';
import { creditBatch, creditRequest } from '$lib/server/db/schema/credits';
import { caseTask } from '$lib/server/db/schema/tasks';
import { creditNote } from '$lib/server/db/schema/payments';
import { resolution } from '$lib/server/db/schema/resolutions';
import { setProvider } from '$lib/server/delivery/providers/set-provider';
import { createTemplate } from '$lib/server/templates/create-template';
import { versionOf } from '$lib/server/disputes/lock-dispute';
import { versionRead } from '$lib/server/disputes/words-since';
import { createScenario } from '$lib/server/dunning/create-scenario';
import { publishScenario } from '$lib/server/dunning/publish-scenario';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { draftOf } from '$lib/server/dunning/scenario-versions';
import { startDraft } from '$lib/server/dunning/start-draft';
import { storeFileIn } from '$lib/server/files';
import { receiveMail } from '$lib/server/inbound/receive-mail';
import { settleMail } from '$lib/server/inbound/settle-mail';
import { fileDocument } from '$lib/server/invoices/file-document';
import { linkDocument } from '$lib/server/invoices/link-document';
import { addRate } from '$lib/server/late-charges/add-rate';
import { claimCharge } from '$lib/server/late-charges/claim-charge';
import { saveProfile } from '$lib/server/intake/save-profile';
import { uploadImport } from '$lib/server/intake/upload-import';
import { profilesOf } from '$lib/server/intake/queries';
import { makePromise } from '$lib/server/promises/make-promise';
import { listedAnswers } from '$lib/server/settings/answer-queries';
import { addField } from '$lib/server/fields/add-field';
import { addSubStatus } from '$lib/server/settings/add-sub-status';
import { approvalsPage } from '$lib/server/settings/approval-queries';
import { reasonByCode } from '$lib/server/settings/queries';
import { addRule } from '$lib/server/settings/routing/add-rule';
import { ruleById, seenOfRule } from '$lib/server/settings/routing/rule-queries';
import { deadlinesPage } from '$lib/server/settings/deadline-queries';
import { reasonToChange } from '$lib/server/settings/reason-queries';
import { declareSource } from '$lib/server/sources/declare-source';
import { buildContact, buildDispute, buildHold, buildInvoiceLine } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import type { Account, Company } from '../../support/world';
import { deliveriesIn, noticesIn } from '../dunning/world';

/** Every id somebody could put in a request: those of one customer and of the company around it. */
export interface Things {
	customerId: string;
	code: string;
	invoiceId: string;
	contestedId: string;
	lineId: string;
	/** A delivery note beside the first invoice. */
	documentId: string;
	disputeId: string;
	reference: string;
	/** A case nobody works on yet, and how it stands at this moment. */
	untouched: string;
	untouchedId: string;
	untouchedVersion: () => Promise<string>;
	/** A case whose customer gave a low score. */
	ratedId: string;
	attachmentId: string;
	followerId: string;
	proposalId: string;
	/** Waits for a signature. */
	requestId: string;
	/** A credit the accounting system is asked for, and the file it left in. */
	creditId: string;
	/** What a decision left to do. */
	taskId: string;
	batchId: string;
	/** A credit note of the case. */
	noteId: string;
	/** A paper staff handed over in the case. */
	paperId: string;
	uploadId: string;
	holdId: string;
	/** Its address failed. */
	contactId: string;
	/** Waits for a decision. */
	promiseId: string;
	/** Nobody looked for it yet. */
	claimId: string;
	/** Of the customer, to nobody yet. */
	messageId: string;
	/** What colleagues should know of the customer. */
	customerNoteId: string;
	sourceId: string;
	providerId: string;
	runId: string;
	noticeId: string;
	/** Of that notice, with a proof of the post. */
	letterId: string;
	/** In which it was printed. */
	printFileId: string;
	deliveryId: string;
	userId: string;
	/** Nobody accepted it yet. */
	invitationId: () => Promise<string>;
	/** A reason of the house, and how it stands at this moment. */
	reasonId: string;
	/** A prepared answer, and how it stands at this moment. */
	answerId: string;
	answerSeen: () => Promise<string>;
	/** A step of the house's own, under the status of an open case. */
	subStatusId: string;
	/** What the house wants to know of customers, and of invoices. */
	fieldId: string;
	invoiceFieldId: string;
	reasonSeen: () => Promise<string>;
	deadlinesSeen: () => Promise<string>;
	/** Gives nobody a case of these: it is about a group of customers without any. */
	ruleId: string;
	ruleSeen: () => Promise<string>;
	/** May approve, in the house whose rules these are. */
	approverId: string;
	rulesSeen: () => Promise<string>;
	/** Of that colleague, weeks from now. */
	absenceId: string;
	/** A view of the queue that is for everybody there. */
	viewId: string;
	/** Came in, answers nothing. */
	mailId: string;
	importId: string;
	profileId: string;
	/** Its draft is still to be published. */
	scenarioId: string;
	/** In force, of that scenario. */
	versionId: string;
	templateKey: string;
	/** The draft as it stands at this moment. */
	draft: () => Promise<string>;
	chargeId: string;
	rateId: string;
	/** Of the case as it stands at this moment, as a page of staff says it. */
	version: () => Promise<string>;
	/** The same as the customer's page says it: words change nothing there. */
	customersVersion: () => Promise<string>;
	customersUntouched: () => Promise<string>;
}

/** Nobody's: what a guess would look like. */
export const nobodys = (): Things => ({
	customerId: uuidv7(),
	code: 'NOBODY',
	invoiceId: uuidv7(),
	contestedId: uuidv7(),
	lineId: uuidv7(),
	documentId: uuidv7(),
	disputeId: uuidv7(),
	reference: 'LIT-2026-999999',
	untouched: 'LIT-2026-999999',
	untouchedId: uuidv7(),
	untouchedVersion: async () => uuidv7(),
	ratedId: uuidv7(),
	attachmentId: uuidv7(),
	followerId: uuidv7(),
	proposalId: uuidv7(),
	requestId: uuidv7(),
	creditId: uuidv7(),
	taskId: uuidv7(),
	batchId: uuidv7(),
	noteId: uuidv7(),
	paperId: uuidv7(),
	uploadId: uuidv7(),
	holdId: uuidv7(),
	contactId: uuidv7(),
	promiseId: uuidv7(),
	claimId: uuidv7(),
	messageId: uuidv7(),
	customerNoteId: uuidv7(),
	sourceId: uuidv7(),
	providerId: uuidv7(),
	runId: uuidv7(),
	noticeId: uuidv7(),
	letterId: uuidv7(),
	printFileId: uuidv7(),
	deliveryId: uuidv7(),
	userId: uuidv7(),
	invitationId: async () => uuidv7(),
	reasonId: uuidv7(),
	answerId: uuidv7(),
	answerSeen: async () => '2026-03-03T09:00:00.000Z',
	subStatusId: uuidv7(),
	fieldId: uuidv7(),
	invoiceFieldId: uuidv7(),
	reasonSeen: async () => 'x',
	deadlinesSeen: async () => 'x',
	ruleId: uuidv7(),
	ruleSeen: async () => 'x',
	approverId: uuidv7(),
	rulesSeen: async () => 'x',
	absenceId: uuidv7(),
	viewId: uuidv7(),
	mailId: uuidv7(),
	importId: uuidv7(),
	profileId: uuidv7(),
	scenarioId: uuidv7(),
	versionId: uuidv7(),
	templateKey: 'none-of-ours',
	draft: async () => uuidv7(),
	chargeId: uuidv7(),
	rateId: uuidv7(),
	version: async () => uuidv7(),
	customersVersion: async () => uuidv7(),
	customersUntouched: async () => uuidv7()
});

/** Both customers of a company with one of everything. */
export async function fill(company: Company): Promise<{ account: Things; neighbour: Things }> {
	const { inside } = company;
	await runDunning(inside);
	const shared = {
		...(await importOf(company)),
		...(await scenarioWithDraft(company)),
		...(await reasonOf(company)),
		...(await ruleOf(company)),
		...(await fieldsOf(company)),
		...(await answerOf(company)),
		userId: company.users.resolver.id,
		approverId: company.users.approver.id,
		rulesSeen: () => unitOfWork(inside, async (unit) => (await approvalsPage(unit)).seen),
		invitationId: () => invitationIn(company),
		absenceId: await absenceIn(company),
		viewId: await viewIn(company),
		mailId: await mailIn(company),
		rateId: await rateOf(company),
		templateKey: (await unitOfWork(inside, (unit) => createTemplate(unit, { name: 'Fin de mois' })))
			.key
	};
	const sourceId = await unitOfWork(inside, (unit) =>
		declareSource(unit, { name: 'Banque', kind: 'cash', profileId: null, maximumAgeHours: 48 })
	);
	const { providerId } = await unitOfWork(inside, (unit) =>
		setProvider(unit, { channel: 'sms', url: 'https://sms.test/messages', secret: null })
	);
	await agreeFee(company);
	// There before anybody knocks: whoever asks for it makes none.
	await invitationIn(company);
	const thingsOf = async (account: Account): Promise<Things> => {
		const { customer, overdue, contested, dispute, dueSoon, paid } = account;
		const untouched = await buildDispute(inside, dueSoon, { claimedMinor: 1n });
		const [notice] = await noticesIn(inside, customer.id);
		const letters = await letterFor(company, notice!);
		const mails = await deliveriesIn(inside);
		return {
			...shared,
			customerId: customer.id,
			code: customer.code,
			invoiceId: overdue.id,
			contestedId: contested.id,
			lineId: (await buildInvoiceLine(inside, overdue)).id,
			documentId: await deliveryNoteOf(inside, [overdue, contested]),
			disputeId: dispute.id,
			reference: dispute.reference,
			untouched: untouched.reference,
			untouchedId: untouched.id,
			untouchedVersion: () => unitOfWork(inside, (unit) => versionRead(unit, untouched.id)),
			ratedId: await ratedIn(company, paid),
			attachmentId: await attach(company, dispute),
			followerId: await follow(company, dispute),
			...(await takePartIn(company, dispute)),
			proposalId: await offerIn(company, dispute),
			requestId: await approvalAskedIn(company, dispute),
			...(await creditAskedIn(company, dispute)),
			taskId: await taskIn(company, dispute),
			noteId: await creditOf(company, dispute),
			paperId: await paperIn(company, dispute),
			uploadId: await uploadOf(account),
			holdId: (await buildHold(inside, customer, { invoiceId: paid.id })).id,
			contactId: (await buildContact(inside, customer, { bouncedAt: new Date() })).id,
			sourceId,
			providerId,
			promiseId: await promiseOf(company, account),
			...(await saidBy(account)),
			customerNoteId: await noteOn(company, customer.id),
			runId: notice!.runId,
			noticeId: notice!.id,
			...letters,
			deliveryId: mails.find(({ noticeId }) => noticeId === notice!.id)!.id,
			chargeId: await chargeOf(company, contested.id),
			version: () => unitOfWork(inside, (unit) => versionRead(unit, dispute.id)),
			customersVersion: () => unitOfWork(inside, (unit) => versionOf(unit, dispute.id)),
			customersUntouched: () => unitOfWork(inside, (unit) => versionOf(unit, untouched.id))
		};
	};
	return { account: await thingsOf(company.account), neighbour: await thingsOf(company.neighbour) };
}

const deliveryNoteOf = (
	inside: Company['inside'],
	invoices: readonly Account['overdue'][]
): Promise<string> =>
	unitOfWork(inside, async (unit) => {
		const content = new TextEncoder().encode('%PDF-1.7');
		const file = { name: 'BL.pdf', mime: 'application/pdf' as const, content, thumbnail: null };
		const { customerId } = invoices[0]!;
		const filed = await fileDocument(unit, { customerId, kind: 'delivery_note' }, file);
		for (const invoice of invoices)
			await linkDocument(unit, invoice, { ...filed, name: file.name });
		return filed.id;
	});

async function answerOf({ inside }: Company) {
	const list = () => unitOfWork(inside, listedAnswers);
	const { id } = (await list())[0]!;
	const answerSeen = async () => (await list()).find((one) => one.id === id)!.seen;
	return { answerId: id, answerSeen };
}

async function reasonOf({ inside }: Company) {
	const { id } = await unitOfWork(inside, (unit) => reasonByCode(unit, 'goods_damaged'));
	const reasonSeen = () =>
		unitOfWork(inside, async (unit) => (await reasonToChange(unit, id)).seen);
	const { id: subStatusId } = await unitOfWork(inside, (unit) =>
		addSubStatus(unit, {
			status: 'assigned',
			labels: { fr: 'Chez le transporteur', en: 'With the carrier', de: '', es: '' }
		})
	);
	const deadlinesSeen = () => unitOfWork(inside, async (unit) => (await deadlinesPage(unit)).seen);
	return { reasonId: id, reasonSeen, deadlinesSeen, subStatusId };
}

async function fieldsOf({ inside }: Company) {
	const labels = { fr: 'Région', en: 'Region', de: '', es: '' };
	const add = (subject: 'customer' | 'invoice') =>
		unitOfWork(inside, (unit) => addField(unit, { subject, kind: 'text', labels, choices: [] }));
	return { fieldId: (await add('customer')).id, invoiceFieldId: (await add('invoice')).id };
}

async function ruleOf({ inside }: Company) {
	const { id } = await unitOfWork(inside, (unit) =>
		addRule(unit, {
			...{ name: 'Nobody', reasonId: null, category: null, customer: '', fromMinor: null },
			...{ customerGroup: 'nobody', team: 'sales', userId: null }
		})
	);
	const ruleSeen = () => unitOfWork(inside, async (unit) => seenOfRule(await ruleById(unit, id)));
	return { ruleId: id, ruleSeen };
}

/** Published, and worked on again. */
async function scenarioWithDraft({ inside }: Company) {
	const { scenarioId, versionId } = await unitOfWork(inside, async (unit) => {
		const made = await createScenario(unit, {
			name: `Export ${inside.organisationId}`,
			steps: DEFAULT_SCENARIO
		});
		await publishScenario(unit, made.versionId);
		await startDraft(unit, made.scenarioId);
		return made;
	});
	return {
		scenarioId,
		versionId,
		draft: () => unitOfWork(inside, async (unit) => (await draftOf(unit, scenarioId))?.seen ?? '')
	};
}

async function noteOn({ desk }: Company, customerId: string): Promise<string> {
	const noteId = uuidv7();
	const body = 'Appeler avant dix heures.';
	await callerFor(desk.collector).desk.customers.writeNote({ noteId, customerId, body });
	return noteId;
}

/** Through the customer's own link. */
async function saidBy({ portalPath, overdue }: Account) {
	const { portal } = callerFor(await portalScopeOf(portalPath));
	const said = { language: 'fr' as const, idempotencyKey: `said-${overdue.id}` };
	const { claimId } = await portal.payments.claim({
		invoiceIds: [overdue.id],
		paidOn: localDate('2026-03-02'),
		amountMinor: 100n,
		currency: 'EUR',
		...said
	});
	const { messageId } = await portal.customers.write({
		kind: 'question',
		body: 'Un relevé ?',
		...said
	});
	return { claimId, messageId };
}

/** Further away than the policy lets anybody promise. */
const promiseOf = ({ inside }: Company, { customer, dueSoon }: Account): Promise<string> =>
	unitOfWork(inside, async (unit) => {
		const { promiseId } = await makePromise(unit, {
			customerId: customer.id,
			items: [{ invoiceId: dueSoon.id, amountMinor: 1n }],
			dueOn: localDate('2027-03-03'),
			note: '',
			source: 'phone',
			idempotencyKey: customer.id
		});
		return promiseId;
	});

const rateOf = ({ desk }: Company): Promise<string> =>
	unitOfWork(desk.admin, (unit) =>
		addRate(unit, {
			kind: 'interest',
			fromOn: localDate('2030-01-01'),
			basisPoints: 1_500,
			source: 'CGV'
		})
	);

/** British law knows a fixed sum in pounds only; these invoices are in euros. */
const agreeFee = ({ desk }: Company): Promise<string> =>
	unitOfWork(desk.admin, (unit) =>
		addRate(unit, {
			kind: 'fixed_fee',
			fromOn: localDate('2026-01-01'),
			amountMinor: 4_000n,
			currency: 'EUR',
			source: 'CGV'
		})
	);

const letterFor = (
	{ inside }: Company,
	{ id: noticeId, runId, customerId }: { id: string; runId: string; customerId: string }
): Promise<{ letterId: string; printFileId: string }> =>
	unitOfWork(inside, async (unit) => {
		const content = new TextEncoder().encode('%PDF-1.7 mise en demeure');
		const receipt = {
			name: 'avis.pdf',
			mime: 'application/pdf',
			content,
			thumbnail: null
		} as const;
		const proof = await fileDocument(unit, { customerId, kind: 'posting_proof' }, receipt);
		const { bytes, ...stored } = await storeFileIn(unit, content);
		const { organisationId } = unit.scope;
		const made = { organisationId, ...stored, pages: 1, createdAt: unit.now, createdBy: 'Test' };
		const [letterId, printFileId] = [uuidv7(), uuidv7()];
		await unit.tx.insert(printFile).values({ ...made, id: printFileId, runId, letters: 1 });
		await unit.tx
			.insert(letter)
			.values({ ...made, id: letterId, noticeId, bytes, printFileId, proofId: proof.id });
		return { letterId, printFileId };
	});

const chargeOf = ({ desk }: Company, invoiceId: string): Promise<string> =>
	unitOfWork(desk.collector, (unit) =>
		claimCharge(unit, { invoiceId, kind: 'fixed_fee', amountMinor: 4_000n })
	);

/** Another case of the same customer: a resolver's link opens one case, not a customer. */
export async function siblingOf(company: Company, mine: Things): Promise<Things> {
	const dispute = await buildDispute(company.inside, company.account.dueSoon, { claimedMinor: 1n });
	return {
		...mine,
		disputeId: dispute.id,
		reference: dispute.reference,
		contestedId: company.account.dueSoon.id,
		documentId: await deliveryNoteOf(company.inside, [company.account.dueSoon]),
		attachmentId: await attach(company, dispute),
		followerId: await follow(company, dispute),
		proposalId: await offerIn(company, dispute),
		requestId: await approvalAskedIn(company, dispute)
	};
}

/** Sent ahead of a form, whole. */
const uploadOf = async ({ portalPath }: Account): Promise<string> => {
	const { uploads } = callerFor(await portalScopeOf(portalPath)).portal;
	const bytes = new TextEncoder().encode('%PDF-1.4 bon de livraison');
	const announced = { name: 'bon.pdf', bytes: bytes.length, idempotencyKey: portalPath };
	const { id } = await uploads.begin(announced);
	await uploads.write({ id, offset: 0, bytes });
	return id;
};

async function attach(
	{ inside }: Company,
	{ id: disputeId, customerId }: Account['dispute']
): Promise<string> {
	const target = {
		disputeId,
		customerId,
		audience: 'customer',
		uploadedByKind: 'customer'
	} as const;
	const bytes = new TextEncoder().encode('%PDF-1.4 bon de livraison');
	const [id] = await unitOfWork(inside, (unit) =>
		saveAttachments(unit, target, [{ name: 'bon.pdf', bytes }])
	);
	return id!;
}

/** Somebody's, of a case that is still looked at. */
const taskIn = (
	{ inside }: Company,
	{ id: disputeId, customerId }: Account['dispute']
): Promise<string> =>
	unitOfWork(inside, async ({ tx, now, today }) => {
		const id = uuidv7();
		await tx.insert(caseTask).values({
			...{ organisationId: inside.organisationId, id, customerId, disputeId, text: 'x' },
			...{ ownerTeam: 'sales', dueOn: today, addedAt: now, addedByName: 'x', idempotencyKey: 'x' }
		});
		return id;
	});

/** A credit note of the case that settled nothing yet. */
const creditOf = (
	{ inside }: Company,
	{ id: disputeId, organisationId, customerId }: Account['dispute']
): Promise<string> =>
	unitOfWork(inside, async ({ tx, now, today }) => {
		const id = uuidv7();
		await tx.insert(creditNote).values({
			...{ organisationId, id, customerId, disputeId, number: `AV-${id}`, issuedOn: today },
			...{ currency: 'EUR', totalMinor: 1n, creditedMinor: 1n, createdAt: now }
		});
		return id;
	});

async function paperIn(
	{ inside }: Company,
	{ id: disputeId, customerId }: Account['dispute']
): Promise<string> {
	const content = new TextEncoder().encode(`%PDF-1.4 ${disputeId}`);
	const name = `${disputeId}.pdf`;
	const paper = { name, mime: 'application/pdf' as const, content, thumbnail: null };
	const kept = await unitOfWork(inside, (unit) =>
		fileDocument(unit, { customerId, disputeId, kind: 'corrected_invoice' }, paper)
	);
	return kept.id;
}

const offerIn = (
	{ inside, users }: Company,
	{ id: disputeId, organisationId, customerId }: Account['dispute']
): Promise<string> =>
	unitOfWork(inside, async ({ tx, now }) => {
		const id = uuidv7();
		await tx.insert(proposal).values({
			...{ organisationId, id, customerId, disputeId, kind: 'replacement', currency: 'EUR' },
			...{ validUntil: localDate('2026-03-20'), proposedAt: now, idempotencyKey: id },
			...{ proposedById: users.collector.id, proposedByName: users.collector.name }
		});
		return id;
	});

const follow = (
	{ inside }: Company,
	{ id: disputeId, organisationId, customerId }: Account['dispute']
): Promise<string> =>
	unitOfWork(inside, async ({ tx, now }) => {
		const id = uuidv7();
		await tx.insert(disputeFollower).values({
			...{ organisationId, id, customerId, disputeId },
			...{ name: 'Chantier', email: `chantier@${id}.test`, language: 'fr' },
			...{ addedAt: now, addedByKind: 'staff', addedByName: 'Claire', stopHash: id }
		});
		return id;
	});

const takePartIn = (
	{ inside, users }: Company,
	{ id: disputeId, organisationId, customerId }: Account['dispute']
): Promise<{ userId: string }> =>
	unitOfWork(inside, async ({ tx, now }) => {
		const { id: userId, name: userName } = users.resolver;
		await tx.insert(participant).values({
			...{ organisationId, id: uuidv7(), customerId, disputeId, userId, userName },
			...{ addedAt: now, addedByName: 'Claire' }
		});
		return { userId };
	});

const FILE = `customer;invoice;date;due;amount\nZ1;Z-1;2026-01-05;2026-02-05;12,50\n`;

async function importOf({
	desk,
	inside
}: Company): Promise<{ importId: string; profileId: string }> {
	return unitOfWork(desk.collector, async (unit) => {
		const { id } = await uploadImport(unit, 'z.csv', new TextEncoder().encode(FILE));
		const mapping = {
			separator: ';',
			encoding: 'utf-8',
			decimalMark: ',',
			dateOrder: 'ymd',
			currency: 'EUR',
			columns: { customer_code: 0, invoice_number: 1, invoice_date: 2, due_date: 3, amount: 4 }
		} as const;
		await saveProfile(
			unit,
			`profile of ${inside.organisationId}`,
			FILE.split('\n')[0]!.split(';'),
			mapping
		);
		return { importId: id, profileId: (await profilesOf(unit))[0]!.id };
	});
}

async function ratedIn({ inside }: Company, about: Account['paid']): Promise<string> {
	const { id, customerId } = await buildDispute(inside, about, {
		...{ claimedMinor: 1n, status: 'resolved' }
	});
	await unitOfWork(inside, ({ tx, now, scope: { organisationId } }) =>
		tx.insert(satisfaction).values({
			...{ organisationId, id: uuidv7(), customerId, disputeId: id },
			...{ solved: 1, ease: 1, byName: 'Ana', at: now }
		})
	);
	return id;
}

async function absenceIn({ desk, users }: Company): Promise<string> {
	const { absenceId } = await callerFor(desk.admin).desk.absences.enter({
		...{ userId: users.resolver.id, substituteId: users.collector.id },
		...{ fromOn: localDate('2026-05-04'), untilOn: localDate('2026-05-08') }
	});
	return absenceId;
}

const approvalAskedIn = (
	{ inside, users }: Company,
	dispute: Account['dispute']
): Promise<string> =>
	unitOfWork(inside, async (unit) => {
		const [id, { id: askedById, name: askedByName }] = [uuidv7(), users.collector];
		await unit.tx.insert(approvalRequest).values({
			...{ organisationId: inside.organisationId, id, customerId: dispute.customerId },
			...{ disputeId: dispute.id, kind: 'decision', verdict: 'valid', outcome: 'credit_full' },
			...{ amountMinor: 1n, creditedMinor: 0n, claimedMinor: 1n, currency: 'EUR', text: 'x' },
			...{ idempotencyKey: id, askedAt: unit.now, askedById, askedByName }
		});
		return id;
	});
const creditAskedIn = (
	{ inside, users }: Company,
	{ id: disputeId, customerId }: Account['dispute']
): Promise<{ creditId: string; batchId: string }> =>
	unitOfWork(inside, async ({ tx, now }) => {
		const { organisationId } = inside;
		const [creditId, batchId, resolutionId] = [uuidv7(), uuidv7(), uuidv7()];
		const ofCase = { organisationId, customerId, disputeId };
		const { id: decidedById, name } = users.collector;
		await tx.insert(resolution).values({
			...{ ...ofCase, id: resolutionId, verdict: 'valid', outcome: 'credit_full' },
			...{ acceptedMinor: 1n, explanation: 'x', decidedAt: now, decidedById, decidedByName: name }
		});
		await tx.insert(creditBatch).values({
			...{ organisationId, id: batchId, requests: 1, csv: 'x', json: '[]' },
			...{ exportedAt: now, exportedByName: name }
		});
		await tx.insert(creditRequest).values({
			...{ ...ofCase, id: creditId, resolutionId, amountMinor: 1n, currency: 'EUR', batchId },
			...{ reasonCode: 'PU_ERR', why: 'x', parts: [], askedAt: now, askedByName: name }
		});
		return { creditId, batchId };
	});

/** One that waits: the first that is found, since each door answers it with another one or none. */
async function invitationIn({ desk, inside }: Company): Promise<string> {
	const { users } = callerFor(desk.admin).desk;
	const [waiting] = (await users.list()).invitations;
	if (waiting) return waiting.id;
	return users.invite({
		...{ email: `new@${inside.organisationId}.test`, name: 'New', role: 'collector' },
		...{ team: '', language: 'fr' }
	});
}

async function viewIn({ desk }: Company): Promise<string> {
	const view = { name: `View ${uuidv7()}`, shared: true, filter: { view: 'late' as const } };
	return (await callerFor(desk.admin).desk.queue.saveView(view)).viewId;
}

async function mailIn({ inside }: Company): Promise<string> {
	const bytes = new Uint8Array(Buffer.from(`From: ana@client.test\r\n\r\n${uuidv7()}`));
	const { mailId } = await receiveMail(inside, { bytes, recipient: '' });
	await settleMail(inside, mailId);
	return mailId;
}
