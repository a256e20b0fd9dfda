export { withPoint } from '../charts/with-point.js';
export { checkpointSeconds } from './checkpoint-seconds.js';
export { nextTurn } from './next-turn.js';
export { type EngineChoice, engineText, startEngine } from './start-engine.js';
export { type TrainingGate, trainingGate } from './training-gate.js';
export { zipped } from './zipped.js';
