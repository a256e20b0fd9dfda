import { library } from '../../tsup.shared.js';

export default library(['src/main.ts'], { platform: 'node', dts: false });
