type Field = Pick<HTMLInputElement, 'name' | 'value' | 'required'> & { offsetParent: unknown };

/** The first field that is asked for where it is shown, and empty: its name. The server would refuse it. */
export const firstEmpty = ({ elements }: { elements: Iterable<unknown> }): string | undefined =>
	([...elements] as Field[]).find(
		({ required, value, offsetParent }) => required && offsetParent && !value.trim()
	)?.name;
