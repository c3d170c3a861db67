/** A warehouse corner under a strip light: floor, wall, racking out of focus. */
export const warehouse = (content: string): string => `
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960" viewBox="0 0 1280 960">
	<defs>
		<linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8d8f8b"/><stop offset="1" stop-color="#6d6f6c"/></linearGradient>
		<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#77746d"/><stop offset="1" stop-color="#a29d92"/></linearGradient>
		<linearGradient id="front" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#c39a68"/><stop offset="1" stop-color="#a57c4c"/></linearGradient>
		<linearGradient id="side" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#8a6539"/><stop offset="1" stop-color="#6f4f2a"/></linearGradient>
		<linearGradient id="lid" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#dcb988"/><stop offset="1" stop-color="#c49e6c"/></linearGradient>
		<linearGradient id="wood" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#c9a876"/><stop offset="1" stop-color="#8c6d43"/></linearGradient>
		<linearGradient id="drum" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#173f7c"/><stop offset="0.35" stop-color="#3f74bd"/><stop offset="1" stop-color="#0e2a55"/></linearGradient>
		<radialGradient id="vignette" cx="0.5" cy="0.45" r="0.75"><stop offset="0.55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.5"/></radialGradient>
		<filter id="far"><feGaussianBlur stdDeviation="7"/></filter>
		<filter id="shade"><feGaussianBlur stdDeviation="16"/></filter>
	</defs>
	<rect width="1280" height="560" fill="url(#wall)"/>
	<g filter="url(#far)">
		<rect x="0" y="60" width="470" height="16" fill="#35547f"/><rect x="0" y="270" width="470" height="16" fill="#35547f"/>
		<rect x="60" y="0" width="18" height="560" fill="#c9641e"/><rect x="440" y="0" width="18" height="560" fill="#c9641e"/>
		<rect x="96" y="130" width="140" height="140" fill="#9a7748"/><rect x="250" y="160" width="170" height="110" fill="#7e6038"/>
		<rect x="96" y="360" width="150" height="180" fill="#87683d"/><rect x="262" y="380" width="150" height="160" fill="#a58150"/>
		<rect x="880" y="0" width="330" height="520" fill="#5b5f63"/><rect x="905" y="40" width="280" height="480" fill="#d7dde0" opacity="0.55"/>
	</g>
	<rect y="540" width="1280" height="420" fill="url(#floor)"/>
	<path d="M0 700 L1280 620 L1280 636 L0 722Z" fill="#c7a72b" opacity="0.65"/>
	${content}
	<rect width="1280" height="960" fill="url(#vignette)"/>
</svg>`;

/** A carton seen from its corner. */
export const carton = (x: number, y: number, w: number, h: number, depth = 0.32): string => {
	const d = w * depth;
	return `
	<path d="M${x} ${y} h${w} v${h} h${-w}Z" fill="url(#front)" stroke="#6b4c27" stroke-width="1.5"/>
	<path d="M${x + w} ${y} l${d} ${-d * 0.55} v${h} l${-d} ${d * 0.55}Z" fill="url(#side)"/>
	<path d="M${x} ${y} l${d} ${-d * 0.55} h${w} l${-d} ${d * 0.55}Z" fill="url(#lid)"/>
	<path d="M${x + w * 0.42} ${y} h${w * 0.16} v${h * 0.3} h${-w * 0.16}Z" fill="#d9c29a" opacity="0.75"/>
	<path d="M${x + w * 0.1} ${y + h * 0.72} h${w * 0.26} v${h * 0.16} h${-w * 0.26}Z" fill="#f3f1ea" opacity="0.9"/>
	<path d="M${x + w * 0.12} ${y + h * 0.76} h${w * 0.2} M${x + w * 0.12} ${y + h * 0.81} h${w * 0.14}" stroke="#333" stroke-width="2.5"/>`;
};

/** A wooden pallet, front view. */
export const pallet = (x: number, y: number, w: number): string => `
	<ellipse cx="${x + w / 2 + 30}" cy="${y + 66}" rx="${w * 0.62}" ry="34" fill="#000" opacity="0.45" filter="url(#shade)"/>
	<path d="M${x} ${y} h${w} l60 -34 h${-w}Z" fill="#d1b283"/>
	<rect x="${x}" y="${y}" width="${w}" height="14" fill="url(#wood)"/>
	${[0, 0.44, 0.88].map((at) => `<rect x="${x + w * at}" y="${y + 14}" width="${w * 0.12}" height="36" fill="#7b5e38"/>`).join('')}
	<rect x="${x}" y="${y + 50}" width="${w}" height="14" fill="url(#wood)"/>`;
