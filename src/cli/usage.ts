import type { Command } from './command';

const WIDTH = 92;
const INDENT = '      ';

/** How a command is typed and what it does, as the help shows it. */
export const usageOf = ({ syntax, about }: Command): string =>
	`${syntax}\n${wrapped(about())
		.map((line) => `${INDENT}${line}`)
		.join('\n')}`;

/** Lines short enough for a terminal. */
export function wrapped(text: string, width = WIDTH): string[] {
	const lines: string[] = [''];
	for (const word of text.split(' ')) {
		const longer = `${lines.at(-1)} ${word}`.trimStart();
		if (longer.length <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}
