/**
 * What somebody wrote above the mail he answers. Where nothing would be left, or he wrote between the
 * quoted lines, all of it: too much is better than too little.
 */
export function replyText(text: string): string {
	const lines = text.replace(/\r\n?/g, '\n').split('\n');
	const at = lines.findIndex((_, place) => beginsQuote(lines, place));
	if (at < 0) return tidy(lines);
	const isBetween = lines.slice(at).some((line, place, rest) => isOwn(line, place, rest));
	const above = tidy(lines.slice(0, at))
		.replace(/\n\s*[-_]{5,}$/, '')
		.trim();
	return above === '' || isBetween ? tidy(lines) : above;
}

const tidy = (lines: readonly string[]): string =>
	lines
		.join('\n')
		.replace(/[ \t]+\n/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();

/** "On … wrote:", over up to three lines, in the languages of our readers and their neighbours. */
const WROTE =
	/^\s*(?:on|le|am|el|il|em|op|w dniu|dnia)\b.{6,300}(?:wrote|a écrit|schrieb|escribió|ha scritto|escreveu|schreef|napisał\(?a?\)?)(?!\p{L})[^:]{0,200}:\s*$/iu;
const DIVIDER =
	/^\s*(?:-{2,}|_{5,})\s*(?:original message|message d.origine|message original|ursprüngliche nachricht|mensaje original|messaggio originale|forwarded message)?\s*(?:-{2,}|_{5,})?\s*$/iu;
const SENDER = /^\s*\*?(?:from|de|von|da)\s?:\*?\s.{0,200}[@<]/iu;
const SENT =
	/^\s*\*?(?:sent|date|envoyé|gesendet|enviado|datum|inviato|data|enviada em|to|à|an)\s?(?:le)?\s?:/iu;

function beginsQuote(lines: readonly string[], at: number): boolean {
	const line = lines[at]!;
	// A sentence may begin with the same word: a day, an hour or an address stands in this one.
	if (/^\s*(?:on|le|am|el|il|em|op|w dniu|dnia)\b.*[\d@]/iu.test(line))
		for (const length of [1, 2, 3])
			if (WROTE.test(lines.slice(at, at + length).join(' '))) return true;
	if (/original|origine|ursprünglich|forwarded/iu.test(line) && DIVIDER.test(line)) return true;
	return SENDER.test(line) && lines.slice(at + 1, at + 4).some((next) => SENT.test(next));
}

/** Words of his own below the quotation: a line that is not quoted and stands among lines that are. */
const isOwn = (line: string, place: number, rest: readonly string[]): boolean =>
	/\S/.test(line) &&
	!/^\s*>/.test(line) &&
	/^\s*>/.test(rest.slice(0, place).findLast((before) => /\S/.test(before)) ?? '');
