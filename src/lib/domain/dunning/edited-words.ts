import type { TemplateWords } from './template';

/** Parts the page between what stands above the list of invoices and below it; typed text never has one. */
const PAGE_BREAK = '\f';

/** Above and below the list as one text, the way an edit of a single notice keeps them. */
export const joinWords = ({ body, closing }: Pick<TemplateWords, 'body' | 'closing'>): string =>
	[body, closing].map((part) => part.replaceAll(PAGE_BREAK, '')).join(PAGE_BREAK);

export function partWords(text: string): Pick<TemplateWords, 'body' | 'closing'> {
	const [body = '', closing = ''] = text.split(PAGE_BREAK);
	return { body, closing };
}

/** Text that means itself: a `#` that would begin a tag, or be taken for half of `##`, is doubled. */
export const quoteTags = (text: string): string => text.replace(/#(?=#|\p{L})/gu, '##');
