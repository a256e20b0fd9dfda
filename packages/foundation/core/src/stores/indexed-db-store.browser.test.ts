import { beforeAll } from 'vitest';
import { useBackend } from '../index.js';
import { describeIndexedDbStore } from '../testing/indexed-db-store-cases.js';

beforeAll(() => useBackend('wasm'));

describeIndexedDbStore();
