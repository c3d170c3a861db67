import { eq, sql, type SQL } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { disputeText } from '../db/schema/dispute-texts';
import { queueCase } from '../db/schema/queue-cases';

/** Whoever pastes a whole mail looks for its first words. */
const MOST_WORDS = 8;
/** Texts with a word in them: more are not gathered, the cases are looked through in order instead. */
const RARE = 3000;

export interface Search {
	/** The cases that may be it. */
	where?: SQL;
	/** Asked of each case of the list in turn, until there are enough. */
	each?: SQL;
}

/**
 * The cases in which every word of a text begins a word, whoever wrote it where: reference, customer, invoice,
 * explanation, message. From here to its end the transaction sees the words it searches for (drizzle/0043).
 */
export async function searchFor(unit: Unit<DeskScope>, text: string): Promise<Search> {
	if (!text.trim()) return {};
	const words = (await wordsIn(unit, text)).slice(0, MOST_WORDS);
	if (words.length === 0) return { where: sql`false` };
	const found = await casesSayingRarest(unit, words);
	const where = found && among(queueCase.id, found);
	if (where && words.length === 1) return { where };
	await see(unit, words);
	return { ...(where && { where }), each: saysAll(words) };
}

async function wordsIn({ tx }: Unit<DeskScope>, text: string): Promise<string[]> {
	const { rows } = await tx.execute<{ words: string[] }>(
		sql`select tsvector_to_array(words_of(${text})) as words`
	);
	return rows[0]!.words;
}

/** A number is most often the rarest word, then the longest; the second is tried where the first is said everywhere. */
async function casesSayingRarest(unit: Unit<DeskScope>, words: readonly string[]) {
	const weight = (word: string) => (/\d/.test(word) ? 100 : 0) + word.length;
	const [first = '', second] = [...words].sort((one, other) => weight(other) - weight(one));
	const found = await casesSaying(unit, first);
	return found ?? (second ? await casesSaying(unit, second) : null);
}

/** Null when too many say it. */
async function casesSaying(unit: Unit<DeskScope>, word: string): Promise<string[] | null> {
	await see(unit, [word]);
	const rows = await unit.tx
		.select({ id: disputeText.disputeId })
		.from(disputeText)
		.where(eq(disputeText.organisationId, unit.scope.organisationId))
		.limit(RARE + 1);
	return rows.length > RARE ? null : [...new Set(rows.map(({ id }) => id))];
}

const see = ({ tx }: Unit<DeskScope>, words: readonly string[]) =>
	tx.execute(sql`select set_config('app.search', ${words.map(beginning).join(' | ')}, true)`);

/** No word has a sign of the language of searches in it. */
const beginning = (word: string): string => `'${word}':*`;

/** A case has its words in several rows: each of those asked for is in one of them. */
const saysAll = (words: readonly string[]): SQL =>
	sql`(select ${sql.join(
		words.map((word) => sql`bool_or(${disputeText.words} @@ ${beginning(word)}::tsquery)`),
		sql` and `
	)} from ${disputeText} where ${disputeText.organisationId} = queued.organisation_id and ${disputeText.disputeId} = queued.id)`;
