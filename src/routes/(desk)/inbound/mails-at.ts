interface Asked {
	view: string;
	q: string;
	after?: string;
}

/** The address of a page of the list; what is as usual is not said. */
export function mailsAt({ view, q, after }: Asked): string {
	const said = new URLSearchParams({
		...(view !== 'waiting' && { view }),
		...(q && { q }),
		...(after && { after })
	});
	return said.size ? `/inbound?${said}` : '/inbound';
}
