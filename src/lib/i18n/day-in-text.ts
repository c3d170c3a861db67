import { localDate } from '$lib/domain/calendar';
import { formatDay, formatDayInFull } from './format';
import { LANGUAGES } from './language';

const MONTHS = Array.from({ length: 12 }, (_, month) =>
	localDate(`2026-${String(month + 1).padStart(2, '0')}-05`)
).flatMap((day) =>
	LANGUAGES.flatMap((language) =>
		[formatDay, formatDayInFull].map((format) => /\p{L}{3,}/u.exec(format(day, language))![0])
	)
);

/** 15 nov. 2026, 4. Dezember, 1 de diciembre de 2026: what a day is without its day of the week. */
export const DAY = String.raw`(?<!\d)\d{1,2}(?:er|\.)? (?:de )?(?:${[...new Set(MONTHS)].join('|')})(?!\p{L})\.?(?: (?:de )?\d{4})?`;
