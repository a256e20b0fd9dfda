import { badInput } from './checks/bad-input.js';
import { gradients } from './checks/gradients.js';
import { persistence } from './checks/persistence.js';
import { training } from './checks/training.js';
import { verbs } from './checks/verbs.js';
import type { Check } from './subject.js';

/** Every demand of the contract, cheapest first. */
export const contract: readonly Check[] = [...verbs, ...gradients, ...training, ...persistence, ...badInput];
