import type { LocalDate } from '$lib/domain/calendar';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

export interface Away {
	until: LocalDate;
	/** Null: nobody answers meanwhile. */
	standIn: string | null;
}

/** A name in a list to choose from, with who answers instead while he is away. */
export function nameWithAway(name: string, away: Away | 'goes_on' | null): string {
	if (!away) return name;
	if (away === 'goes_on') return `${name} – ${m.resolver_hand_goes_on()}`;
	const date = formatDay(away.until);
	const words = away.standIn
		? m.desk_away_covered({ date, name: away.standIn })
		: m.desk_away_nobody({ date });
	return `${name} – ${words}`;
}
