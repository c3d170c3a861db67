import fc from 'fast-check';
import { addDays, localDate, type LocalDate, type WorkingCalendar } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { Decision, DunningFacts, OpenItem, PastNotice } from './decision';
import { DEFAULT_SCENARIO } from './default-scenario';
import type { StepDefinition } from './scenario';

/** A Tuesday. */
export const TODAY = localDate('2026-03-10');

export const EVERY_DAY: WorkingCalendar = { weekdays: [1, 2, 3, 4, 5, 6, 7], closed: new Set() };
export const WEEKDAYS: WorkingCalendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set() };

export const SCENARIO: readonly StepDefinition[] = DEFAULT_SCENARIO.map((step) => ({
	...step,
	id: `step-${step.key}`
}));

export const stepNamed = (key: string): StepDefinition => {
	const step = SCENARIO.find((candidate) => candidate.key === key);
	if (!step) throw new Error(`no step ${key}`);
	return step;
};

/** €1,000 open, whole, twelve days late: the reminder is due. */
export const openItem = (overrides: Partial<OpenItem> = {}): OpenItem => ({
	invoiceId: 'invoice-1',
	number: 'F-001',
	issuedOn: localDate('2026-01-27'),
	dueOn: localDate('2026-02-26'),
	currency: 'EUR',
	totalMinor: 100_000n,
	openMinor: 100_000n,
	disputedMinor: 0n,
	disputes: [],
	promisedMinor: 0n,
	...overrides
});

/** An invoice so many days past due today; negative: due in so many days. */
export const lateBy = (days: number, overrides: Partial<OpenItem> = {}): OpenItem =>
	openItem({ dueOn: addDays(TODAY, -days), ...overrides });

export const facts = (overrides: Partial<DunningFacts> = {}): DunningFacts => ({
	customer: { customerId: 'customer-1', directDebit: false, legalStage: false },
	contacts: [
		{ contactId: 'contact-1', role: 'collections', email: 'ap@customer.test', bounced: false }
	],
	openItems: [openItem()],
	holds: [],
	history: [],
	scenario: SCENARIO,
	policy: {
		minContactDelayDays: 5,
		minimumMinor: 0n,
		currency: 'EUR',
		sendFromMinute: 480,
		sendUntilMinute: 1080
	},
	calendar: WEEKDAYS,
	credits: [],
	today: TODAY,
	...overrides
});

export const sent = (
	stepKey: string,
	on: string,
	overrides: Partial<PastNotice> = {}
): PastNotice => ({
	stepKey,
	leaderInvoiceId: 'invoice-1',
	on: localDate(on),
	counts: true,
	...overrides
});

export const codes = ({ reasons }: Decision): string[] => reasons.map(({ code }) => code);

/** What the history of a customer looks like after a decision was carried out. */
export const noticeOf = (decision: Decision, on: LocalDate): PastNotice[] =>
	decision.step && decision.leaderInvoiceId && decision.outcome !== 'nothing'
		? [
				{
					stepKey: decision.step.key,
					leaderInvoiceId: decision.leaderInvoiceId,
					on,
					counts: decision.outcome === 'send'
				}
			]
		: [];

const day = (from: number, to: number): fc.Arbitrary<LocalDate> =>
	fc.integer({ min: from, max: to }).map((days) => addDays(TODAY, days));

const amount = fc.bigInt({ min: 0n, max: 5_000n });

/** Parts may contradict each other (disputed above open): the rules must cope. */
const anyItem: fc.Arbitrary<OpenItem> = fc
	.record({
		dueOn: fc.option(day(-70, 60), { freq: 10 }),
		currency: fc.constantFrom('EUR', 'USD'),
		openMinor: amount,
		disputedMinor: fc.oneof(fc.constant(0n), amount),
		promisedMinor: fc.oneof(fc.constant(0n), amount),
		promisedUntil: fc.option(day(-10, 30), { nil: undefined }),
		quietUntil: fc.option(day(-10, 10), { nil: undefined, freq: 4 }),
		quietMinor: amount
	})
	.map((parts) =>
		openItem({
			...parts,
			issuedOn: addDays(parts.dueOn ?? TODAY, -30),
			totalMinor: parts.openMinor,
			disputes: parts.disputedMinor > 0n ? ['LIT-2026-000001'] : []
		})
	);

const anyItems = fc.array(anyItem, { maxLength: 6 }).map((items) =>
	items.map((item, index) => ({
		...item,
		invoiceId: `invoice-${index}`,
		number: `F-00${index}`
	}))
);

const anyHold = fc.record({
	kind: fc.constantFrom(
		'manual' as const,
		'payment_announced' as const,
		'invoice_copy_sent' as const
	),
	invoiceId: fc.integer({ min: 0, max: 5 }).map((index) => `invoice-${index}`),
	reason: fc.constant('because'),
	until: fc.option(day(-10, 20), { nil: undefined })
});

const anyStep = fc
	.record({
		phase: fc.constantFrom('before_due' as const, 'after_due' as const),
		near: fc.integer({ min: 0, max: 40 }),
		length: fc.integer({ min: 0, max: 15 }),
		channel: fc.constantFrom('email' as const, 'letter' as const, 'call' as const),
		automatic: fc.boolean(),
		requiresEarlierContact: fc.boolean()
	})
	.map(({ near, length, ...step }) => ({
		...stepNamed('reminder'),
		...step,
		opensDays: step.phase === 'before_due' ? near + length : near,
		closesDays: step.phase === 'before_due' ? near : near + length
	}));

/** Windows that overlap, leave gaps and come in no order. */
export const anyScenario: fc.Arbitrary<StepDefinition[]> = fc
	.array(anyStep, { minLength: 1, maxLength: 6 })
	.map((steps) => steps.map((step, index) => ({ ...step, key: `step-${index}`, position: index })));

export const anyFacts: fc.Arbitrary<DunningFacts> = fc
	.record({
		openItems: anyItems,
		holds: fc.array(anyHold, { maxLength: 2 }),
		scenario: fc.oneof(fc.constant(SCENARIO), anyScenario),
		directDebit: fc.boolean(),
		staleSource: fc.option(fc.constant({ name: 'bank', lastOn: null }), { nil: undefined }),
		calendar: fc.constantFrom(EVERY_DAY, WEEKDAYS),
		credits: fc.array(
			amount.map((minor) => money(minor, 'EUR')),
			{ maxLength: 1 }
		),
		minContactDelayDays: fc.integer({ min: 0, max: 8 })
	})
	.map(({ directDebit, minContactDelayDays, ...rest }) =>
		facts({
			...rest,
			customer: { customerId: 'customer-1', directDebit, legalStage: false },
			policy: { ...facts().policy, minContactDelayDays }
		})
	);
