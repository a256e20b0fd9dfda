export { nextTurn } from './next-turn.js';
export { type EngineChoice, startEngine } from './start-engine.js';
export { type TrainingGate, trainingGate } from './training-gate.js';
