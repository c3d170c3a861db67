import type { Language } from './language';
import { m } from './paraglide/messages';

/** Who did it, in words: what the product does by itself has names of its own inside. */
export const actorWords = (name: string, language?: Language): string =>
	OURSELVES.includes(name) ? m.desk_by_itself({}, { locale: language }) : name;

const OURSELVES: readonly string[] = ['engine', 'links', 'system'];
