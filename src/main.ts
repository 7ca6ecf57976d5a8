/** Until it serves nothing has to be waited for. What the database was doing is undone, as after a crash. */
let stop = (): void => process.exit(0);

// Before all other modules are loaded: the first process of a container gets only those signals that it handles.
process.on('SIGINT', () => stop()).on('SIGTERM', () => stop());

const { serve } = await import('./serve.js');
stop = await serve();
