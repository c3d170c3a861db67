import { describe, expect, test } from 'vitest';
import { acceptedMinorFor, asksAmount, OUTCOMES_BY_VERDICT } from '$lib/domain/disputes/resolution';
import { VERDICTS } from '$lib/domain/disputes/schema';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { outcomeWords } from '$lib/i18n/verdict-words';
import { formatDayLong, formatMoney } from '$lib/i18n/format';
import { LANGUAGES, type Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { renderMail } from './render';
import { sampleOf } from './samples';

const facts = sampleOf('dispute-decided', 'partly_valid');
const rows = VERDICTS.flatMap((verdict) =>
	OUTCOMES_BY_VERDICT[verdict].flatMap((outcome) =>
		LANGUAGES.map((language) => ({ verdict, outcome, language }))
	)
);

describe.each(rows)('$verdict, $outcome ($language)', ({ verdict, outcome, language }) => {
	const typed = asksAmount(verdict, outcome) ? 5_000n : undefined;
	const found = acceptedMinorFor(verdict, facts.claimed.minor, typed, outcome);
	const accepted = money(found.ok ? found.acceptedMinor : -1n, 'EUR');

	test('the letter says what follows, and an amount only when something is credited', async () => {
		const { subject, text } = await renderMail('dispute-decided', language, {
			...facts,
			...{ verdict, outcome, accepted }
		});
		const letter = `${subject}\n${text}`;
		expect(letter).not.toMatch(/\b0[.,]00/);
		expect(text.replaceAll(/\s+/g, ' ')).toContain(
			outcomeWords({ verdict, outcome, accepted }, language).replaceAll(/\s+/g, ' ')
		);
		expect(subject.includes(formatMoney(accepted, language))).toBe(accepted.minor > 0n);
	});
});

test('every letter about a case names the invoices', async () => {
	const invoices = ['F-2026-0431', 'F-2026-0440'];
	const letters = [
		await renderMail('dispute-decided', 'fr', { ...facts, invoices }),
		await renderMail('dispute-resolved', 'fr', {
			...sampleOf('dispute-resolved', 'credit'),
			invoices
		}),
		await renderMail('dispute-update', 'fr', {
			...sampleOf('dispute-update', 'waiting_customer'),
			invoices
		})
	];
	for (const { text } of letters) expect(text).toContain('F-2026-0431, F-2026-0440');
});

test.each(LANGUAGES)('a gesture beside a refusal does not contradict it (%s)', async (language) => {
	const letter = async (outcome: 'goodwill' | 'no_action') =>
		renderMail('dispute-decided', language, {
			...facts,
			...{
				verdict: 'invalid' as const,
				outcome,
				accepted: money(outcome === 'goodwill' ? 5_000n : 0n, 'EUR')
			}
		});
	const [gesture, refusal] = [await letter('goodwill'), await letter('no_action')];
	expect(gesture.subject).not.toBe(refusal.subject);
	expect(gesture.text).not.toMatch(/maintenons|maintain|bleiben bestehen|mantenemos/);
	expect(gesture.text).not.toMatch(
		/Montant accepté|Amount accepted|Anerkannter Betrag|Importe aceptado/
	);
	expect(refusal.text).toMatch(/maintenons|maintain|bleiben bestehen|mantenemos/);
});

test('a letter that waited to be sent since before outcomes were told is still written', async () => {
	const { outcome: _, ...before } = facts;
	const { text } = await renderMail('dispute-decided', 'fr', before);
	expect(text).toContain('nous en acceptons');
});

const UP_TO: Record<Language, RegExp> = {
	fr: /jusqu’au vendredi 4 décembre\s?inclus/,
	en: /until the end of Friday 4 December|up to and including Friday 4 December/,
	de: /bis Freitag, 4\. Dezember einschließlich|bis einschließlich Freitag, 4\. Dezember/,
	es: /hasta el viernes 4 de diciembre inclusive/
};
test.each(LANGUAGES)(
	'every letter and page names the last day without a reminder (%s)',
	async (language) => {
		const quietUntil = localDate('2026-12-04');
		const closing = sampleOf('dispute-resolved', 'credit');
		const resolved = await renderMail('dispute-resolved', language, { ...closing, quietUntil });
		const date = formatDayLong(quietUntil, language);
		const page = ['follow_quiet_until', 'follow_quiet_until_closed', 'portal_case_withdraw_text'];
		for (const said of [resolved.text, ...page.map((key) => say(key, { date }, language))])
			expect(said.replaceAll(/[\s:]+/g, ' ')).toMatch(UP_TO[language]);
	}
);

test.each(LANGUAGES)(
	'a second credit of a case is told beside the first, never as the only one (%s)',
	async (language) => {
		const creditedBefore = money(8_904n, 'EUR');
		const letter = async (more: Partial<typeof facts>) =>
			(await renderMail('dispute-decided', language, { ...facts, ...more })).text;
		const before = formatMoney(creditedBefore, language);
		expect(await letter({ creditedBefore })).toContain(before);
		expect(await letter({})).not.toContain(before);
		const none = { verdict: 'invalid', outcome: 'no_action', accepted: money(0n, 'EUR') } as const;
		expect(await letter({ ...none, creditedBefore })).not.toContain(before);
	}
);
