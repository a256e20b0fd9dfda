#!/usr/bin/env node
// A file that is there before the build, so that an install in a clone links the command.
import { run } from '../dist/index.js';

process.exitCode = await run(process.argv.slice(2));
