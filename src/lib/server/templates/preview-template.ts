import { addDays, type LocalDate } from '$lib/domain/calendar';
import { fillLine } from '$lib/domain/dunning/fill-template';
import type { Tone } from '$lib/domain/dunning/scenario';
import { wordsOfTone, type TemplateContent } from '$lib/domain/dunning/template';
import { TEMPLATE_TAGS } from '$lib/domain/dunning/template-tags';
import { byLanguage, LANGUAGES, type Language } from '$lib/domain/language';
import type { InsideScope } from '../auth/scope';
import { findCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { accountFactsOfCustomer } from '../dunning/preview-facts';
import { env } from '../env';
import type { MailFacts } from '../mail/mails';
import { renderMail } from '../mail/render';
import { sampleOf } from '../mail/samples';
import { SAMPLE_RECIPIENT, type MailSender } from '../mail/sender';
import { dunningTags } from '../mail/views/dunning-tags';
import { organisationOf } from '../settings/queries';

type Facts = MailFacts['dunning-notice'];

/** A long list: what the letter weighs then is what is checked. */
const HEAVY = 60;

/** About a customer of ours, by code or name; about an invented one when none is asked for or found. */
export async function previewFacts(
	unit: Unit<InsideScope>,
	{ content, tone, customer }: { content: TemplateContent; tone: Tone; customer: string }
): Promise<{ facts: Facts; customerName: string | null }> {
	const invented = asOf(unit.today, sampleOf('dunning-notice', 'reminder'));
	const real = customer ? await accountOf(unit, customer) : undefined;
	const words = { templateId: '', name: '', version: 0, ...wordsOfTone(content, tone) };
	return {
		facts: { ...invented, ...real, tone, on: unit.today, words },
		customerName: real?.customerName ?? null
	};
}

/** As many days late today as in its sample: its dates agree with the one of the letter. */
const asOf = (today: LocalDate, { items, ...facts }: Facts): Facts => ({
	...facts,
	items: items.map((item) => ({
		...item,
		dueOn: item.daysLate === null ? item.dueOn : addDays(today, -item.daysLate)
	}))
});

async function accountOf(unit: Unit<InsideScope>, text: string) {
	const found = await findCustomers(unit, { text });
	const best = found.find(({ code }) => code.toLowerCase() === text.toLowerCase()) ?? found[0];
	return best && accountFactsOfCustomer(unit, best.id);
}

export async function letterOf(unit: Unit<InsideScope>, language: Language, facts: Facts) {
	const letter = await renderMail('dunning-notice', language, facts, await senderOf(unit), {
		...SAMPLE_RECIPIENT,
		name: facts.contactName
	});
	return { language, ...letter };
}

/** Every tag with what it stands for here, cut to a line. */
export async function tagSamples(unit: Unit<InsideScope>, language: Language, facts: Facts) {
	const sender = await senderOf(unit);
	const values = dunningTags(facts, { language, sender, to: SAMPLE_RECIPIENT });
	return TEMPLATE_TAGS.map((tag) => ({
		key: tag.key,
		name: tag[language],
		value:
			tag.kind === 'link'
				? labelOf(values[tag.key])
				: shortened(fillLine(`#${tag[language]}`, values))
	}));
}

const LINE = 120;

/** Cut between two words, and says so. */
function shortened(text: string): string {
	if (text.length <= LINE) return text;
	const cut = text.lastIndexOf(' ', LINE);
	return `${text.slice(0, cut > 0 ? cut : LINE).replace(/[\s–·,;]+$/, '')}…`;
}

const labelOf = (value: ReturnType<typeof dunningTags>['accountLink']): string =>
	value.kind === 'link' ? value.label : '';

/** Bytes of the letter with a long list of invoices, the heaviest of its tones. */
export async function sizesOf(
	unit: Unit<InsideScope>,
	content: TemplateContent
): Promise<Record<Language, number>> {
	const sizes = byLanguage(() => 0);
	for (const language of LANGUAGES)
		for (const tone of Object.keys(content[language] ?? {}) as Tone[]) {
			const { facts } = await previewFacts(unit, { content, tone, customer: '' });
			const items = Array.from({ length: HEAVY }, () => facts.items[0]!);
			const { html } = await letterOf(unit, language, { ...facts, items });
			sizes[language] = Math.max(sizes[language], Buffer.byteLength(html));
		}
	return sizes;
}

const senderOf = async (unit: Unit<InsideScope>): Promise<MailSender> => ({
	...(await organisationOf(unit)),
	origin: env().origin
});
