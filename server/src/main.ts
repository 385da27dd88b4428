import { run } from './cli/run.ts';
import { terminalOf } from './cli/terminal.ts';

/** The server as a program of its own, for service managers and containers: the same as `luodi serve`. */
process.exitCode = await run(['serve', ...process.argv.slice(2)], terminalOf(process));
