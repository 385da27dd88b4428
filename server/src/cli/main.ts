import { run } from './run.ts';
import { terminalOf } from './terminal.ts';

// A reader that closes the pipe ends the command (run.ts); it must not end it with a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Not process.exit(): what was written to a pipe must arrive.
process.exitCode = await run(process.argv.slice(2), terminalOf(process));
