import { latestDayAt, localDateAt } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { money, totals } from '$lib/domain/money';
import { minus } from '$lib/domain/receivables/credits';
import { AppError } from '$lib/domain/errors';
import { isViewOnly, type PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfCustomer, decisionsOfCustomer, itemsOfCustomer } from '../disputes/portal-queries';
import { contestedIn, portalAccount, type PortalAccount } from '../invoices/portal-account';
import { settledInvoicesOfCustomer } from '../invoices/portal-queries';
import { shownInvoice } from '../invoices/portal-states';
import { missingAmong } from '../payments/missing-among';
import { everyToPay } from '../payments/to-pay';
import { appIcon, drawIcon } from '../settings/logo/app-icon';
import { logoOf, shownLogo } from '../settings/logo/logo';
import { bankOf } from '../settings/bank';
import { creditorOf } from '../settings/creditor';
import { organisationOf } from '../settings/queries';
import { replaceLinks } from '../auth/replace-links';
import { portalGate, portalProcedure, router } from '../trpc/procedures';
import { z } from 'zod';
import { MOST_READ } from '$lib/domain/receivables/at-once';
import { LONGEST_COMPOSED } from '$lib/domain/typed-text';
import { LANGUAGES } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { sentFiles } from '../attachments/sent-files';
import { takeFiles } from '../attachments/take-files';
import { portalFiles, portalUpload } from '../attachments/upload';
import { unitOfWork } from '../db/client';
import { messageWrittenWith, writeMessage } from './write-message';
import { askedByHolder, askedWaiting } from './asked';
import { accountView, casesOn, pageOf, type AccountView } from './account-view';
import { deviceMark } from './device-mark';
import { officerOf } from './officer';
import { waitingRequests } from '../promises/waiting-requests';
import { customerOf, wrongPersonToldAt } from './portal-queries';

const SETTLED_SHOWN = 6;

/** What the holder of a customer's link sees of the account. */
export const customersPortal = router({
	/** Around every page: who writes, to whom, and whom to call. */
	frame: portalGate.query(async ({ ctx: { scope } }) => {
		const officer = await officerOf(scope);
		return unitOfWork(scope, (unit) => frameOf(unit, officer));
	}),

	/** The picture of the creditor; it is drawn again, small, by us. */
	logo: portalProcedure.query(async ({ ctx: { unit } }) => {
		const logo = await logoOf(await organisationOf(unit));
		if (!logo) throw new AppError('not_found');
		return { version: logo.version, content: new Uint8Array(logo.page) };
	}),

	/** The same as the picture of an application: installed from a link, this is the creditor's, not ours. */
	icon: portalProcedure.input(appIcon).query(async ({ ctx: { unit }, input }) => {
		const logo = await logoOf(await organisationOf(unit));
		if (!logo) throw new AppError('not_found');
		return {
			version: logo.version,
			content: new Uint8Array(await drawIcon(logo.paper, input))
		};
	}),

	account: portalProcedure
		.input(accountView.prefault({}))
		.query(async ({ ctx: { unit }, input }) => accountOf(unit, input)),

	/** All links of the holder end, and a fresh one goes to his address. */
	replaceLinks: portalGate.mutation(({ ctx: { scope } }) => replaceLinks(scope)),

	/** What the holder wrote about the account so far. */
	asked: portalProcedure.query(({ ctx: { unit } }) => askedByHolder(unit)),

	/** A question about the account, or whom to ask instead. */
	write: portalUpload
		.input(
			z.object({
				kind: z.enum(['question', 'wrong_person']),
				body: z.string().max(LONGEST_COMPOSED),
				invoiceIds: z.array(z.uuid()).max(MOST_READ).default([]),
				language: z.enum(LANGUAGES),
				idempotencyKey: z.string().min(8).max(100),
				files: portalFiles
			})
		)
		.mutation(async ({ ctx: { scope }, input }) => {
			// Sent again, its files are not looked at a second time.
			const written = { ...input, sent: await sentFiles(scope, input.files) };
			const earlier = await unitOfWork(scope, (unit) => messageWrittenWith(unit, written));
			if (earlier) return earlier;
			const files = await takeFiles(scope, input.files);
			return unitOfWork(scope, (unit) => writeMessage(unit, { ...written, files }));
		})
});

async function frameOf(unit: Unit<PortalScope>, officer: string | null) {
	const { name, code } = await customerOf(unit, unit.scope.customerId);
	const { holder } = unit.scope;
	return {
		creditor: { ...(await shownCreditor(unit)), officer },
		customer: { name, code },
		mark: deviceMark(unit.scope),
		view: viewOf(unit.scope, code, name),
		holder: { name: holder.name, email: holder.email },
		today: unit.today,
		/** What a reader far east of us may call today. */
		latestDay: latestDayAt(unit.now),
		timeZone: unit.scope.timeZone
	};
}

/** Said to a colleague who looks on, with the way back; its words come from here, so that no customer downloads them. */
const viewOf = (scope: PortalScope, code: string, name: string) =>
	isViewOnly(scope)
		? {
				words: say('portal_view_only', { holder: scope.holder.name || scope.holder.email, name }),
				back: { href: `/customers/${encodeURIComponent(code)}`, words: say('portal_view_back') }
			}
		: null;

