import { eq, sql, type SQL } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeText } from '../db/schema/dispute-texts';
import { dispute } from '../db/schema/disputes';

/** Whoever pastes a whole mail looks for its first words. */
const MOST_WORDS = 8;

/**
 * The cases in which every word of a text begins a word, whoever wrote it where: reference, customer, invoice,
 * explanation, message. From here to its end the transaction sees the words it searches for (drizzle/0043).
 */
export async function searchFor(unit: Unit<DeskScope>, text: string): Promise<SQL | undefined> {
	if (!text.trim()) return undefined;
	const words = (await wordsIn(unit, text)).slice(0, MOST_WORDS).map(beginning);
	if (words.length === 0) return sql`false`;
	await unit.tx.execute(sql`select set_config('app.search', ${words.join(' | ')}, true)`);
	return sql`${dispute.id} in (${casesSaying(unit, words)})`;
}

async function wordsIn({ tx }: Unit<DeskScope>, text: string): Promise<string[]> {
	const { rows } = await tx.execute<{ words: string[] }>(
		sql`select tsvector_to_array(words_of(${text})) as words`
	);
	return rows[0]!.words;
}

/** No word has a sign of the language of searches in it. */
const beginning = (word: string): string => `'${word}':*`;

/** A case has its words in several rows: each of those asked for is in one of them. */
const casesSaying = ({ tx, scope }: Unit<DeskScope>, words: readonly string[]) =>
	tx
		.select({ id: disputeText.disputeId })
		.from(disputeText)
		.where(eq(disputeText.organisationId, scope.organisationId))
		.groupBy(disputeText.disputeId)
		.having(
			sql.join(
				words.map((word) => sql`bool_or(${disputeText.words} @@ ${word}::tsquery)`),
				sql` and `
			)
		);
