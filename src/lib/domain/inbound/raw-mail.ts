/** One line of a header block, unfolded; its name in small letters. */
export interface Header {
	name: string;
	value: string;
}

/** A mail as it came, one character per byte: what is believed is read here, not in what a parser made of it. */
export interface RawMail {
	headers: readonly Header[];
	/** Everything after the first empty line. */
	body: string;
}

/** Where headers end. A line a mailbox file put in front is not part of the mail. */
export function splitMail(raw: string): RawMail {
	const from = /^(?:\s*\r?\n)*(?:From [^\r\n]*\r?\n)?/.exec(raw)![0].length;
	const end = /\r?\n\r?\n/g;
	end.lastIndex = from;
	const blank = end.exec(raw);
	return {
		headers: headersIn(raw.slice(from, blank?.index ?? raw.length)),
		body: blank ? raw.slice(blank.index + blank[0].length) : ''
	};
}

function headersIn(block: string): Header[] {
	const headers: Header[] = [];
	for (const line of block.split(/\r?\n/)) {
		const last = headers.at(-1);
		if (/^[ \t]/.test(line) && last) last.value += ` ${line.trim()}`;
		const field = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line);
		if (field) headers.push({ name: field[1]!.toLowerCase(), value: field[2]!.trim() });
	}
	return headers;
}

export const valuesOf = ({ headers }: Pick<RawMail, 'headers'>, name: string): string[] =>
	headers.filter((header) => header.name === name).map(({ value }) => value);

/** Of a header that stands once; empty when it does not stand there. */
export const valueOf = (mail: Pick<RawMail, 'headers'>, name: string): string =>
	valuesOf(mail, name)[0] ?? '';
