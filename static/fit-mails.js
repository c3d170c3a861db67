// A mail is as tall as what it says: it is read on the page, not through a window one scrolls. What is wider
// than a telephone is made smaller, as mail programs do there, or its amounts were cut off. No script runs
// inside it; without this one it keeps the height of the style sheet.
for (const frame of document.querySelectorAll('iframe[data-fit]')) {
	const fit = () => {
		const { documentElement: page, body } = frame.contentDocument ?? {};
		if (!page || !body) return;
		body.style.zoom = '';
		const room = frame.clientWidth / page.scrollWidth;
		if (room < 1) body.style.zoom = Math.floor(room * 1000) / 1000;
		frame.style.height = '0';
		frame.style.height = `${page.scrollHeight + 2}px`;
	};
	frame.addEventListener('load', fit);
	window.addEventListener('resize', fit);
	fit();
}
