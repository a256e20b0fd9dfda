export { axeFindings } from './axe-findings.js';
export { crashGraphics } from './crash-graphics.js';
export { downloaded } from './downloaded.js';
export { longTasks, noteLongTasks } from './long-tasks.js';
export { browserPath, openBrowser } from './open-browser.js';
export { type ServedApp, serveApp } from './serve-app.js';
export { desk, phone, takeScreenshot } from './take-screenshot.js';
export { unpacked } from './unpacked.js';
export { type PageWatch, watchPage } from './watch-page.js';
