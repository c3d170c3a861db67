import { parseTemplateText, type TemplatePart, type TemplateTag } from './template-tags';

/** What a tag stands for in one letter: text, lines of a list, or a place to go to. */
export type TagValue =
	| { kind: 'text'; text: string }
	| { kind: 'list'; lines: readonly string[] }
	| { kind: 'link'; label: string; href: string };
export type TagValues = Readonly<Record<TemplateTag, TagValue>>;

/** A piece of a paragraph; it is escaped where it is shown, as all that people typed is. */
export type Run = { text: string } | { text: string; href: string };

/** One line of text: subjects, and whatever has no room for a list or a link. */
export const fillLine = (typed: string, values: TagValues): string =>
	parseTemplateText(typed)
		.map((part) => lineOf(part, values))
		.join('')
		.replace(/\s*\n\s*/g, ' ')
		.trim();

/** Paragraphs are parted by an empty line; one that has nothing to say, its lists being empty, is left out. */
export const fillParagraphs = (typed: string, values: TagValues): Run[][] =>
	typed
		.replace(/\r\n?/g, '\n')
		.split(/\n[ \t]*\n/)
		.map((paragraph) => runsOf(paragraph.trim(), values))
		.filter((runs) => runs.some(({ text }) => text.trim()));

/** A list alone on its line takes one line per entry, and none when it is empty. */
function runsOf(paragraph: string, values: TagValues): Run[] {
	const lines = paragraph.split('\n').map((line) => parseTemplateText(line));
	const written = lines
		.map((parts) => ({
			alone: isAlone(parts),
			runs: parts.map((part) => runOf(part, values, isAlone(parts)))
		}))
		.filter(({ alone, runs }) => !alone || runs.some(({ text }) => text));
	return written.flatMap(({ runs }, at) => (at === 0 ? runs : [{ text: '\n' }, ...runs]));
}

const isAlone = (parts: readonly TemplatePart[]): boolean =>
	parts.filter((part) => part.kind !== 'text' || part.text.trim()).length === 1 &&
	parts.some(({ kind }) => kind === 'tag');

function runOf(part: TemplatePart, values: TagValues, alone: boolean): Run {
	const value = part.kind === 'tag' ? values[part.tag] : undefined;
	if (value?.kind === 'link') return { text: value.label, href: value.href };
	if (value?.kind === 'list' && alone) return { text: value.lines.join('\n') };
	return { text: lineOf(part, values) };
}

function lineOf(part: TemplatePart, values: TagValues): string {
	if (part.kind === 'text') return part.text;
	// Cannot be published; in a preview it shows as it was typed.
	if (part.kind === 'unknown') return `#${part.written}`;
	const value = values[part.tag];
	if (value.kind === 'list') return value.lines.join(', ');
	return value.kind === 'link' ? value.href : value.text;
}
