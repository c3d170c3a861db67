/* On the page of a case that was just sent: the browser's offer to install waits for a tap. */
addEventListener('beforeinstallprompt', (offer) => {
	offer.preventDefault();
	const button = document.getElementById('install');
	button.hidden = false;
	button.onclick = () => offer.prompt();
});
