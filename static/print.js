/* On a page made for paper: the button waits for a browser that runs it. */
(() => {
	const button = document.getElementById('print');
	button.hidden = false;
	button.onclick = () => print();
})();
