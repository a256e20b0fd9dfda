import { library } from '../../tsup.shared.js';

export default library(['src/main.ts', 'src/rating-scale-child.ts'], { platform: 'node', dts: false });
