/**
 * What somebody wrote above the mail he answers. Where nothing would be left, or he wrote between the
 * quoted lines, all of it: too much is better than too little.
 */
export function replyText(text: string): string {
	const lines = text.replace(/\r\n?/g, '\n').split('\n');
	const at = lines.findIndex((_, place) => beginsQuote(lines, place));
	if (at < 0) return tidy(lines);
	const isBetween = hasOwnBetween(lines.slice(at));
	const above = tidy(lines.slice(0, at))
		.replace(/\n\s*[-_]{5,}$/, '')
		.trim();
	return above === '' || isBetween ? tidy(lines) : above;
}

const tidy = (lines: readonly string[]): string =>
	lines
		.map((line) => line.trimEnd())
		.join('\n')
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
	const line = startOf(lines[at]!);
	// A sentence may begin with the same word: a day, an hour or an address stands in this one.
	if (/^\s*(?:on|le|am|el|il|em|op|w dniu|dnia)\b.*[\d@]/iu.test(line))
		for (const length of [1, 2, 3])
			if (
				WROTE.test(
					lines
						.slice(at, at + length)
						.map(startOf)
						.join(' ')
				)
			)
				return true;
	if (/original|origine|ursprünglich|forwarded/iu.test(line) && DIVIDER.test(line)) return true;
	return SENDER.test(line) && lines.slice(at + 1, at + 4).some((next) => SENT.test(next));
}

/** No line of a mail program is longer; what a stranger wrote must not keep its reader busy. */
const startOf = (line: string): string => line.slice(0, 500);

/** Words of his own below the quotation: a line that is not quoted and stands among lines that are. */
function hasOwnBetween(lines: readonly string[]): boolean {
	const written = lines.filter((line) => /\S/.test(line)).map((line) => /^\s*>/.test(line));
	return written.some((isQuoted, place) => !isQuoted && written[place - 1] === true);
}
