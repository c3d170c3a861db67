/** A letter to look at: its buttons lead nowhere, and where their address stood there are `words`. */
export function withoutAddress(
	{ html, text }: { html: string; text: string },
	door: string,
	words: string
): { html: string; text: string } {
	const plain = door.replaceAll('.', '\\.');
	const address = new RegExp(`${plain}[^\\s"'<>)]*`, 'g');
	const buttons = new RegExp(`\\s?href="${plain}[^"]*"`, 'g');
	return {
		html: html.replace(buttons, '').replace(address, words),
		text: text.replace(address, words)
	};
}
