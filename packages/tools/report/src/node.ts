export { htmlReport, toSvg } from './on-server.js';
export { serverDocument } from './server-document.js';
export { type ToPngOptions, toPng } from './to-png.js';
