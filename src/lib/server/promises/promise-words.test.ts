import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { LANGUAGES } from '$lib/i18n/language';
import { pledgeTerms } from '$lib/i18n/pledge-terms';
import { promiseLines } from './promise-words';

const share = (dueOn: string, amountMinor: bigint) => ({
	dueOn: localDate(dueOn),
	items: [{ invoiceId: 'one', currency: 'EUR', amountMinor }]
});
const between = { creditor: 'Gantier', timeZone: 'Europe/Paris', graceDays: 2 };

test.each(LANGUAGES)(
	'what is kept is what he chose and the terms his form showed (%s)',
	(language) => {
		const lines = promiseLines({
			...{ ...between, language, numbers: new Map([['one', 'F-1']]) },
			isRequest: false,
			today: localDate('2026-11-27'),
			shares: [share('2026-11-30', 25_000n), share('2026-12-11', 25_000n)]
		});
		const terms = pledgeTerms(between, language);
		expect(lines.slice(-terms.length)).toEqual(terms);
		expect(lines.join(' ')).not.toMatch(/pledge_|\{/);
		// The heading, each payment, the invoices; nothing else that he has not read.
		expect(lines).toHaveLength(4 + terms.length);
	}
);

test.each([
	['fr', /date incluse \(/, /un jour ouvré de plus/, /2 jours ouvrés de plus/],
	['en', /including its date \(/, /one more working day/, /2 more working days/],
	['de', /ihres Datums \(/, /einen weiteren Arbeitstag/, /2 weitere Arbeitstage/],
	['es', /fecha inclusive \(/, /un día laborable más/, /2 días laborables más/]
] as const)(
	'the terms stop at the day itself, and at the days of grace (%s)',
	(language, ...said) => {
		said.forEach((words, graceDays) => {
			expect(pledgeTerms({ ...between, graceDays }, language).join(' ')).toMatch(words);
		});
	}
);

test.each([
	['fr', 'Paiement', 'Versement'],
	['en', 'Payment', 'Instalment'],
	['de', 'Zahlung', 'Rate'],
	['es', 'Pago', 'Plazo']
] as const)('one payment is not called an instalment (%s)', (language, payment, instalment) => {
	const chosen = (...shares: ReturnType<typeof share>[]) =>
		promiseLines({
			...{ ...between, language, numbers: new Map([['one', 'F-1']]) },
			...{ today: localDate('2026-11-27'), isRequest: false, shares }
		}).map((line) => /^[^\s:]+(?=\s?:)/.exec(line)?.[0]);
	const one = chosen(share('2026-11-30', 50_000n));
	expect(one[1]).toBe(payment);
	const two = chosen(share('2026-11-30', 25_000n), share('2026-12-11', 25_000n));
	expect(two.slice(1, 3)).toEqual([instalment, instalment]);
});

test.each([
	['fr', /^Demande de délai/],
	['en', /^Request to/],
	['de', /^Bitte um/],
	['es', /^Solicitud/]
] as const)('what nobody agreed to yet is kept as a request (%s)', (language, heading) => {
	const [first] = promiseLines({
		...{ ...between, language, numbers: new Map([['one', 'F-1']]), isRequest: true },
		...{ today: localDate('2026-11-27'), shares: [share('2027-02-26', 50_000n)] }
	});
	expect(first).toMatch(heading);
});
