import type { DraftStep } from '$lib/domain/dunning/step-schema';
import { MAX_DAYS } from '$lib/domain/dunning/step-schema';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { byLanguage, type Language } from '$lib/domain/language';
import { readAmount, typedAmount } from '$lib/i18n/read-amount';

/** One step as it stands in the form: text and ticks, right or wrong. */
export interface TypedStep {
	key: string;
	name: Record<Language, string>;
	phase: string;
	opensDays: string;
	closesDays: string;
	channel: string;
	tone: string;
	template: string;
	contactRole: string;
	copyRoles: string[];
	internalCopies: string[];
	automatic: string;
	minimum: string;
	onlyGroups: string;
	nonWorkingDay: string;
	onStaleData: string;
	requiresEarlierContact: boolean;
	legal: boolean;
	disabled: boolean;
}

export interface Writing {
	currency: string;
	language: Language;
}

export const typedOf = (step: DraftStep, { currency, language }: Writing): TypedStep => ({
	key: step.key,
	name: byLanguage((each) => step.name[each] ?? ''),
	phase: step.phase,
	opensDays: String(step.opensDays),
	closesDays: String(step.closesDays),
	channel: step.channel,
	tone: step.tone,
	template: step.template,
	contactRole: step.contactRole,
	copyRoles: [...step.copyRoles],
	internalCopies: [...step.internalCopies],
	automatic: step.automatic ? 'yes' : 'no',
	minimum: step.minimumMinor
		? typedAmount(money(BigInt(step.minimumMinor), currency), language)
		: '',
	onlyGroups: step.onlyGroups.join(', '),
	nonWorkingDay: step.nonWorkingDay,
	onStaleData: step.onStaleData,
	requiresEarlierContact: step.requiresEarlierContact,
	legal: step.legal,
	disabled: step.disabled
});

/** The steps of a sent form, in its order: each says where it stands by its hidden key. */
export const typedIn = (form: FormData): TypedStep[] =>
	form.getAll('key').map((key, at) => {
		const text = (name: string) => String(form.get(`${name}-${at}`) ?? '');
		const all = (name: string) => form.getAll(`${name}-${at}`).map(String);
		const isTicked = (name: string) => form.has(`${name}-${at}`);
		const isLegal = text('channel') === 'legal';
		return {
			key: String(key),
			name: byLanguage((each) => text(`name-${each}`)),
			phase: text('phase'),
			opensDays: text('opensDays'),
			closesDays: text('closesDays'),
			// A hand-over is chosen among the channels, and keeps the one it had.
			channel: isLegal ? text('channelBelow') || 'call' : text('channel'),
			tone: text('tone'),
			template: text('template'),
			contactRole: text('contactRole'),
			copyRoles: all('copyRoles'),
			internalCopies: all('internalCopies'),
			automatic: text('automatic'),
			minimum: text('minimum'),
			onlyGroups: text('onlyGroups'),
			nonWorkingDay: text('nonWorkingDay'),
			onStaleData: text('onStaleData'),
			requiresEarlierContact: isTicked('requiresEarlierContact'),
			legal: isLegal,
			disabled: isTicked('disabled')
		};
	});

/**
 * What was typed, understood; the door still checks every closed list.
 * @throws invalid_input, amount_invalid naming the field, `opensDays-2`
 */
export function stepOf(typed: TypedStep, at: number, writing: Writing): DraftStep {
	const { name, opensDays, closesDays, automatic, minimum, onlyGroups, ...same } = typed;
	return {
		...(same as unknown as DraftStep),
		name: byLanguage((each) => name[each].trim()),
		opensDays: daysIn(opensDays, `opensDays-${at}`),
		closesDays: daysIn(closesDays, `closesDays-${at}`),
		automatic: automatic !== 'no',
		minimumMinor: minimumIn(minimum, `minimum-${at}`, writing),
		onlyGroups: [...new Set(onlyGroups.split(',').map((group) => group.trim()))].filter(Boolean)
	};
}

function daysIn(text: string, field: string): number {
	const days = Number(text);
	const isFine = /^\d+$/.test(text.trim()) && days <= MAX_DAYS;
	if (!isFine) throw new AppError('invalid_input', { field }, field);
	return days;
}

function minimumIn(text: string, field: string, { currency, language }: Writing): number {
	if (text.trim() === '') return 0;
	const minor = readAmount(text, currency, language);
	if (minor === null || minor < 0n || minor > 10n ** 12n)
		throw new AppError('amount_invalid', {}, field);
	return Number(minor);
}