/** With what its pages show besides: its logo, and when it can be called. */
async function shownCreditor(unit: Unit<PortalScope>) {
	const organisation = await organisationOf(unit);
	const drawn = await logoOf(organisation);
	return {
		...(await creditorOf(unit)),
		contactHours: organisation.contactHours,
		/** As long as a link that is made today lives. */
		linkDays: organisation.linkPortalDays,
		logo: shownLogo(drawn, (version) => `/logo?v=${version}`),
		/** Where its picture for the applications of a device is asked for; null where ours stands for it. */
		icon: drawn && `/icon?v=${drawn.version}`
	};
}

async function accountOf(unit: Unit<PortalScope>, view: AccountView) {
	const account = await portalAccount(unit);
	const settled = await settledInvoicesOfCustomer(unit, SETTLED_SHOWN);
	const page = pageOf(account.open, view);
	const toldAt = await wrongPersonToldAt(unit);
	return {
		...page,
		/** Something that falls due may be paid in advance. */
		isPayableEarly: everyToPay(account, 'upcoming').invoices.length > 0,
		/** Of those he says he paid and that are asked for again, how that payment stands. */
		missing: await missingAmong(unit, page.open, account),
		settled: settled.map((invoice) => shownInvoice(invoice, { ...account.around, pauses: [] })),
		...sumsOf(account),
		...(await casesOf(unit, account, view)),
		requests: await waitingRequests(unit),
		/** What its reader wrote, and nobody has dealt with yet. */
		messagesWaiting: await askedWaiting(unit),
		/** Who reads this said that somebody else is to be written to, and nobody has answered yet. */
		wrongPersonToldOn: toldAt && localDateAt(toldAt, unit.scope.timeZone),
		bank: await bankFor(unit),
		today: unit.today
	};
}

function sumsOf({ open, credits, sums }: PortalAccount) {
	const { overdue, overduePaused, overduePromised, upcoming, deducted, left } = sums;
	return {
		overdue,
		overduePaused,
		overduePromised,
		promisedFor: promisedDays(open),
		upcoming,
		deducted,
		left,
		/** The balance: everything open, contested or not, less what was received. */
		total: minus(
			totals(open.map(({ openMinor: minor, currency }) => ({ minor, currency }))),
			credits
		),
		disputed: sumOf(
			open,
			({ disputedMinor, refusedMinor, acceptedMinor }) =>
				disputedMinor - refusedMinor - acceptedMinor
		),
		/** Accepted, and not settled yet. */
		accepted: sumOf(open, ({ acceptedMinor }) => acceptedMinor),
		/** Payable again since it was decided. */
		refused: sumOf(open, ({ refusedMinor }) => refusedMinor)
	};
}

const sumOf = (
	open: PortalAccount['open'],
	minorOf: (invoice: PortalAccount['open'][number]) => bigint
) =>
	totals(
		open
			.map((invoice) => ({ minor: minorOf(invoice), currency: invoice.currency }))
			.filter(({ minor }) => minor > 0n)
	);

/** Days for which something late was promised, each with how much, of what, and its last one without a reminder. */
function promisedDays(open: PortalAccount['open']) {
	const parts = open
		.filter(({ daysLate }) => daysLate > 0)
		.flatMap(({ id, currency, promise }) =>
			(promise?.parts ?? []).map((part) => ({ ...part, id, currency }))
		);
	return [...groupBy(parts, ({ on }) => on)]
		.map(([on, same]) => ({
			...{ on, untilOn: same[0]!.untilOn, amounts: totals(same) },
			invoiceIds: same.map(({ id }) => id)
		}))
		.sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** One page of the cases, and on whatever page those that wait for the customer. */
async function casesOf(unit: Unit<PortalScope>, account: PortalAccount, view: AccountView) {
	const all = await casesOfCustomer(unit);
	const { cases, casePage } = casesOn(all, view.cases);
	return {
		cases: await withClaims(unit, account, cases),
		casePage,
		yourTurn: all
			.filter(({ status, isOffered }) => status === 'waiting_customer' || isOffered)
			.map(({ reference }) => reference),
		offersOver: all.flatMap(({ reference, offerOver }) =>
			offerOver ? [{ ...offerOver, reference }] : []
		)
	};
}

async function withClaims(
	unit: Unit<PortalScope>,
	account: PortalAccount,
	cases: Awaited<ReturnType<typeof casesOfCustomer>>
) {
	const ids = cases.map(({ id }) => id);
	const [items, decisions] = [
		await itemsOfCustomer(unit, ids),
		await decisionsOfCustomer(unit, ids)
	];
	return cases.map((found) => {
		const own = items.filter(({ disputeId }) => disputeId === found.id);
		const claimed = totals(own.map(({ claimedMinor: minor, currency }) => ({ minor, currency })));
		const decision = decisions.find(({ disputeId }) => disputeId === found.id);
		return {
			...found,
			invoices: [...new Set(own.map(({ number }) => number))],
			/** Of an open case, what is left of it. */
			claimed: claimed.map(({ minor, currency }) => ({
				minor: contestedIn(account, found.reference) ?? minor,
				currency
			})),
			decision: decision
				? {
						verdict: decision.verdict,
						outcome: decision.outcome,
						accepted: money(decision.acceptedMinor, claimed[0]?.currency ?? 'EUR'),
						isAgreed: decision.proposalId !== null
					}
				: null
		};
	});
}

/** With what to write on a transfer that settles no invoice in particular. */
async function bankFor(unit: Unit<PortalScope>) {
	const { code: reference } = await customerOf(unit, unit.scope.customerId);
	const bank = bankOf(await organisationOf(unit));
	return bank && { ...bank, reference };
}
