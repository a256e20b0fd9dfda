import { library } from '../../tsup.shared.js';

export default library(['src/main.ts', 'src/runner.ts'], { platform: 'node', dts: false });
