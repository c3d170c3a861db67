import { formatMoney } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';
import { lineWords } from '$lib/i18n/line-words';
import type { MailedLine } from '../mailed-line';

/** A contested line in one sentence: what it is, what is said of it, and how much that makes. */
export const lineText = (line: MailedLine, language: Language): string =>
	`${line.description} – ${lineWords(line, language)} – ${formatMoney(line.claimed, language)}`;
