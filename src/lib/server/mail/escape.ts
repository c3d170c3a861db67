const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'{': '&#123;',
	'}': '&#125;'
};

/** Characters that hide or reorder what is written: controls, odd line ends, and the marks that turn text around. */
const INVISIBLE = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** What a person typed shows as text, on as many lines as it was typed. */
export const htmlText = (text: string): string =>
	plainText(text)
		.replace(/[&<>"'{}]/g, (sign) => ENTITIES[sign]!)
		.replace(/\n/g, '<br />');

export const plainText = (text: string): string =>
	text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '');

/** Subjects and names: one line whatever was typed. */
export const oneLine = (text: string): string =>
	plainText(text)
		.replace(/\s*\n\s*/g, ' ')
		.trim();
