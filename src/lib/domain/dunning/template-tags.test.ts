import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillLine, fillParagraphs, type TagValue, type TagValues } from './fill-template';
import {
	parseTemplateText,
	printTemplateText,
	suggestionFor,
	TEMPLATE_TAGS,
	type TemplateTag
} from './template-tags';

const valuesWith = (fields: Partial<Record<TemplateTag, TagValue>>): TagValues => ({
	...(Object.fromEntries(
		TEMPLATE_TAGS.map(({ key }) => [key, { kind: 'text', text: `<${key}>` }])
	) as TagValues),
	...fields
});

describe('what somebody types', () => {
	test('is cut at its tags, in either language, whatever the capitals and accents', () => {
		expect(parseTemplateText('Bonjour #Contact, #FACTURES_ÉCHUES #overdue_invoices')).toMatchObject(
			[
				{ text: 'Bonjour ' },
				{ tag: 'contact' },
				{ text: ', ' },
				{ tag: 'overdueInvoices' },
				{ text: ' ' },
				{ tag: 'overdueInvoices' }
			]
		);
	});

	test('keeps a doubled sign, and one before a figure, as they are', () => {
		expect(parseTemplateText('##client, n° #12')).toEqual([
			{ kind: 'text', text: '#client, n° #12' }
		]);
	});

	test('is told where a tag nobody knows stands, and which one was meant', () => {
		expect(parseTemplateText('Bonjour,\n le #totl_echu')).toMatchObject([
			{ kind: 'text' },
			{ kind: 'unknown', written: 'totl_echu', line: 2, column: 5 }
		]);
		expect(suggestionFor('totl_echu', 'fr')).toBe('total_echu');
		expect(suggestionFor('pizza', 'fr')).toBeUndefined();
	});

	test('names every tag once per language', () => {
		for (const language of ['fr', 'en'] as const)
			expect(new Set(TEMPLATE_TAGS.map((tag) => tag[language])).size).toBe(TEMPLATE_TAGS.length);
	});
});

describe('filled in', () => {
	const overdueInvoices: TagValue = { kind: 'list', lines: ['F-1', 'F-2'] };

	test('a list alone on its line takes a line per entry, and stays in the sentence elsewhere', () => {
		const values = valuesWith({ overdueInvoices });
		expect(fillParagraphs('Voici :\n#factures_echues\nMerci', values)).toEqual([
			[{ text: 'Voici :' }, { text: '\n' }, { text: 'F-1\nF-2' }, { text: '\n' }, { text: 'Merci' }]
		]);
		expect(fillLine('Pour #factures_echues', values)).toBe('Pour F-1, F-2');
	});

	test('an empty list leaves neither a line nor a paragraph behind', () => {
		const values = valuesWith({ overdueInvoices: { kind: 'list', lines: [] } });
		expect(
			fillParagraphs('Un\n#factures_echues\ndeux\n\n#factures_echues\n\ntrois', values)
		).toEqual([[{ text: 'Un' }, { text: '\n' }, { text: 'deux' }], [{ text: 'trois' }]]);
	});

	test('a link is a word to press, and its address in a subject', () => {
		const values = valuesWith({
			accountLink: { kind: 'link', label: 'Voir', href: 'https://x.test' }
		});
		expect(fillParagraphs('#lien_compte', values)).toEqual([
			[{ text: 'Voir', href: 'https://x.test' }]
		]);
		expect(fillLine('#lien_compte', values)).toBe('https://x.test');
	});

	test('what a value holds is never read as a tag', () => {
		const values = valuesWith({ customer: { kind: 'text', text: '#iban #pizza ##' } });
		expect(fillLine('#client', values)).toBe('#iban #pizza ##');
	});
});

const typed = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc
		.array(
			fc.constantFrom(
				'#',
				'##',
				'#client',
				'#litige',
				'\n',
				' ',
				'é',
				'_',
				'#factures_echues',
				'<b>'
			)
		)
		.map((pieces) => pieces.join(''))
);

test('printed and read again, it is the same', () => {
	fc.assert(
		fc.property(typed, (text) => {
			const shape = (read: ReturnType<typeof parseTemplateText>) =>
				read.map((part) => (part.kind === 'text' ? part.text : `${part.kind} ${part.written}`));
			const parts = parseTemplateText(text);
			expect(shape(parseTemplateText(printTemplateText(parts)))).toEqual(shape(parts));
		})
	);
});

test('nothing typed is refused, and a subject is always one line', () => {
	fc.assert(
		fc.property(typed, typed, (text, name) => {
			const values = valuesWith({ customer: { kind: 'text', text: name } });
			expect(fillLine(text, values)).not.toContain('\n');
			fillParagraphs(text, values);
			suggestionFor(text, 'fr');
		})
	);
});
