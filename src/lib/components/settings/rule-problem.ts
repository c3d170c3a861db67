import type { Wrong } from '$lib/components/disputes/form-state';
import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';

const NAMES: Record<string, () => string> = {
	name: m.routing_name,
	target: m.routing_target,
	customer: m.routing_customer
};

/** Said with the name of its field: two of them may be empty. */
export function ruleProblem({ code, details, field }: Wrong): string {
	const name = NAMES[field ?? '']?.();
	const words = errorWords(code, details);
	return name ? `${name} – ${words}` : words;
}
