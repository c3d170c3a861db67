import type { Labels } from '$lib/domain/language';
import { labelOf } from '$lib/i18n/labels';
import type { Language } from '$lib/i18n/language';

/** As it stands in mails that were put down before a reason had its labels by language. */
interface Before {
	reasonFr?: string;
	reasonEn?: string;
}

/** A mail is written once and may leave, or be read again, under a later version. */
export const reasonIn = (facts: { reason?: Labels } & Before, language: Language): string =>
	labelOf(facts.reason ?? { fr: facts.reasonFr, en: facts.reasonEn }, language);
