import { entryNames } from '$lib/domain/proofs/entry-names';
import { unitOfWork } from '../../db/client';
import { keptMessages, keptOfAccount } from '../../delivery/kept-messages';
import { noticesToProve } from '../../dunning/notices-about';
import { documentsOfInvoices } from '../../invoices/invoice-documents';
import { caseInAccount } from '../case-entries';
import { caseFacts } from '../case-facts';
import { INTERNAL, inside, type Entry, type Missing, type PathOf } from '../entry';
import type { Happened } from '../happened';
import { messageEntries } from '../mails';
import { noticeEntries } from '../notices';
import { besideInvoices, invoiceEntries } from '../papers';
import { deliveryEvents } from '../timeline-deliveries';
import type { AskedAccount } from './asked';
import { inPages } from './pages';
import { accountThread, customerSheet, journal, saidEvents, timeline } from './written';

/** What goes into the pack, as it is read: never more of it than a page in memory. */
export async function* accountEntries(
	asked: AskedAccount
): AsyncGenerator<{ entry: Entry } | { missing: Missing }> {
	const pathOf = entryNames();
	const happened: Happened[] = saidEvents(asked);
	yield* toHandOver(asked, [customerSheet(asked), accountThread(asked)]);
	yield* toHandOver(asked, await paperEntries(asked, pathOf));
	for await (const entries of messagesOfAccount(asked, pathOf, happened))
		yield* toHandOver(asked, entries);
	for await (const entries of noticesOfAccount(asked, pathOf, happened))
		yield* toHandOver(asked, entries);
	yield* casesOfAccount(asked);
	yield* toHandOver(asked, [timeline(asked, happened)]);
	if (asked.internal) yield { entry: await journal(asked) };
}

/** What is internal stays here, unless it was asked for. */
function* toHandOver({ internal }: AskedAccount, entries: readonly Entry[]) {
	for (const entry of entries)
		if (internal || !entry.path.startsWith(`${INTERNAL}/`)) yield { entry };
}

async function paperEntries(
	{ scope, facts, language }: AskedAccount,
	pathOf: PathOf
): Promise<Entry[]> {
	const ids = facts.invoices.map(({ id }) => id);
	const beside = await unitOfWork(scope, (unit) => documentsOfInvoices(unit, ids));
	const papers = { scope, language, facts: { invoices: facts.invoices, beside } };
	return [...invoiceEntries(papers, pathOf), ...besideInvoices(papers, pathOf)];
}

async function* messagesOfAccount(asked: AskedAccount, pathOf: PathOf, happened: Happened[]) {
	const { scope, facts, period, linkWords, language } = asked;
	const customerId = facts.customer.id;
	const pages = inPages(
		scope,
		(unit, page) => keptOfAccount(unit, { customerId, ...page, ...period }, linkWords),
		({ id }) => id
	);
	for await (const messages of pages) {
		happened.push(...deliveryEvents({ scope, language, facts: { messages, notices: [] } }));
		yield messages.flatMap((message) =>
			messageEntries(asked, message, {
				...{ folder: inside(message.isInternal, 'mails'), kind: 'mail' as const, pathOf }
			})
		);
	}
}

async function* noticesOfAccount(asked: AskedAccount, pathOf: PathOf, happened: Happened[]) {
	const { scope, facts, period, linkWords, language } = asked;
	const customerId = facts.customer.id;
	const pages = inPages(
		scope,
		(unit, page) => noticesToProve(unit, { customerId, ...page, ...period }),
		({ noticeId }) => noticeId
	);
	for await (const notices of pages) {
		const noticeIds = notices.map(({ noticeId }) => noticeId);
		const messages = await unitOfWork(scope, (unit) =>
			keptMessages(unit, { customerId, noticeIds }, linkWords)
		);
		const page = { scope, language, facts: { notices, messages } };
		happened.push(...deliveryEvents(page));
		yield noticeEntries(page, pathOf);
	}
}

/** One case at a time, each with a timeline of its own. */
async function* casesOfAccount(asked: AskedAccount) {
	const { scope, language, linkWords, internal } = asked;
	for (const { reference } of asked.facts.cases) {
		const facts = await unitOfWork(scope, (unit) =>
			caseFacts(unit, { reference, linkWords, noticesBeside: true })
		);
		const { entries, missing } = caseInAccount({ scope, facts, language, linkWords, internal });
		for (const entry of entries) yield { entry };
		for (const one of missing) yield { missing: one };
	}
}
