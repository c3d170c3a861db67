/** Of one field, with the one the list is narrowed by: it may be in the list of choices no more, and still narrows. */
export function choicesWith(known: string, id: string, choices: readonly string[]): string[] {
	const value = known.startsWith(`${id}:`) ? known.slice(id.length + 1) : '';
	return value && !choices.includes(value) ? [...choices, value] : [...choices];
}
