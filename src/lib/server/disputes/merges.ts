import { sql } from 'drizzle-orm';
import { COUNTED, type Counted } from '$lib/domain/disputes/merged-amounts';
import { deedsAmong } from '../audit/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { duplicateOf } from './duplicate-of';

/** A case that went into another one, as it stands in the conversation of both. */
export interface Merge {
	id: string;
	at: Date;
	by: string;
	/** Of the other case. */
	reference: string;
	/** This case went into that one, else that one into this. */
	isInto: boolean;
	/** How the two amounts count; null: it made no difference. */
	counted: Counted | null;
}

/** More than ever go into one case. */
const MOST = 100;

export async function mergesOf(unit: Unit<DeskScope>, about: Case['dispute']): Promise<Merge[]> {
	const { id, reference, duplicateOfId, mergedAt } = about;
	const ids = [id, ...(mergedAt && duplicateOfId ? [duplicateOfId] : [])];
	const goesOnIn = await duplicateOf(unit, about);
	const asked = { kind: 'dispute', ids: textsOf(ids), actions: ['dispute.merged_in'] } as const;
	const deeds = await deedsAmong(unit, asked, MOST);
	return deeds.flatMap(({ id: deedId, at, by, subjectId, data: { from, counted } }) => {
		const isInto = subjectId !== id;
		const other = isInto ? goesOnIn : from;
		// What else went into the case it goes on in is read there.
		if (typeof other !== 'string' || (isInto && from !== reference)) return [];
		const way = COUNTED.find((one) => one === counted) ?? null;
		return [{ ...{ id: deedId, at, by, isInto, counted: way }, reference: other }];
	});
}

const textsOf = (ids: readonly string[]) => sql`(select unnest(${sql.param(ids)}::text[]))`;
