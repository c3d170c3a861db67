import type { LocalDate } from '$lib/domain/calendar';
import { absenceOn, standsInFor, type Absence } from '$lib/domain/disputes/absence';
import { isSameAddress } from '$lib/domain/same-address';
import { fromInside } from '../auth/from-inside';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { absencesUntil } from './queries';

export type Colleague = Awaited<ReturnType<typeof usersOf>>[number];

/** Somebody with an account, or known by his address alone. */
interface Asked {
	userId: string | null;
	resolverEmail: string;
}

export interface Presence {
	/** Null: he is there, or has no account to say so. */
	awayUntil: LocalDate | null;
	/** Who answers for him; null too when nobody is there. */
	standIn: Colleague | null;
}
/** As it is today. */
export interface Presences {
	/** Of whoever was asked. */
	of: (asked: Asked) => Presence;
	/** The colleague himself, or who stands in for him; null when nobody does, or he left. */
	answering: (userId: string) => Colleague | null;
	/** For whom he stands in. */
	represents: (userId: string) => readonly Colleague[];
	/**
	 * These, with who stands in for whom is away, as long as he `may` do it himself: nobody is given more rights
	 * than he has. All of them where nobody is there.
	 */
	there: (all: readonly Colleague[], may: (one: Colleague) => boolean) => readonly Colleague[];
}

/** Who is there today. A link sees neither accounts nor absences: they are read from inside. */
export const presenceToday = (unit: Unit<Scope>): Promise<Presences> =>
	fromInside(unit, readPresence);

const readPresence = async (unit: Unit<InsideScope>): Promise<Presences> =>
	presenceAmong(unit, await usersOf(unit));

/** The same, for whoever has read the colleagues already and sees absences himself. */
export const presenceAmong = async (
	unit: Unit<InsideScope>,
	colleagues: readonly Colleague[]
): Promise<Presences> => presencesOn(unit.today, colleagues, await absencesUntil(unit, unit.today));

/** As it would be on that day, were these absences entered too. */
export const presenceWith = async (
	unit: Unit<InsideScope>,
	day: LocalDate,
	wanted: readonly Absence[]
): Promise<Presences> =>
	presencesOn(day, await usersOf(unit), [...(await absencesUntil(unit, day)), ...wanted]);

function presencesOn(
	today: LocalDate,
	users: readonly Colleague[],
	absences: readonly Absence[]
): Presences {
	const byId = new Map(users.map((user) => [user.id, user]));
	const working = new Set(byId.keys());
	const standInOf = (id: string) =>
		byId.get(standsInFor(id, today, absences, working) ?? '') ?? null;
	const answering = (id: string) =>
		absenceOn(id, today, absences) ? standInOf(id) : (byId.get(id) ?? null);
	return {
		answering,
		represents: (userId) => users.filter(({ id }) => standInOf(id)?.id === userId),
		there: (all, may) => {
			const found = all.flatMap(({ id }) => answering(id) ?? []).filter(may);
			return found.length > 0 ? [...new Set(found)] : all;
		},
		of: ({ userId, resolverEmail }) => {
			const one = users.find(
				({ id, email }) => id === userId || isSameAddress(email, resolverEmail)
			);
			const away = one && absenceOn(one.id, today, absences);
			if (!away) return { awayUntil: null, standIn: null };
			return { awayUntil: away.untilOn, standIn: standInOf(one.id) };
		}
	};
}
