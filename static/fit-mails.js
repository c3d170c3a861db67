// A mail is as tall as what it says: it is read on the page, not through a window one scrolls. No script
// runs inside it; without this one it keeps the height of the style sheet.
for (const frame of document.querySelectorAll('iframe[data-fit]')) {
	const fit = () => {
		const page = frame.contentDocument?.documentElement;
		if (!page) return;
		frame.style.height = '0';
		frame.style.height = `${page.scrollHeight + 2}px`;
	};
	frame.addEventListener('load', fit);
	window.addEventListener('resize', fit);
	fit();
}
