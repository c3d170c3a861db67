import { isForColleagues } from '$lib/domain/disputes/default-answers';
import { fillAnswer, type AnswerValues } from '$lib/domain/disputes/answer-tags';
import type { LocalDate } from '$lib/domain/calendar';
import { can } from '$lib/domain/access';
import { formatDayInFull, formatList, formatMoney } from '$lib/i18n/format';
import { labelOf } from '$lib/i18n/labels';
import { LANGUAGES, type Language } from '$lib/i18n/language';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { offeredAnswers } from '../settings/answer-queries';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';

/**
 * Prepared answers, filled from the case as it stands: for the customer in the language of his case, for a note in
 * that of whoever writes. Where one has no words in it, it speaks with those of the house.
 */
export async function answersOffered(unit: Unit<DeskScope>, about: Case, answerOn: LocalDate) {
	if (!can(unit.scope.user.role, 'disputes.message')) return { list: [], mayEdit: false };
	const house = await organisationOf(unit);
	const all = await offeredAnswers(unit);
	const spoken = [about.dispute.language, unit.scope.user.language] as const;
	const said = (bodies: Partial<Record<Language, string>>, wanted: Language): string => {
		const found = [wanted, house.language, ...LANGUAGES].find((one) => bodies[one]);
		return found ? fillAnswer(bodies[found]!, valuesIn(found)) : '';
	};
	const valuesIn = (language: Language): AnswerValues => ({
		...ofCase(about, language),
		deadline: formatDayInFull(answerOn, language),
		...{ creditor: house.name, writer: unit.scope.user.name },
		today: formatDayInFull(unit.today, language)
	});
	return {
		list: all.map(({ id, title, bodies }) => ({
			...{ id, title, internal: said(bodies, spoken[1]) },
			customer: isForColleagues(bodies) ? '' : said(bodies, spoken[0])
		})),
		mayEdit: can(unit.scope.user.role, 'templates.edit')
	};
}

const ofCase = ({ dispute, customer, reason, items, claimed }: Case, language: Language) => ({
	customer: customer.name,
	contact: dispute.raisedByName,
	dispute: dispute.reference,
	reason: labelOf(reason.labels, language),
	invoices: formatList([...new Set(items.map(({ number }) => number))], language),
	amount: formatMoney(claimed, language)
});
