export { checkpointFolder } from './node/checkpoint-folder.js';
export { folderStore } from './node/folder-store.js';
export { writeHistory } from './node/write-history.js';
