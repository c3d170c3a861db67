/** Whether an address is one our mail is sent from or answered to. */
export type IsOurs = (address: string) => boolean;

export interface Reply {
	/** Without the mail that is answered. */
	words: string;
	/** What was left out may be somebody else's: an answer he refers to. */
	leavesOthers: boolean;
}

/** More is not looked through for a quotation. */
const LONGEST_READ = 200_000;

/**
 * What somebody wrote above the mail he answers. Where nothing would be left, he wrote between the quoted
 * lines, or he passes on what somebody else wrote, all of it: too much is better than too little.
 */
export function replyText(text: string, isOurs: IsOurs): Reply {
	const lines = text.replace(/\r\n?/g, '\n').split('\n');
	const found = quotationIn(lines, isOurs);
	const whole = { words: tidy(lines), leavesOthers: false };
	if (!found || hasOwnBetween(lines.slice(found.at))) return whole;
	const above = tidy(lines.slice(0, found.at))
		.replace(/\n\s*[-_]{5,}$/, '')
		.trim();
	return above === '' ? whole : { words: above, leavesOthers: !found.isOurs };
}

const tidy = (lines: readonly string[]): string =>
	lines
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();

interface Begins {
	as: 'forward' | 'quotation' | 'nothing';
	/** As far as it says who wrote what is quoted. */
	isOurs: boolean;
}
const NOTHING: Begins = { as: 'nothing', isOurs: false };

/** Where the mail that is answered begins: what is passed on answers nothing, nor does a thread of others. */
function quotationIn(
	lines: readonly string[],
	isOurs: IsOurs
): { at: number; isOurs: boolean } | null {
	let read = 0;
	for (let at = 0; at < lines.length && read <= LONGEST_READ; at++) {
		const begins = beginsAt(lines, at, isOurs);
		if (begins.as === 'forward') return null;
		if (begins.as === 'quotation') return { at, isOurs: begins.isOurs };
		read += lines[at]!.length + 1;
	}
	return null;
}

/** "On … wrote:", over up to three lines, in the languages of our readers and their neighbours. */
const WROTE =
	/^\s*(?:on|le|am|el|il|em|op|w dniu|dnia)\b.{6,300}(?:wrote|a écrit|schrieb|escribió|ha scritto|escreveu|schreef|napisał\(?a?\)?)(?!\p{L})[^:]{0,200}:\s*$/iu;
const DIVIDER =
	/^\s*(?:-{2,}|_{5,})\s*(?:original message|message d.origine|message original|ursprüngliche nachricht|mensaje original|messaggio originale)?\s*(?:-{2,}|_{5,})?\s*$/iu;
const FORWARD =
	/^\s*(?:(?:-{2,}|_{5,})\s*(?:forwarded message|message (?:transféré|réexpédié)|weitergeleitete nachricht|mensaje reenviado|messaggio inoltrato)\s*(?:-{2,}|_{5,})?|(?:begin forwarded message|début du message (?:transféré|réexpédié)|anfang der weitergeleiteten nachricht|inicio del mensaje reenviado)\s?:)\s*$/iu;
const SENDER = /^\s*\*?(?:from|de|von|da)\s?:\*?\s/iu;
const SENT =
	/^\s*\*?(?:sent|date|envoyé|gesendet|enviado|datum|inviato|data|enviada em|to|à|an)\s?(?:le)?\s?:/iu;

function beginsAt(lines: readonly string[], at: number, isOurs: IsOurs): Begins {
	const line = startOf(lines[at]!);
	if (FORWARD.test(line)) return { as: 'forward', isOurs: false };
	const wrote = wroteAt(lines, at);
	if (wrote !== null) return { as: 'quotation', isOurs: !addressesIn(wrote).some(not(isOurs)) };
	if (/original|origine|ursprünglich/iu.test(line) && DIVIDER.test(line))
		return afterDivider(lines, at, isOurs);
	return headAt(lines, at) && namesOurs(line, isOurs) ? { as: 'quotation', isOurs: true } : NOTHING;
}

/** The line that says who wrote what follows; null where none does. */
function wroteAt(lines: readonly string[], at: number): string | null {
	// A sentence may begin with the same word: a day, an hour or an address stands in this one.
	if (!/^\s*(?:on|le|am|el|il|em|op|w dniu|dnia)\b.*[\d@]/iu.test(startOf(lines[at]!))) return null;
	for (const length of [1, 2, 3]) {
		const line = lines
			.slice(at, at + length)
			.map(startOf)
			.join(' ');
		if (WROTE.test(line)) return line;
	}
	return null;
}

/** The same line stands above what is answered and above what is passed on: whose it is, its sender tells. */
function afterDivider(lines: readonly string[], at: number, isOurs: IsOurs): Begins {
	const next = [1, 2, 3].find((below) => headAt(lines, at + below));
	if (next === undefined) return { as: 'quotation', isOurs: false };
	return namesOurs(lines[at + next]!, isOurs) ? { as: 'quotation', isOurs: true } : NOTHING;
}

/** Lines that name the sender of a mail and its day or its reader. */
const headAt = (lines: readonly string[], at: number): boolean =>
	SENDER.test(startOf(lines[at] ?? '')) &&
	lines.slice(at + 1, at + 4).some((next) => SENT.test(startOf(next)));

const namesOurs = (line: string, isOurs: IsOurs): boolean =>
	addressesIn(startOf(line)).some(isOurs);

const addressesIn = (line: string): string[] =>
	line.match(/[^\s<>"'()[\]:;,@]{1,64}@[a-z0-9.-]{1,190}[a-z0-9]/gi) ?? [];

const not =
	(isOurs: IsOurs): IsOurs =>
	(address) =>
		!isOurs(address);

/** No line of a mail program is longer; what a stranger wrote must not keep its reader busy. */
const startOf = (line: string): string => line.slice(0, 500);

/** Words of his own below the quotation: a line that is not quoted and stands among lines that are. */
function hasOwnBetween(lines: readonly string[]): boolean {
	const written = lines.filter((line) => /\S/.test(line)).map((line) => /^\s*>/.test(line));
	return written.some((isQuoted, place) => !isQuoted && written[place - 1] === true);
}
