import { m } from './paraglide/messages';

interface RoutedTo {
	/** Null: no rule is about it. */
	rule: string | null;
	to: string;
	/** Nobody whom the rule names is there. */
	isFallback: boolean;
}

/** What the rules made of a case. */
export function routedWords({ rule, to: name, isFallback }: RoutedTo): string {
	if (!rule) return m.routing_kept({ name });
	return isFallback ? m.routing_nobody_there({ rule, name }) : m.routing_given({ rule, name });
}
