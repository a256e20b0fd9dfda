import { describeApplication } from '@autoencoders/conformance';
import { subject } from './testing/subject.js';

describeApplication('a reducer', { ...subject, engines: ['wasm'] });
