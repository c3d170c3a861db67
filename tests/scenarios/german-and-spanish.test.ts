import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { Language } from '$lib/domain/language';
import { runInLanguage } from '$lib/i18n/run-in';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

/** What each reads, and never a word of the creditor's French around it. */
const PEOPLE = [
	{
		language: 'de',
		company: 'Bäckerei Sommer GmbH',
		person: 'Jürgen Sommer',
		email: 'buchhaltung@sommer.test',
		reminder: /Rechnung/,
		amount: /1\.000,00\s€/,
		due: /13\. März/,
		reason: 'Der Preis stimmt nicht',
		written: 'Vereinbart waren 80 € weniger.',
		received: /Ihre Beanstandung hat die Referenz/,
		decided: /850,00\s€/,
		closed: /^Beanstandung .* abgeschlossen$/,
		rest: /Noch zu zahlen: /
	},
	{
		language: 'es',
		company: 'Panadería del Sol SL',
		person: 'Begoña Ruiz',
		email: 'administracion@delsol.test',
		reminder: /factura/i,
		amount: /1000,00\s€/,
		due: /13 mar 2026/,
		reason: 'El precio no es el acordado',
		written: 'Habíamos acordado 80 € menos.',
		received: /Su reclamación tiene la referencia/,
		decided: /850,00\s€/,
		closed: /^Reclamación .* cerrada$/,
		rest: /Queda por pagar: /
	}
] as const satisfies readonly ({ language: Language } & Record<string, unknown>)[];

const FRENCH = /\b(vous|votre|nous|contestation|relance|facture)\b/;

test.each(PEOPLE)(
	'a customer who speaks another language than his creditor is written to in his own ($language)',
	async (they) => {
		const inside = await buildOrganisation({
			name: 'Menuiserie Dupont',
			email: `compta-${they.language}@menuiserie.test`
		});
		const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
		const customer = await buildCustomer(inside, { name: they.company, code: they.language });
		await buildContact(inside, customer, {
			email: they.email,
			name: they.person,
			role: 'collections',
			language: they.language
		});
		const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
		const { desk } = callerFor(deskScopeOf(claire, inside));
		const last = () => story.mails(they.email).at(-1)!;

		await story.day('2026-03-03');
		expect(last().text).toMatch(they.reminder);
		expect(last().text).toMatch(they.amount);
		expect(last().text).toMatch(they.due);
		expect(last().text).not.toMatch(FRENCH);

		// The link of the mail opens the portal in the language of whom it was sent to.
		const scope = await portalScopeOf(linkIn(last()));
		expect(scope.holder.language).toBe(they.language);
		const { portal } = callerFor(scope);
		const { reference, disputeId } = await portal.disputes.open({
			items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
			reasonCode: 'price_unit',
			explanation: they.written,
			idempotencyKey: `dispute in ${they.language}`,
			language: they.language
		});
		await story.wake();
		expect(last().text).toMatch(they.received);
		expect(last().text).toContain(they.reason);
		expect(last().text).not.toMatch(FRENCH);

		// Staff decides in French; around what they write, everything is in the customer's language.
		await desk.disputes.decide({
			disputeId,
			verdict: 'partly_valid',
			outcome: 'credit_partial',
			acceptedMinor: 15_000n,
			explanation: 'OK'
		});
		await desk.disputes.resolve({ disputeId, creditNoteNumber: `AV-${they.language}` });
		await story.wake();
		expect(last().subject).toMatch(they.closed);
		expect(last().subject).toContain(reference);
		expect(last().text).toMatch(they.rest);
		expect(last().text).toMatch(they.decided);
		expect(last().text).not.toMatch(FRENCH);

		// What he reads again in the portal names the reason as he chose it.
		const page = await runInLanguage(they.language, () => portal.disputes.show({ reference }));
		expect(page.labels[they.language]).toBe(they.reason);
	}
);
