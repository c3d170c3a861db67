import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import { LANGUAGES } from '../language';
import { CANONICAL_CODES } from './canonical-codes';
import { REASON_ASKS, reasonField } from './reason-field';
import {
	fitting,
	ownLabels,
	reasonSettings,
	refuseReason,
	written,
	type Known,
	type ReasonSettings
} from './reason-settings';
import { BUILT_IN_LABELS, DEFAULT_REASONS, REASON_CATEGORIES } from './reasons';

const LABELS = { fr: 'Emballage abîmé', en: 'Damaged packaging', de: '', es: '' };
const wanted = (more: Partial<ReasonSettings> = {}): ReasonSettings => ({
	...{
		labels: LABELS,
		category: 'quality',
		claimType: 'non_trade',
		canonicalCode: 'QUALITE_ERR',
		team: 'quality'
	},
	...{ deadlineDays: 5, asks: null, answerHoldDays: 0 },
	...{ holdsWholeInvoice: false, explanationRequired: false, causeRequired: false, procedure: '' },
	suggestedTasks: { fr: '', en: '', de: '', es: '' },
	...more
});
const known = (labels: Known['labels'], more: Partial<Known> = {}): Known => ({
	...{ kind: 'dispute', labels, archived: false },
	...more
});

type Around = Parameters<typeof refuseReason>[1];
/** What was refused, as `field code`. */
function faults(settings: ReasonSettings, around: Partial<Around> = {}): string[] {
	try {
		refuseReason(settings, { kind: 'dispute', house: 'fr', others: [], ...around });
		return [];
	} catch (refused) {
		if (!(refused instanceof AppError)) throw refused;
		return [refused, ...refused.others].map(({ field, code }) => `${field} ${code}`);
	}
}

describe('words', () => {
	it('are needed in the language of the house and in English, both said at once', () => {
		expect(faults(wanted())).toEqual([]);
		expect(faults(wanted(), { house: 'de' })).toEqual(['label-de required']);
		const none = wanted({ labels: { fr: '', en: '', de: '', es: '' } });
		expect(faults(none)).toEqual(['label-fr required', 'label-en required']);
	});

	it('are those of no other reason that is offered, in the same language', () => {
		const same = { fr: ' emballage ABÎMÉ', en: 'Something else' };
		expect(faults(wanted(), { others: [known(same)] })).toEqual(['label-fr name_taken']);
		expect(faults(wanted(), { others: [known(same, { archived: true })] })).toEqual([]);
		expect(faults(wanted(), { others: [known({ de: 'Emballage abîmé', fr: 'Autre' })] })).toEqual(
			[]
		);
	});

	it('are shown to be changed as they were written; ours only while nobody wrote them anew', () => {
		const { fr, en } = BUILT_IN_LABELS.goods_damaged!;
		const code = 'goods_damaged';
		expect(ownLabels({ code, labels: { fr, en } })).toEqual(BUILT_IN_LABELS[code]);
		expect(ownLabels({ code, labels: { fr: 'Cassé', en } })).toEqual({ fr: 'Cassé', en });
		expect(ownLabels({ code: 'packaging', labels: { fr, en } })).toEqual({ fr, en });
	});

	it('that were left empty are none', () => {
		expect(written({ fr: 'Prix', en: 'Price', de: ' ', es: '' })).toEqual({
			fr: 'Prix',
			en: 'Price'
		});
	});
});

describe('an answer', () => {
	it('pauses reminders for a day at least', () => {
		expect(faults(wanted(), { kind: 'answer' })).toEqual(['answerHoldDays number_too_small']);
		expect(faults(wanted({ answerHoldDays: 1 }), { kind: 'answer' })).toEqual([]);
	});

	it('asks for nothing and holds nothing, whatever was sent; a dispute pauses nothing', () => {
		const all = wanted({
			...{ asks: 'order_number', answerHoldDays: 7 },
			...{ holdsWholeInvoice: true, explanationRequired: true }
		});
		expect(fitting('answer', all)).toMatchObject({
			...{ asks: null, answerHoldDays: 7, holdsWholeInvoice: false, explanationRequired: false }
		});
		expect(fitting('dispute', all)).toEqual({ ...all, answerHoldDays: 0 });
	});
});

describe('what a reason asks for', () => {
	const price = { kind: 'dispute', category: 'price', canonicalCode: 'PU_ERR' } as const;

	it('is what its category asks for, until somebody decides otherwise', () => {
		expect(reasonField({ ...price, asks: null })).toBe('expected_price');
		expect(reasonField({ ...price, asks: 'nothing' })).toBeNull();
		expect(reasonField({ ...price, asks: 'order_number' })).toBe('order_number');
		expect(reasonField({ ...price, kind: 'answer', asks: 'order_number' })).toBeNull();
	});
});

it('takes every reason we come with', () => {
	for (const { labels, code, kind, ...reason } of DEFAULT_REASONS) {
		const settings = { ...wanted(), ...reason, labels };
		expect(reasonSettings.parse(settings), code).toEqual(expect.objectContaining({ labels }));
		const others = DEFAULT_REASONS.filter((one) => one.code !== code).map((one) =>
			known(one.labels, one)
		);
		expect(faults(settings as ReasonSettings, { kind, others })).toEqual([]);
	}
});

it('refuses a category no report knows, a code no platform knows, no team, and a deadline of no day', () => {
	const isTaken = (more: object) => reasonSettings.safeParse({ ...wanted(), ...more }).success;
	expect(isTaken({})).toBe(true);
	expect(isTaken({ category: 'weather' })).toBe(false);
	expect(isTaken({ canonicalCode: 'WEATHER' })).toBe(false);
	expect(isTaken({ team: '' })).toBe(false);
	expect(isTaken({ deadlineDays: 0 })).toBe(false);
	expect(isTaken({ deadlineDays: 2.5 })).toBe(false);
	expect(isTaken({ asks: 'shoe_size' })).toBe(false);
});

it('what is accepted can be read in the language of the house and in English, and told apart', () => {
	const label = fc.constantFrom('', 'Prix', 'Price', 'Preis');
	const labels = fc.record({ fr: label, en: label, de: label, es: label });
	fc.assert(
		fc.property(
			labels,
			labels,
			fc.constantFrom(...LANGUAGES),
			fc.constantFrom(...REASON_CATEGORIES),
			fc.constantFrom(...CANONICAL_CODES),
			fc.constantFrom(null, ...REASON_ASKS),
			(own, theirs, house, category, canonicalCode, asks) => {
				const settings = wanted({ labels: own, category, canonicalCode, asks });
				const found = faults(settings, { house, others: [known(theirs)] });
				const isReadable = own[house] !== '' && own.en !== '';
				const isAlone = LANGUAGES.every((one) => !own[one] || own[one] !== theirs[one]);
				expect(found.length === 0).toBe(isReadable && isAlone);
			}
		)
	);
});
