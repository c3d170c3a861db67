import { createHash } from 'node:crypto';
import { guessCustom } from '$lib/domain/intake/custom-columns';
import { guessMapping, type GuessedMapping } from '$lib/domain/intake/guess-mapping';
import type { Field } from '$lib/domain/fields/field';
import { columnName } from '$lib/domain/intake/header';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { everyField } from '../fields/queries';
import { organisationOf } from '../settings/queries';
import { notTooLong, pause, refuseFile } from './understand-file';
import { profileFor, profileNamed, type ImportProfile } from './queries';

export interface FileGuess extends GuessedMapping {
	/** The saved reading that was used. */
	profile: ImportProfile | null;
}

/** How to read a file: as the profile saved for its header, or the named one, says; guessed otherwise. */
export async function guessFor(
	unit: Unit<InsideScope>,
	content: Uint8Array,
	profileName?: string
): Promise<FileGuess> {
	refuseFile(content);
	const { currency } = await organisationOf(unit);
	const guess = await guessWith(await everyField(unit), content, currency);
	notTooLong(guess.table);
	const profile = profileName
		? await profileNamed(unit, profileName)
		: await profileFor(unit, headerHash(guess.table.header));
	if (!profile) return { ...guess, profile };
	// How this file is encoded is seen in the file; what it means was decided by somebody.
	const { columns, custom, decimalMark, dateOrder, currency: saved } = profile.mapping;
	return {
		...guess,
		doubts: [],
		profile,
		mapping: { ...guess.mapping, columns, custom, decimalMark, dateOrder, currency: saved }
	};
}

async function guessWith(
	fields: readonly Field[],
	content: Uint8Array,
	currency: string
): Promise<GuessedMapping> {
	const { mapping, ...guess } = await guessMapping(content, currency, pause);
	const custom = guessCustom(guess.table, mapping, fields);
	return { ...guess, mapping: { ...mapping, ...custom } };
}

export const headerHash = (header: readonly string[]): string =>
	createHash('sha256').update(header.map(columnName).join('\u001f')).digest('hex');
